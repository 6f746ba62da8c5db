import { StartPage } from './pages/start-page.ts'
import { expect, test } from './studio-test.ts'

const DRAWER = ['Problems', 'Training report', 'Utterances', 'Corrections', 'Source', 'Trace']

test('the palette does things and goes to places by a few letters', async ({ studio, page }) => {
  await studio.openExample('Retail desk')
  await page.keyboard.press('ControlOrMeta+K')
  const palette = page.getByRole('combobox', { name: 'Command palette' })
  await expect(palette).toBeFocused()
  await palette.fill('cancel ord')
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(studio.treeItem('Cancel order')).toHaveAttribute('aria-selected', 'true')
  await expect(studio.inspector.getByRole('heading', { name: 'Cancel order' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+K')
  await palette.fill('show trace')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Trace' })).toBeVisible()

  // What cannot be done now says why, and is not done.
  await page.keyboard.press('ControlOrMeta+K')
  await palette.fill('redo')
  await expect(page.getByRole('option', { name: /Redo/ })).toContainText('nothing to redo')
  await palette.fill('qqqq')
  await expect(page.getByText('Nothing by that name')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})

test('the sheet of shortcuts opens by its key, and one Escape closes it', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.treeItem('Greet').click()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const label of ['Undo', 'Add command', 'Lay out the canvas', 'Command palette'])
    await expect(sheet.getByText(label, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(studio.treeItem('Greet')).toBeFocused()

  await studio.button('Keyboard shortcuts').click()
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(studio.button('Keyboard shortcuts')).toBeFocused()
})

test('the first Tab offers to go to the chat', async ({ studio, page }) => {
  await studio.openExample('Hello world')
  await studio.showInspector()
  await studio.reload()
  await page.keyboard.press('Tab')
  await expect(studio.button('Skip to chat')).toBeFocused()
  await expect(studio.button('Skip to chat')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused()
  await expect(studio.canvas).toBeVisible()
})

test('the theme that was chosen stays, here, after a reload and on the start page', async ({
  studio,
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await studio.openExample('Hello world')
  const root = page.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'light')
  await studio.button('Switch between light and dark').click()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await studio.reload()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await new StartPage(page).goHome()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your workflows' })).toBeVisible()
  await expect(root).toHaveAttribute('data-theme', 'dark')
})

test('the tabs of the drawer are walked by arrows and opened by Enter', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  const tabs = page.getByRole('tablist', { name: 'Drawer' }).getByRole('tab')
  await expect(tabs).toContainText(DRAWER)
  await page.getByRole('tab', { name: 'Problems' }).focus()
  for (const [index, name] of DRAWER.entries()) {
    await expect(tabs.nth(index)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tabpanel', { name })).toBeVisible()
    await expect(tabs.nth(index)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('ArrowRight')
  }
  // Round the end, and back.
  await expect(tabs.first()).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(tabs.last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tabpanel')).toBeHidden()
  await page.keyboard.press('ControlOrMeta+J')
  await expect(page.getByRole('tabpanel', { name: 'Trace' })).toBeVisible()
})

test('Tab goes past outline and canvas to the message without closing the chat', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.showChat()
  await page.getByRole('button', { name: 'Train', exact: true }).focus()
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
    passed.push(name)
    if (name === 'Message') break
  }
  expect(passed).toContain('New context')
  await expect(studio.chat.message).toBeFocused()
  await page.keyboard.type('add_two_numbers 2 3')
  await page.keyboard.press('Enter')
  await studio.chat.expectReply('2 + 3 = 5')
})
