import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { StartPage } from './pages/start-page.ts'
import { blockDatabase, giveDiskALimit, setDiskFull } from './storage-faults.ts'
import { expect, test } from './studio-test.ts'

test('on a full disk nothing is lost, and Retry saves what waited', async ({ studio, page }) => {
  await giveDiskALimit(page)
  await studio.openExample('Hello world')
  await studio.expectSaved()
  await setDiskFull(page, true)

  await studio.addCommand('Hello world', 'subtract numbers')
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('Hello again')
  await page.keyboard.press('Enter')
  const status = page.getByRole('status', { name: 'Saved' })
  await expect(status).toHaveText(/Not saved/)
  const banner = page.getByRole('alert').filter({ hasText: 'storage is full' })
  await expect(banner.getByRole('button', { name: 'Export bundle' })).toBeVisible()

  const half = 'this is only half a mes'
  await studio.showChat()
  const { message } = studio.chat
  await message.fill(half)

  // Still full: nothing changes, nothing is lost, and a bundle carries everything out.
  await banner.getByRole('button', { name: 'Retry' }).click()
  await expect(status).toHaveText(/Not saved/)
  const exported = page.waitForEvent('download')
  await banner.getByRole('button', { name: 'Export bundle' }).click()
  const bundle = unzipSync(await readFile(await (await exported).path()))
  expect(strFromU8(bundle['workflow.json'] ?? new Uint8Array())).toContain('subtract_numbers')
  await expect(message).toHaveValue(half)
  await expect(studio.treeItem('Subtract numbers')).toBeVisible()

  await setDiskFull(page, false)
  await banner.getByRole('button', { name: 'Retry' }).click()
  await studio.expectSaved()
  await expect(banner).toBeHidden()
  await expect(message).toHaveValue(half)

  await studio.reload()
  await expect(studio.treeItem('Subtract numbers')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Workflow name' })).toHaveValue('Hello again')
})

test('on a full disk a message stays in its field, and the person is told', async ({
  studio,
  page,
}) => {
  await giveDiskALimit(page)
  await studio.openExample('Hello world')
  await studio.showChat()
  await studio.chat.say('add_two_numbers 1 1')
  await studio.chat.expectReply('1 + 1 = 2')
  await setDiskFull(page, true)

  await studio.chat.send('add_two_numbers 2 3')
  await expect(page.getByText('storage is full').first()).toBeVisible()
  const { message } = studio.chat
  await expect(message).toHaveValue('add_two_numbers 2 3')

  await setDiskFull(page, false)
  await page.getByRole('button', { name: 'Send' }).click()
  await studio.chat.expectReply('2 + 3 = 5')
  await expect(message).toHaveValue('')
  await studio.chat.say('show history')
  await studio.chat.expectReply(/1 \+ 1 = 2\s*2 \+ 3 = 5/)
})

test('leaving a workflow that could not be saved keeps it in the tab', async ({ studio, page }) => {
  const start = new StartPage(page)
  await giveDiskALimit(page)
  await studio.openExample('Hello world')
  await studio.expectSaved()
  await setDiskFull(page, true)
  await studio.addCommand('Hello world', 'subtract numbers')
  await expect(page.getByRole('status', { name: 'Saved' })).toHaveText(/Not saved/)

  await start.goHome()
  await start.workflow('Hello world').click()
  await expect(studio.treeItem('Subtract numbers')).toBeVisible()
  await setDiskFull(page, false)
  await page.getByRole('button', { name: 'Retry' }).click()
  await studio.reload()
  await expect(studio.treeItem('Subtract numbers')).toBeVisible()
})

test('without a database the studio says so, and works all the same', async ({ studio, page }) => {
  const start = new StartPage(page)
  await blockDatabase(page)
  await start.open()
  await expect(start.alert).toContainText('does not let this page store anything')

  await studio.button('Hello world').click()
  await expect(studio.canvas).toBeVisible()
  await studio.showChat()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
  const bundle = await readFile(await studio.exportBundle())

  await start.goHome()
  await expect(start.workflow('Hello world')).toHaveCount(1)
  await start.importFile('hello.zip', bundle)
  await expect(studio.canvas).toBeVisible()
  await start.goHome()
  await expect(start.workflow('Hello world')).toHaveCount(2)
})
