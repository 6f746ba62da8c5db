import { expect, test } from './studio-test.ts'

test('a handler that fails is shown at its line, mended, and works', async ({ studio }) => {
  await studio.openExample('Hello world')
  await studio.showDrawer('Source')
  await studio.source.open('add_two_numbers')

  await studio.source.replace(
    'add_two_numbers',
    "export default function () {\n  throw new Error('Not today')\n}\n",
  )
  await studio.expectSaved()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('Not today')
  await expect(studio.source.errors).toContainText('Line 2: Not today')

  await studio.source.replace(
    'add_two_numbers',
    "export default function () {\n  return 'Better now'\n}\n",
  )
  await expect(studio.source.errors).toBeEmpty()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('Better now')
})

test('what was typed into a file survives a reload', async ({ studio }) => {
  await studio.openExample('Hello world')
  await studio.showDrawer('Source')
  await studio.source.open('app/main.ts')
  await studio.source.replace('app/main.ts', 'export const start = () => ({ kept: true })\n')
  await studio.reload()

  await studio.showDrawer('Source')
  await studio.source.open('app/main.ts')
  await expect(studio.source.text).toContainText('kept: true')
})

test('going through the files breaks nothing in the editor', async ({ studio, page }) => {
  await studio.openExample('Hello world')
  await studio.showDrawer('Source')
  // TypeScript's part of the editor arrives after the first file, and the second must not mind.
  for (const file of ['app/main.ts', 'app/calculator.ts', 'add_two_numbers', 'app/main.ts']) {
    await studio.source.open(file)
    await studio.source.editor(file).focus()
    await page.keyboard.press('ControlOrMeta+End')
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible()
  }
  await studio.showDrawer('Problems')
  await studio.showDrawer('Source')
  await studio.source.open('app/calculator.ts')
})
