import { expect, test } from './studio-test.ts'

const CLEAN = ['say hi to Robin', 'welcome my guest', 'wave at grüße 👋🏽 to नमस्ते']

/** A list as it comes out of a spreadsheet, a terminal and a chat log. */
const MESSY = [
  '\ufeffsay hi to\u0000 Robin\u0007',
  '',
  '   \t ',
  'welcome\u001b \u0085 my\u00a0guest',
  'say hi to Robin',
  'x'.repeat(2_001),
  'wave at grüße 👋🏽 to नमस्ते',
  '\u0000\u0001\u0002',
].join('\r\n')

test('a messy list is cleaned, counted and told before it is kept', async ({ studio, page }) => {
  await studio.openExample('Hello world')
  await studio.treeItem('Greet').click()
  await studio.showInspector()
  const utterances = studio.inspector.getByRole('textbox', { name: /^Utterance \d+$/ })
  await expect(utterances).not.toHaveCount(0)
  const before = await utterances.count()
  const known = await utterances.first().inputValue()

  await studio.inspector.getByRole('button', { name: 'Paste a list…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Utterances for Greet' })
  const field = dialog.getByRole('textbox', { name: 'Utterances, one a line' })
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${MESSY}\r\n${known}`)
  await field.focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(field).toHaveAccessibleDescription(
    /3 utterances to add; left out: 2 already there, 1 longer than 2000 characters/,
  )
  await dialog.getByRole('button', { name: 'Keep 3' }).click()
  await expect(dialog).toBeHidden()

  const texts = (): Promise<string[]> =>
    utterances.evaluateAll((fields) => fields.map((each) => (each as HTMLTextAreaElement).value))
  await expect(utterances).toHaveCount(before + CLEAN.length)
  expect((await texts()).slice(before)).toEqual(CLEAN)

  // One step for Undo, and the same after a reload.
  await studio.button('Undo').click()
  await expect(utterances).toHaveCount(before)
  await studio.button('Redo').click()
  await expect(utterances).toHaveCount(before + CLEAN.length)
  await studio.reload()
  await studio.treeItem('Greet').click()
  await expect(utterances).toHaveCount(before + CLEAN.length)
  expect((await texts()).slice(before)).toEqual(CLEAN)
})

test('a line that is too long stays where it was typed, with the reason', async ({ studio }) => {
  await studio.openExample('Hello world')
  await studio.treeItem('Greet').click()
  await studio.showInspector()
  const field = studio.inspector.getByRole('textbox', { name: 'Another utterance' })
  const long = 'long '.repeat(500)
  await field.fill(long)
  await field.press('Enter')
  await expect(field).toHaveValue(long)
  await expect(studio.inspector).toContainText('An utterance can have 2000 characters at most.')
})
