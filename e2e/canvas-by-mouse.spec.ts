import type { Page } from '@playwright/test'
import { storedRecords } from './database.ts'
import { boxOf, CanvasPanel } from './pages/canvas-panel.ts'
import { expect, test } from './studio-test.ts'

/** Until the database holds exactly this. */
async function expectStored(page: Page, records: Record<string, unknown>): Promise<void> {
  await expect.poll(() => storedRecords(page)).toEqual(records)
}

/** Until the database holds something else; gives what it holds then. */
async function changedFrom(page: Page, before: Record<string, unknown>) {
  await expect.poll(() => storedRecords(page)).not.toEqual(before)
  return storedRecords(page)
}

test('a context is drawn, named, renamed and moved, each in one step', async ({ studio, page }) => {
  await studio.newWorkflow()
  const canvas = new CanvasPanel(page)
  await studio.expectSaved()
  const empty = await storedRecords(page)

  await canvas.addContextAt(await canvas.spot(0.75, 0.25), 'Room')
  await expect(studio.treeItem('Room')).toBeVisible()
  const drawn = await changedFrom(page, empty)
  await studio.button('Undo').click()
  await expect(canvas.card('Room')).toBeHidden()
  await expectStored(page, empty)
  await studio.button('Redo').click()
  await expectStored(page, drawn)

  await canvas.card('Room').dblclick({ position: { x: 60, y: 14 } })
  await page.keyboard.type('meeting room')
  await page.keyboard.press('Enter')
  await expect(canvas.card('MeetingRoom')).toBeVisible()
  await expect(studio.treeItem('MeetingRoom')).toBeVisible()
  await studio.button('Undo').click()
  await expectStored(page, drawn)

  const before = await boxOf(canvas.card('Room'))
  await canvas.dragCard('Room', { x: -150, y: 120 })
  const dropped = await boxOf(canvas.card('Room'))
  expect(Math.abs(dropped.x - before.x + 150)).toBeLessThan(4)
  expect(Math.abs(dropped.y - before.y - 120)).toBeLessThan(4)
  const moved = await changedFrom(page, drawn)
  await studio.button('Undo').click()
  await expectStored(page, drawn)
  await studio.button('Redo').click()
  await expectStored(page, moved)
})

test('lines are drawn, read in the outline, and deleted', async ({ studio, page }) => {
  await studio.newWorkflow()
  const canvas = new CanvasPanel(page)
  await canvas.addContextAt(await canvas.spot(0.7, 0.2), 'User')
  await canvas.addContextAt(await canvas.spot(0.7, 0.75), 'Guest')
  await canvas.addContextAt(await canvas.spot(0.22, 0.2), 'Room')
  await studio.expectSaved()
  const unconnected = await storedRecords(page)

  await canvas.draw('User', 'lives inside of', 'Room')
  await expect(canvas.line('User lives inside Room')).toBeAttached()
  await expect(studio.treeItem('User')).toContainText('in Room')
  await canvas.draw('Guest', 'inherits from', 'User')
  await expect(canvas.line('Guest inherits from User')).toBeAttached()
  await expect(studio.treeItem('Guest')).toContainText('is a User')

  // Refused with the reason, and nothing is drawn.
  await canvas.draw('User', 'lives inside of', 'Room')
  await expect(canvas.region.getByRole('status')).toHaveText(
    'They are connected like this already.',
  )

  const connected = await changedFrom(page, unconnected)
  await canvas.selectLine('User lives inside Room')
  await page.keyboard.press('Delete')
  await expect(canvas.line('User lives inside Room')).toBeHidden()
  await canvas.selectLine('Guest inherits from User')
  await studio.button('Remove this connection').click()
  expect(await canvas.lines()).toEqual([])
  await expectStored(page, unconnected)
  await studio.button('Undo').click()
  await studio.button('Undo').click()
  await expectStored(page, connected)
})

test('a command is dragged to another card, and a context goes and comes back whole', async ({
  studio,
  page,
}) => {
  await studio.openExample('Chat room')
  const canvas = new CanvasPanel(page)
  await studio.expectSaved()
  const opened = await storedRecords(page)
  const lines = await canvas.lines()

  await canvas.row('User', 'Read inbox').dragTo(canvas.card('Chat room'))
  await expect(canvas.row('Chat room', 'Read inbox')).toBeVisible()
  await expect(canvas.row('User', 'Read inbox')).toBeHidden()
  const moved = await changedFrom(page, opened)
  await studio.button('Undo').click()
  await expectStored(page, opened)
  await studio.button('Redo').click()
  await expectStored(page, moved)
  await studio.button('Undo').click()

  await canvas.card('User').click({ position: { x: 60, y: 14 } })
  await page.keyboard.press('Delete')
  await expect(canvas.card('User')).toBeHidden()
  await expect(studio.treeItem('User')).toBeHidden()
  const without = await changedFrom(page, opened)
  const kinds = (records: Record<string, unknown>) =>
    Object.values(records).map((record) => (record as { kind: string }).kind)
  expect(kinds(without).filter((kind) => kind === 'utterance').length).toBeLessThan(
    kinds(opened).filter((kind) => kind === 'utterance').length,
  )
  expect(await canvas.lines()).not.toEqual(lines)

  await studio.button('Undo').click()
  await expect(canvas.card('User')).toBeVisible()
  expect(await canvas.lines()).toEqual(lines)
  await expectStored(page, opened)
  await studio.button('Redo').click()
  await expectStored(page, without)
})
