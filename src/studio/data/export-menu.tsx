import type { Document } from '#domain/document.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { UtteranceRow } from './utterance-rows.ts'

/** The utterances in the table as a file that the import reads again. */
export function ExportMenu({ rows }: { rows: readonly UtteranceRow[] }) {
  const studio = useStudio()
  const save = async (
    suffix: string,
    write: (document: Document, ids: ReadonlySet<string>) => string,
  ): Promise<void> => {
    const ids = new Set(rows.map(({ utterance }) => utterance.id))
    studio.download(suffix, write(studio.document.state.getState().document, ids))
    studio.ui.announce('Utterances exported')
  }
  // Writers of files come when somebody exports.
  const writers = () => import('#bundle/interop/write-utterances.ts')
  const asCsv = async () => save('-utterances.csv', (await writers()).utterancesAsCsv)
  const asJsonl = async () => save('-utterances.jsonl', (await writers()).utterancesAsJsonl)
  const because = rows.length === 0 ? 'There is nothing to export' : undefined
  return (
    <Menu
      trigger={<Button because={because}>Export…</Button>}
      groups={[
        [
          { label: 'CSV', because, onSelect: () => void asCsv().catch(studio.report) },
          { label: 'JSON Lines', because, onSelect: () => void asJsonl().catch(studio.report) },
        ],
      ]}
    />
  )
}
