import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { ReportPanel } from './pages/report-panel.ts'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

test.setTimeout(180_000)

/** Its first utterance is misplaced: it tracks. */
const PAY = [
  'where is my parcel now',
  'pay the bill',
  'settle what I owe',
  'I want to pay my invoice',
  'pay the open invoice please',
  'let me settle the bill',
  'clear my balance',
  'transfer the money for the invoice',
]
const TRACK = [
  'where is my parcel',
  'track the parcel',
  'has the parcel arrived',
  'when does my parcel come',
  'show me where the parcel is',
  'is my parcel on its way now',
  'follow the shipment of my parcel',
  'locate my parcel',
]

async function addCommand(
  studio: StudioPage,
  name: string,
  reply: string,
  utterances: readonly string[],
): Promise<void> {
  await studio.addCommand('Untitled workflow', name)
  await studio.inspector
    .getByRole('combobox', { name: 'Handler' })
    .selectOption({ label: 'A reply' })
  await studio.inspector.getByRole('textbox', { name: 'Reply' }).fill(reply)
  await studio.pasteUtterances(utterances)
}

async function trainedDesk(studio: StudioPage, page: Page): Promise<ReportPanel> {
  await studio.newWorkflow()
  await studio.expectEncoderReady()
  await addCommand(studio, 'pay bill', 'Paid.', PAY)
  await addCommand(studio, 'track parcel', 'On its way.', TRACK)
  await studio.train()
  await studio.showChat()
  return new ReportPanel(page)
}

test('a threshold that is moved in its curve changes what is refused', async ({ studio, page }) => {
  const report = await trainedDesk(studio, page)
  const threshold = 'Out-of-scope threshold'
  const message = 'could you track that parcel for me'
  await report.show('Thresholds')
  const calibrated = Number(await report.slider(threshold).getAttribute('aria-valuenow'))
  await studio.chat.say(message)
  await studio.chat.expectReply('On its way')

  await report.dragThreshold(threshold, 1)
  await report.expectThreshold(threshold, 1)
  await expect(report.slider(threshold)).toHaveAttribute(
    'aria-valuetext',
    /^1\.00: refuses 100\.0.% of your own messages/,
  )
  await studio.chat.say(message)
  await studio.chat.expectReply('not something I can do here')

  await studio.button('Undo').click()
  await report.expectThreshold(threshold, calibrated)

  await report.slider(threshold).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('PageDown')
  await report.expectThreshold(threshold, 0.89)
  await page.keyboard.press('Home')
  await report.expectThreshold(threshold, 0)
  await studio.chat.say(message)
  await studio.chat.expectReply('On its way')

  await report.panel.getByRole('button', { name: /as calibrated: Out of scope$/ }).click()
  await report.expectThreshold(threshold, calibrated)
  await studio.expectAccessible()
})

test('a mistaken message is moved where it belongs, and an earlier version is restored', async ({
  studio,
  page,
}) => {
  const report = await trainedDesk(studio, page)
  await report.show('Confusions')
  const messages = await report.openConfusion('Pay bill', 'Track parcel')
  const move = messages.getByRole('button', {
    name: 'Move “where is my parcel now” to Track parcel',
  })
  await move.click()
  await expect(move).toHaveAttribute('aria-disabled', 'true')
  await studio.button('Undo').click()
  await expect(move).toHaveAttribute('aria-disabled', 'false')
  await move.click()
  await studio.expectAccessible()

  await studio.button('Train').click()
  await expect(page.getByRole('status', { name: 'Training' })).toContainText(/Trained, \d/, {
    timeout: 60_000,
  })
  await report.show('Versions')
  const comparison = report.panel.getByRole('region', { name: /^From / })
  await expect(comparison).toContainText('1 row new, 1 gone')
  await studio.expectAccessible()

  await report.panel.getByRole('button', { name: /^Restore the version/ }).click()
  await expect(report.panel).toContainText('is in use again')
  await studio.chat.say('could you track that parcel for me')
  await studio.chat.expectReply('On its way')
  await studio.reload()
  await studio.showDrawer('Training report')
  await expect(report.panel).toContainText('is in use again')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    report.panel.getByRole('button', { name: 'Download the report as JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('untitled-workflow-training-report.json')
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    report: { confusions: { texts: string[] }[] }
  }
  expect(file.report.confusions.flatMap(({ texts }) => texts)).toContain('where is my parcel now')
})
