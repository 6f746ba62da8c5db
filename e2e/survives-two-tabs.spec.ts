import type { BrowserContext, Page } from '@playwright/test'
import { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

interface Tab {
  readonly page: Page
  readonly studio: StudioPage
}

/** The same address in another tab of the same browser, with an eye on its errors. */
async function secondTab(context: BrowserContext, address: string): Promise<Tab> {
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(address)
  const studio = new StudioPage(page)
  await expect(studio.canvas).toBeVisible()
  return { page, studio }
}

const watching = ({ page }: Tab) =>
  page.getByRole('alert').filter({ hasText: 'open in another tab' })

async function expectFollows(tab: Tab): Promise<void> {
  await expect(watching(tab)).toBeVisible()
  await expect(tab.page.getByRole('status', { name: 'Saved' })).toHaveText('Watching')
}

async function expectWrites(tab: Tab): Promise<void> {
  await expect(watching(tab)).toBeHidden()
  await tab.studio.expectSaved()
}

const renameWorkflow = async ({ page }: Tab, name: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Workflow name' }).fill(name)
  await page.keyboard.press('Enter')
}

const workflowName = ({ page }: Tab) => page.getByRole('textbox', { name: 'Workflow name' })

/** Nothing a person can do here changes the workflow. */
async function expectCannotEdit(tab: Tab): Promise<void> {
  const { page, studio } = tab
  await expect(workflowName(tab)).not.toBeEditable()
  await expect(studio.button('Add command')).toHaveAttribute('aria-disabled', 'true')
  await expect(studio.button('Train')).toBeHidden()
  const items = studio.outline.getByRole('treeitem')
  const before = await items.count()
  await studio.treeItem('Greet').click()
  await page.keyboard.press('Delete')
  await page.keyboard.press('F2')
  await page.keyboard.press('Shift+A')
  await expect(items).toHaveCount(before)
  await expect(studio.chat.message).toBeHidden()
}

test('a second tab is told, follows, cannot edit, and takes over', async ({
  studio,
  page,
  context,
}) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const first: Tab = { page, studio }
  const second = await secondTab(context, page.url())
  await expectFollows(second)
  await expectCannotEdit(second)

  // Live, without a reload.
  await studio.addCommand('Hello world', 'subtract numbers')
  await expect(second.studio.treeItem('Subtract numbers')).toBeVisible()
  await renameWorkflow(first, 'Seen at once')
  await expect(workflowName(second)).toHaveValue('Seen at once')

  await second.studio.button('Take over').click()
  await expectWrites(second)
  await expectFollows(first)
  await expectCannotEdit(first)

  await second.studio.addCommand('Seen at once', 'divide numbers')
  await expect(studio.treeItem('Divide numbers')).toBeVisible()
  await second.studio.expectSaved()
  await second.studio.showChat()
  await second.studio.chat.say('add_two_numbers 2 3')
  await second.studio.chat.expectReply('2 + 3 = 5')
  // A message begins once what the last one left is stored.
  await second.studio.chat.say('show_history')
  await second.studio.chat.expectReply('2 + 3 = 5')

  // The writer goes; the one that is left writes, with all that both have done.
  await second.page.close()
  await expectWrites(first)
  await renameWorkflow(first, 'Mine again')
  await studio.showChat()
  await studio.chat.say('show_history')
  await studio.chat.expectReply('2 + 3 = 5')
  await studio.reload()
  await expect(studio.treeItem('Subtract numbers')).toBeVisible()
  await expect(studio.treeItem('Divide numbers')).toBeVisible()
  await expect(workflowName(first)).toHaveValue('Mine again')
})

test('what is typed at the moment of a hand-over is not lost', async ({
  studio,
  page,
  context,
}) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const second = await secondTab(context, page.url())
  await expectFollows(second)

  await studio.treeItem('Greet').click()
  await studio.showInspector()
  const description = studio.inspector.getByRole('textbox', { name: 'Description' }).first()
  const text = 'Says hello, warmly, to whoever came in'
  await description.fill(text)
  await second.studio.button('Take over').click()
  await expectWrites(second)

  await second.studio.reload()
  await second.studio.treeItem('Greet').click()
  await second.studio.showInspector()
  await expect(
    second.studio.inspector.getByRole('textbox', { name: 'Description' }).first(),
  ).toHaveValue(text)
})

test('what the last message left behind is there for the tab that takes over at once', async ({
  studio,
  page,
  context,
}) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const second = await secondTab(context, page.url())
  await expectFollows(second)

  await studio.showChat()
  await studio.chat.say('add_two_numbers 2 3')
  await second.studio.button('Take over').click()
  await expectWrites(second)
  await second.studio.showChat()
  await second.studio.chat.say('show_history')
  await second.studio.chat.expectReply('2 + 3 = 5')
})

test('what one tab has trained, the tab that takes over answers by', async ({
  studio,
  page,
  context,
}) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const second = await secondTab(context, page.url())
  await expectFollows(second)

  await studio.train()
  await second.studio.button('Take over').click()
  await expectWrites(second)
  await second.studio.showChat()
  await second.studio.chat.say('could you sum up 5 and 8 for me')
  await second.studio.chat.expectReply('5 + 8 = 13')
})

test('different workflows in two tabs do not mind each other', async ({ studio, context }) => {
  await studio.openExample('Hello world')
  await studio.expectSaved()
  const page = await context.newPage()
  const other = new StudioPage(page)
  await other.openExample('Chat room')
  await expectWrites({ page, studio: other })
})
