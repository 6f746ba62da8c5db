import type { Page } from '@playwright/test'
import { storedRecords } from './database.ts'
import { CanvasPanel } from './pages/canvas-panel.ts'
import { StartPage } from './pages/start-page.ts'
import { expect, test } from './studio-test.ts'

/** Each line of the outline, with what it says of a command or context, and each card with its place. */
async function whatIsShown(page: Page) {
  const texts = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((it) => it.textContent))
  const cards = page.locator('.react-flow__node')
  return {
    outline: await texts('[role="treeitem"]'),
    cards: await cards.evaluateAll((all) =>
      all.map((it) => `${it.textContent} ${it.style.transform}`).sort(),
    ),
    lines: await new CanvasPanel(page).lines(),
  }
}

test('a reload brings back exactly what was there', async ({ studio, page }) => {
  await studio.openExample('Project board')
  const canvas = new CanvasPanel(page)
  await studio.expectSaved()
  const opened = await storedRecords(page)

  await canvas.addContextAt(await canvas.spot(0.5, 0.9), 'Archive')
  await studio.connect('Archive', 'Lives inside', 'Project board')
  await studio.addCommand('Archive', 'restore')
  await studio.pasteUtterances(['bring it back', 'restore this', 'undo the archiving'])
  await canvas.dragCard('Archive', { x: 40, y: -30 })
  await studio.button('Add context').click()
  await page.keyboard.press('Escape')
  await studio.button('Undo').click()
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('Board of mine')
  await page.keyboard.press('Enter')

  await studio.expectSaved()
  const before = await storedRecords(page)
  expect(before).not.toEqual(opened)
  const shown = await whatIsShown(page)
  await page.reload()
  await expect(canvas.card('Archive')).toBeVisible()
  expect(await storedRecords(page)).toEqual(before)
  await expect.poll(() => whatIsShown(page)).toEqual(shown)
  // What was typed right before is kept too: leaving waits for nothing the person must wait for.
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('Typed at the last moment')
  await page.keyboard.press('Enter')
  await new StartPage(page).goHome()
  await expect(new StartPage(page).workflow('Typed at the last moment')).toBeVisible()
})

test('automatic layout is one step, and leaves no card on another', async ({ studio, page }) => {
  await studio.openExample('Retail desk')
  await studio.expectSaved()
  const before = await storedRecords(page)
  await studio.button('Lay out the canvas').click()
  await expect.poll(() => storedRecords(page)).not.toEqual(before)
  const boxes = await page.locator('.react-flow__node').evaluateAll((all) =>
    all.map((it) => {
      const { left, right, top, bottom } = it.getBoundingClientRect()
      return { name: it.textContent.slice(0, 20), left, right, top, bottom }
    }),
  )
  const overlapping = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.name} and ${b.name}`),
  )
  expect(overlapping).toEqual([])
  await studio.button('Undo').click()
  await expect.poll(() => storedRecords(page)).toEqual(before)
})

test('outline and canvas show the same, and inherited commands greyed when asked for', async ({
  studio,
  page,
}) => {
  await studio.openExample('Chat room')
  const canvas = new CanvasPanel(page)
  const own = ['Chat room', 'User', 'PremiumUser']
  const onCanvas = async (card: string) =>
    canvas
      .card(card)
      .locator('[role="option"]:not([data-inherited="true"])')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-record')))
  const shown = []
  for (const card of own) {
    shown.push(await canvas.card(card).getAttribute('data-record'), ...(await onCanvas(card)))
  }
  const outlined = await studio.outline
    .getByRole('treeitem')
    .evaluateAll((items) => items.map((it) => it.getAttribute('data-record')))
  expect(outlined).toEqual(shown)

  const inherited = canvas.row('PremiumUser', 'Send message')
  await expect(inherited).toBeHidden()
  await studio.button('Show inherited commands').click()
  await expect(inherited).toBeVisible()
  await expect(inherited).toHaveAccessibleDescription(/inherited from User/)
  const colour = (locator: typeof inherited) =>
    locator.evaluate((element) => getComputedStyle(element).color)
  expect(await colour(inherited)).not.toBe(await colour(canvas.row('User', 'Send message')))
  // They are still one thing, and still cannot be renamed where they are only inherited.
  await inherited.dblclick()
  await expect(canvas.card('PremiumUser').getByRole('textbox')).toBeHidden()
  await studio.button('Show inherited commands').click()
  await expect(inherited).toBeHidden()
})

test('workflows are created, duplicated, renamed, and deleted with a way back', async ({
  studio,
  page,
}) => {
  const start = new StartPage(page)
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const original = await storedRecords(page)
  await start.goHome()
  await expect(start.workflow('Hello world')).toBeVisible()

  const more = page.getByRole('button', { name: 'More' })
  await more.click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(start.workflows).toHaveText(['Hello world copy', 'Hello world'])
  await start.workflow('Hello world copy').click()
  await expect(studio.canvas).toBeVisible()
  const copied = await storedRecords(page)
  expect(Object.keys(copied)).toHaveLength(Object.keys(original).length)
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('Second world')
  await page.keyboard.press('Enter')
  await studio.addCommand('Second world', 'wave')
  await start.goHome()
  await expect(start.workflows).toHaveText(['Second world', 'Hello world'])

  await page.getByRole('button', { name: 'New workflow' }).click()
  await expect(studio.canvas).toBeVisible()
  await start.goHome()
  await expect(start.workflows).toHaveText(['Untitled workflow', 'Second world', 'Hello world'])

  await more.nth(2).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(start.workflows).toHaveText(['Untitled workflow', 'Second world'])
  await start.message('Workflow deleted').getByRole('button', { name: 'Undo' }).click()
  await expect(start.workflows).toHaveText(['Untitled workflow', 'Second world', 'Hello world'])
  await page.reload()
  await start.workflow('Hello world').click()
  await expect(studio.canvas).toBeVisible()
  // Untouched by what was done to the copy, and by being deleted and brought back.
  await expect.poll(() => storedRecords(page)).toEqual(original)
})
