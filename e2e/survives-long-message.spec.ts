import { expect, test } from './studio-test.ts'
import { longestPause, watchPauses } from './responsiveness.ts'

const LENGTH = 100_000
/** Words of all lengths, not one letter over and over: what a pasted log or novel looks like. */
const NOVEL = Array.from({ length: LENGTH / 8 }, (_, n) => (n * 7919).toString(36).padEnd(7, 'e'))
  .join(' ')
  .padEnd(LENGTH, '.')
  .slice(0, LENGTH)

/** Longer than this and a person takes the page for dead. */
const MAX_PAUSE_MS = 1000

for (const trained of [false, true])
  test(`a message of 100,000 characters is answered by a ${trained ? 'trained' : 'new'} workflow, and the page stays awake`, async ({
    studio,
    page,
  }, testInfo) => {
    await studio.openExample('Hello world')
    await studio.showChat()
    if (trained) await studio.train()
    const message = studio.chat.message

    await watchPauses(page)
    await page.evaluate((text) => navigator.clipboard.writeText(text), NOVEL)
    await message.focus()
    await page.keyboard.press('ControlOrMeta+V')
    await expect(message).toHaveValue(NOVEL)
    testInfo.annotations.push({
      type: 'longest pause, pasting',
      description: `${await longestPause(page)} ms`,
    })

    await watchPauses(page)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(studio.chat.answers).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden()
    const pause = await longestPause(page)
    testInfo.annotations.push({ type: 'longest pause, answering', description: `${pause} ms` })
    expect(pause).toBeLessThan(MAX_PAUSE_MS)

    // Folded, so that it does not bury the rest; whole on demand.
    const log = page.getByRole('log', { name: 'Conversation' })
    expect((await log.innerText()).length).toBeLessThan(5_000)
    await log.getByRole('button', { name: /Show all/ }).click()
    await expect(log).toContainText(NOVEL.slice(-200))

    await studio.chat.say('add_two_numbers 2 3')
    await studio.chat.expectReply('2 + 3 = 5')
    await studio.reload()
    await expect(studio.chat.answers).toHaveCount(2)
  })
