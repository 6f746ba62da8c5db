import { readFile } from 'node:fs/promises'
import { expect, test } from './studio-test.ts'

test.setTimeout(180_000)

const said = (utterance: string, more: object) => ({ context: '*', utterance, ...more })

const CASES = [
  said('please work out the sum of 31 and 12', { expected_label: 'add_two_numbers' }),
  said('multiply 6 with 8 for me', { expected_label: 'multiply_two_numbers' }),
  said('when does the night bus to Lisbon leave', { kind: 'out_of_scope' }),
  said('whatever this is', { expected_label: 'divide' }),
]

/** A file as a person chooses it. */
const file = (cases: readonly object[]) => ({
  name: 'benchmark.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ schema_version: 1, cases })),
})

test('a benchmark file is checked, scored and reported', async ({ studio, page }) => {
  await studio.openExample('Hello world')
  await studio.train()
  await studio.run('Score a benchmark file')
  const dialog = page.getByRole('dialog', { name: 'Score a benchmark' })
  const chooser = dialog.getByLabel('Benchmark file')

  // What the workflow is taught measures nothing, and is not scored.
  await chooser.setInputFiles(
    file([...CASES, said('Add 2 and 3!', { expected_label: 'add_two_numbers' })]),
  )
  await expect(dialog).toContainText('5 cases, of which 4 fit this workflow.')
  await expect(dialog.getByText('1 case that the workflow is taught')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Score' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )

  await chooser.setInputFiles(file(CASES))
  await expect(dialog.getByText('1 case that cannot be scored')).toBeVisible()
  await dialog.getByRole('button', { name: 'Score' }).click()
  const all = dialog.getByRole('row', { name: /^All/ })
  await expect(all).toContainText('of 2)')
  await expect(all).toContainText('of 1)')

  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download report' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('hello-world-heldout_evaluation.json')
  const report = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    totals: Record<string, number>
  }
  expect(report.totals).toMatchObject({
    benchmark_routing_total: 2,
    out_of_scope_total: 1,
    escalation_recall: null,
  })
})
