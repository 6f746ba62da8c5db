import { leaveStudio, putRow, rowsOf, upgradeDatabase, type StoredRecord } from './database.ts'
import { StartPage } from './pages/start-page.ts'
import { expect, test } from './studio-test.ts'

interface QuarantineRow extends StoredRecord {
  readonly because: string
}

const named = (name: string) => (row: StoredRecord) =>
  (row.record as { readonly name?: unknown }).name === name

test('a workflow with an unreadable record opens without it, and nothing is thrown away', async ({
  studio,
  page,
}) => {
  const start = new StartPage(page)
  await studio.openExample('Chat room')
  await studio.expectSaved()
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const address = page.url()

  await leaveStudio(page)
  const before = await rowsOf<StoredRecord>(page, 'records')
  const greet = before.find(named('greet'))
  if (!greet) throw new Error('Hello world has no command greet')
  const broken = { ...greet, record: { kind: 'command', name: 42, torn: 'half a reco' } }
  await putRow(page, 'records', broken)

  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'could not be opened' })).toBeVisible()
  await expect(page.getByText('Part of this workflow cannot be read')).toBeVisible()

  await studio.button('Open what can be read').click()
  await expect(studio.canvas).toBeVisible()
  await expect(studio.outline.getByRole('treeitem', { name: /Add two numbers/ })).toBeVisible()
  await expect(studio.outline.getByRole('treeitem', { name: /Greet/ })).toBeHidden()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')

  const quarantine = await rowsOf<QuarantineRow>(page, 'quarantine')
  expect(quarantine).toEqual([expect.objectContaining(broken)])
  const after = await rowsOf<StoredRecord>(page, 'records')
  const without = (rows: readonly StoredRecord[]) => rows.filter(({ id }) => id !== greet.id)
  expect(after, 'every other record of both workflows').toEqual(without(before))

  // It is whole again: it opens like any other, and so does the one beside it.
  await studio.reload()
  await start.goHome()
  await start.workflow('Chat room').click()
  await expect(studio.outline.getByRole('treeitem', { name: /Premium\s?User/ })).toBeVisible()
})

test('a workflow without its root or its own record gets them back', async ({ studio, page }) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const address = page.url()
  await leaveStudio(page)
  const rows = await rowsOf<StoredRecord>(page, 'records')
  for (const row of rows.filter(({ id, workflow }) => id === 'root' || id === workflow))
    await putRow(page, 'records', { ...row, record: 'torn' })

  await page.goto(address)
  await studio.button('Open what can be read').click()
  await expect(studio.canvas).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Workflow name' })).toHaveValue('Hello world')
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
})

test('a database of a newer studio is refused with a sentence, and left as it is', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  await leaveStudio(page)
  const before = await rowsOf<StoredRecord>(page, 'records')
  await upgradeDatabase(page, 10_000)

  await studio.open()
  const start = new StartPage(page)
  await expect(start.alert).toContainText('Your workflows were saved by a newer studio')
  await expect(page.getByRole('button', { name: 'New workflow' })).toBeHidden()
  expect(await rowsOf<StoredRecord>(page, 'records')).toEqual(before)
})
