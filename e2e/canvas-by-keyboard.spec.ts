import type { Page } from '@playwright/test'
import { storedRecords } from './database.ts'
import { CanvasPanel } from './pages/canvas-panel.ts'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

/** Presses keys one after the other; after each the focus is somewhere, and it shows where. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await expectFocusShown(page, key)
  }
}

async function expectFocusShown(page: Page, after: string): Promise<void> {
  const focus = () =>
    page.evaluate(() => {
      const { activeElement } = document
      if (!activeElement || activeElement === document.body) return 'lost'
      const { outlineStyle, outlineWidth } = getComputedStyle(activeElement)
      const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
      // A text field shows its caret, whatever its outline.
      const isText = activeElement.matches('input, textarea')
      return isOutlined || isText
        ? 'shown'
        : `not shown on ${activeElement.outerHTML.slice(0, 120)}`
    })
  await expect.poll(focus, `the focus after ${after}`).toBe('shown')
}

/** Types a name into the field that a key has just opened. */
async function typeName(page: Page, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(field.and(page.locator(':focus'))).toBeVisible()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(name)
  await press(page, 'Enter')
}

const focusedItem = (page: Page) => page.locator('[role="treeitem"]:focus')

/** What the outline shows, from top to bottom. */
const outlineTexts = (studio: StudioPage) =>
  studio.outline
    .getByRole('treeitem')
    .evaluateAll((items) => items.map((it) => it.querySelector('[class*="title"]')?.textContent))

test('contexts and commands by the outline alone', async ({ studio, page }) => {
  await studio.newWorkflow()
  await studio.outline.getByRole('treeitem').first().focus()

  await press(page, 'Shift+A')
  await typeName(page, 'list rooms')
  await press(page, 'Shift+A')
  await typeName(page, 'open room')
  await press(page, 'Shift+C')
  await typeName(page, 'Room')
  await press(page, 'Shift+A')
  await typeName(page, 'leave room')
  const drawn = ['Untitled workflow', 'List rooms', 'Open room', 'Room', 'Leave room']
  expect(await outlineTexts(studio)).toEqual(drawn)

  await press(page, 'Home', 'ArrowDown')
  await expect(focusedItem(page)).toContainText('List rooms')
  await press(page, 'F2')
  await typeName(page, 'show rooms')
  await expect(focusedItem(page)).toContainText('Show rooms')
  await press(page, 'ControlOrMeta+Z')
  await expect(focusedItem(page)).toContainText('List rooms')

  await press(page, 'Alt+ArrowDown')
  expect((await outlineTexts(studio)).slice(1, 3)).toEqual(['Open room', 'List rooms'])
  await press(page, 'Alt+ArrowUp')
  expect(await outlineTexts(studio)).toEqual(drawn)

  await press(page, 'Alt+Shift+ArrowDown')
  await expect(focusedItem(page)).toContainText('List rooms')
  expect(await outlineTexts(studio)).toEqual([
    'Untitled workflow',
    'Open room',
    'Room',
    'Leave room',
    'List rooms',
  ])
  await press(page, 'Alt+Shift+ArrowUp')
  await expect(focusedItem(page)).toContainText('List rooms')

  // Fold and unfold, and out of the context again.
  await press(page, 'End', 'ArrowLeft', 'ArrowLeft')
  await expect(focusedItem(page)).toHaveAttribute('aria-expanded', 'false')
  await press(page, 'ArrowRight', 'ArrowRight')
  await expect(focusedItem(page)).toContainText('Leave room')

  await studio.expectSaved()
  const before = await storedRecords(page)
  await press(page, 'Delete')
  await expect(studio.treeItem('Leave room')).toBeHidden()
  await press(page, 'Home', 'End')
  await expect(focusedItem(page)).toContainText('Room')
  await press(page, 'Delete')
  await expect(studio.treeItem('Room')).toBeHidden()
  await press(page, 'ControlOrMeta+Z', 'ControlOrMeta+Z')
  await expect.poll(() => storedRecords(page)).toEqual(before)
  await press(page, 'ControlOrMeta+Shift+Z')
  await expect(studio.treeItem('Leave room')).toBeHidden()
  await press(page, 'ControlOrMeta+Z')
  await expect(studio.treeItem('Leave room')).toBeVisible()
})

test('connections and moves by dialogs, without a mouse', async ({ studio, page }) => {
  await studio.openExample('Chat room')
  const canvas = new CanvasPanel(page)
  await studio.treeItem('User').focus()
  await press(page, 'Shift+C')
  await typeName(page, 'Guest')

  await press(page, 'Shift+F10')
  await choose(page, 'Connect to…')
  const dialog = page.getByRole('dialog', { name: 'Connect Guest' })
  await expect(dialog).toBeVisible()
  await tabTo(page, 'Chat room')
  await press(page, 'Enter')
  await expect(dialog.getByRole('button', { name: 'Chat room' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await tabTo(page, 'Inherits from', 'Shift+Tab')
  await press(page, 'Enter')
  await tabTo(page, 'User')
  await press(page, 'Space')
  await press(page, 'Escape')
  await expect(dialog).toBeHidden()
  await expect(focusedItem(page)).toContainText('Guest')
  await expect(canvas.line('Guest lives inside Chat room')).toBeAttached()
  await expect(canvas.line('Guest inherits from User')).toBeAttached()

  await press(page, 'Home', 'ArrowDown')
  const moved = (await focusedItem(page).locator('[class*="title"]').textContent()) ?? ''
  await press(page, 'ContextMenu')
  await choose(page, 'Move to…')
  await expect(page.getByRole('dialog', { name: `Move ${moved}` })).toBeVisible()
  await tabTo(page, 'Guest')
  await press(page, 'Enter')
  await expect(canvas.row('Guest', moved)).toBeVisible()
  await expect(focusedItem(page)).toContainText(moved)
  await press(page, 'ControlOrMeta+Z')
  await expect(canvas.row('Chat room', moved)).toBeVisible()
})

test('cards are nudged and walked by arrows on the canvas', async ({ studio, page }) => {
  await studio.openExample('Chat room')
  const canvas = new CanvasPanel(page)
  await studio.expectSaved()
  const opened = await storedRecords(page)

  await canvas.card('Chat room').focus()
  await press(page, 'Shift+Tab', 'Tab')
  await expect(canvas.card('Chat room')).toBeFocused()
  await press(page, 'Alt+ArrowRight')
  await expect(canvas.card('User')).toBeFocused()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'Shift+ArrowDown'])
    await page.keyboard.press(key)
  await expect.poll(() => storedRecords(page)).not.toEqual(opened)
  const nudged = await storedRecords(page)
  // Nudges that follow one another are one step.
  await press(page, 'ControlOrMeta+Z')
  await expect.poll(() => storedRecords(page)).toEqual(opened)
  await press(page, 'ControlOrMeta+Shift+Z')
  await expect.poll(() => storedRecords(page)).toEqual(nudged)
  await press(page, 'ControlOrMeta+Z')

  await press(page, 'ControlOrMeta+ArrowDown')
  await expect(canvas.row('User', 'Send message')).toBeFocused()
  await press(page, 'ArrowDown', 'F2')
  await typeName(page, 'who am I')
  await expect(canvas.row('User', 'Who am i')).toBeFocused()
  await press(page, 'Delete', 'ControlOrMeta+Z', 'Escape')
  await expect(canvas.card('User')).toBeFocused()
  await press(page, 'F2')
  await typeName(page, 'member')
  await expect(canvas.card('Member')).toBeFocused()
})

/** Goes through the open menu by its arrows. */
async function choose(page: Page, item: string): Promise<void> {
  const wanted = page.getByRole('menuitem', { name: item })
  await expect(wanted).toBeVisible()
  for (let step = 0; step < 12; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

/** Tabs on until a button of this name has the focus. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const wanted = page.getByRole('dialog').getByRole('button', { name, exact: true })
  for (let step = 0; step < 20; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await press(page, key)
  }
  throw new Error(`Tab does not reach ${name}`)
}
