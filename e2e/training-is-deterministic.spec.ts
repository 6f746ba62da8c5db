import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { emptyTable } from './database.ts'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

/** What the exported bundle has of the model, less the moment it was trained at. */
async function exportedModel(studio: StudioPage): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await readFile(await studio.exportBundle())))
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith('model/') && !path.endsWith('report.json'))
      .map(([path, bytes]) => [
        path,
        path.endsWith('.json')
          ? new TextDecoder().decode(bytes).replace(/"trainedAt": ?\d+/, '')
          : Buffer.from(bytes).toString('base64'),
      ]),
  )
}

test('the same workflow trained twice is the same model, byte for byte', async ({
  studio,
  page,
}) => {
  test.setTimeout(180_000)
  await studio.openExample('Hello world')
  await studio.train()
  const first = await exportedModel(studio)
  expect(Object.keys(first).length).toBeGreaterThan(2)

  // Nothing embedded before is left, nor anything in the worker.
  await emptyTable(page, 'embeddings')
  await studio.reload()
  const training = page.getByRole('status', { name: 'Training' })
  await studio.button('Train').click()
  await expect(training).toHaveAttribute('aria-busy', 'true')
  await expect(training).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  expect(await exportedModel(studio)).toEqual(first)
})
