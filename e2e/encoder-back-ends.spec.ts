import { expect, test } from './studio-test.ts'

test('the encoder’s back end is shown, can be chosen, and does not change what is understood', async ({
  studio,
  page,
}) => {
  test.setTimeout(120_000)
  await studio.openExample('Hello world')
  await studio.expectEncoderReady()
  await studio.showChat()
  await studio.train()

  const backEnd = page.getByRole('combobox', { name: 'Encoder runs on' })
  const answers: string[] = []
  for (const [choice, shown] of [
    ['WASM', 'WASM · 1 thread'],
    ['WASM threads', 'WASM · 2 threads'],
    // On a software adapter here: slow, but the same arithmetic.
    ['WebGPU', 'WebGPU'],
  ] as const) {
    await backEnd.selectOption({ label: choice })
    await expect(page.getByText(shown, { exact: true }).first()).toBeVisible({ timeout: 60_000 })
    await studio.chat.say('multiply six by seven please')
    answers.push(await studio.chat.lastAnswer.innerText())
  }
  expect(answers[0]).toContain('= 42')
  expect(answers[0]).toContain('Multiply two numbers')
  expect(new Set(answers).size).toBe(1)

  // What was chosen is kept, also for other workflows.
  await backEnd.selectOption({ label: 'WASM' })
  await studio.reload()
  await expect(page.getByText('WASM · 1 thread', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(backEnd).toHaveValue('wasm')
})
