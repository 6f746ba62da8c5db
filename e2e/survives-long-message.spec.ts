import { expect, test } from './studio-test.ts'
import { mainThreadMs } from './responsiveness.ts'

const LENGTH = 100_000
/** Words of all lengths, not one letter over and over: what a pasted log or novel looks like. */
const NOVEL = Array.from({ length: LENGTH / 8 }, (_, n) => (n * 7919).toString(36).padEnd(7, 'e'))
  .join(' ')
  .padEnd(LENGTH, '.')
  .slice(0, LENGTH)

/** A message 5,000 times as long may cost the page so many times as much as a short one. */
const MAX_RATIO = 5

for (const trained of [false, true])
  test(`a message of 100,000 characters is answered by a ${trained ? 'trained' : 'new'} workflow, and the page stays awake`, async ({
    studio,
    page,
  }, testInfo) => {
    await studio.openExample('Hello world')
    await studio.showChat()
    if (trained) await studio.train()
    const message = studio.chat.message

    const answered = (text: () => Promise<void>, count: number) =>
      mainThreadMs(page, async () => {
        await text()
        await page.getByRole('button', { name: 'Send', exact: true }).click()
        await expect(studio.chat.answers).toHaveCount(count)
        await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden()
      })
    const shortMs = await answered(() => message.fill('what is possible here'), 1)
    const longMs = await answered(async () => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), NOVEL)
      await message.focus()
      await page.keyboard.press('ControlOrMeta+V')
      await expect(message).toHaveValue(NOVEL)
    }, 2)
    testInfo.annotations.push({
      type: 'main thread',
      description: `${shortMs} ms for a short message, ${longMs} ms for the long one`,
    })
    expect(longMs / shortMs).toBeLessThan(MAX_RATIO)

    // Folded, so that it does not bury the rest; whole on demand.
    const log = page.getByRole('log', { name: 'Conversation' })
    expect((await log.innerText()).length).toBeLessThan(5_000)
    await log.getByRole('button', { name: /Show all/ }).click()
    await expect(log).toContainText(NOVEL.slice(-200))

    await studio.chat.say('add_two_numbers 2 3')
    await studio.chat.expectReply('2 + 3 = 5')
    await studio.reload()
    await expect(studio.chat.answers).toHaveCount(3)
  })
