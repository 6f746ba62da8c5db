import { useMemo, useState } from 'react'
import type { CommandId } from '#domain/ids.ts'
import { markedEntities, targetParameters } from '#domain/import/import-mapping.ts'
import { applyImport, type ConflictChoice, type ImportPlan } from '#domain/import/import-plan.ts'
import { useDocument, useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { plural } from '../ui/format.ts'
import { EntityRow } from './import-entities.tsx'
import { IntentRow } from './import-intents.tsx'
import { ImportPreview } from './import-preview.tsx'
import { changesAnything, importReport, importSummary } from './import-report.ts'
import { ImportSourcePicker } from './import-source.tsx'
import styles from './import.module.css'
import { useImport, type ImportDraft } from './use-import.ts'

interface ImportDialogProps {
  /** Takes utterances that name no intent. */
  readonly command: CommandId | null
  readonly onClose: () => void
}

/** Utterances of other systems: read, looked at, and taken as one step that can be undone. */
export function ImportDialog({ command, onClose }: ImportDialogProps) {
  const [report, setReport] = useState<string | null>(null)
  // Apart, so that what was planned is not planned again for what the import has made.
  return report === null ? (
    <ImportForm command={command} onClose={onClose} onDone={setReport} />
  ) : (
    <ImportDone report={report} onClose={onClose} />
  )
}

interface ImportFormProps extends ImportDialogProps {
  readonly onDone: (report: string) => void
}

function ImportForm({ command, onClose, onDone }: ImportFormProps) {
  const studio = useStudio()
  const document = useDocument((current) => current)
  const following = useSaving((state) => state.following)
  const draft = useImport(document, command)
  const { plan, reading } = draft

  const run = (): void => {
    if (!plan || !reading) return
    studio.document.edit('Import utterances', applyImport(plan, Date.now()))
    studio.ui.announce(`Imported: ${importSummary(plan)}`)
    onDone(importReport(reading, plan))
  }
  return (
    <Dialog
      open
      wide
      title="Import utterances"
      description="Nothing is changed until you press Import, and one Undo takes all of it back."
      onClose={onClose}
      actions={
        <>
          <span className={styles.summary} role="status">
            {plan ? importSummary(plan) : ''}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" because={whyNot(draft, following)} onClick={run}>
            Import
          </Button>
        </>
      }
    >
      <ImportSourcePicker draft={draft} />
      {plan && reading ? (
        <>
          <Mapping draft={draft} />
          <Options draft={draft} plan={plan} />
          <ImportPreview plan={plan} skipped={reading.skipped} />
        </>
      ) : null}
    </Dialog>
  )
}

function whyNot(draft: ImportDraft, following: boolean): string | undefined {
  const { plan, isPlanned } = draft
  if (following) return 'Another tab is editing this workflow'
  if (!draft.reading) return 'Choose a file or paste a text first'
  if (!plan || !isPlanned) return 'Working out what it would change'
  if (changesAnything(plan)) return undefined
  return plan.rows.length === 0
    ? 'No utterance was found. Choose how to read it above'
    : 'There is nothing new. Choose where the intents go'
}

function Mapping({ draft }: { draft: ImportDraft }) {
  const document = useDocument((current) => current)
  const { reading, intents, entities, suggested, setIntent, setEntity } = draft
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const { intent } of reading?.rows ?? []) found.set(intent, (found.get(intent) ?? 0) + 1)
    return found
  }, [reading])
  const marked = useMemo(() => (reading ? markedEntities(reading) : []), [reading])
  const known = useMemo(() => targetParameters(document, intents), [document, intents])
  return (
    <>
      {intents.size === 0 ? null : (
        <section className={styles.scroll} aria-label="Intents">
          <table className={styles.table}>
            <caption>{plural(intents.size, 'intent')}</caption>
            <thead>
              <tr>
                <th scope="col">Intent</th>
                <th scope="col">Utterances</th>
                <th scope="col">Goes to</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {[...intents].map(([intent, target]) => (
                <IntentRow
                  key={intent}
                  document={document}
                  intent={intent}
                  utterances={counts.get(intent) ?? 0}
                  target={target}
                  because={suggested.get(intent)?.because ?? 'no-such-command'}
                  onChange={setIntent}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {marked.length === 0 ? null : (
        <section className={styles.scroll} aria-label="Entities">
          <table className={styles.table}>
            <caption>{plural(marked.length, 'entity', 'entities')}</caption>
            <thead>
              <tr>
                <th scope="col">Entity</th>
                <th scope="col">Marks</th>
                <th scope="col">Words</th>
                <th scope="col">Becomes</th>
              </tr>
            </thead>
            <tbody>
              {marked.map((entity) => (
                <EntityRow
                  key={entity.name}
                  entity={entity}
                  target={entities.get(entity.name) ?? { kind: 'drop' }}
                  known={known}
                  onChange={setEntity}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

const CONFLICTS: readonly { readonly value: ConflictChoice; readonly label: string }[] = [
  { value: 'leave-out', label: 'Leave them out' },
  { value: 'move', label: 'Move what is there' },
  { value: 'import', label: 'Import them all the same' },
]

const SHARES = ['0', '5', '10', '20', '30'] as const

function Options({ draft, plan }: { draft: ImportDraft; plan: ImportPlan }) {
  const { options, setOptions } = draft
  return (
    <div className={styles.options}>
      <SelectField
        label="Hold out for measuring"
        value={String(options.heldOutPercent) as (typeof SHARES)[number]}
        options={SHARES.map((value) => ({
          value,
          label: value === '0' ? 'Only what the file holds out' : `${value} % of each command`,
        }))}
        onChange={(value) => setOptions({ heldOutPercent: Number(value) })}
      />
      {plan.counts.conflict === 0 ? null : (
        <SelectField
          label={`${plural(plan.counts.conflict, 'text')} of another command`}
          value={options.conflicts}
          options={CONFLICTS}
          onChange={(conflicts) => setOptions({ conflicts })}
        />
      )}
    </div>
  )
}

/** What was done, to be kept: shown once, copied or downloaded. */
function ImportDone({ report, onClose }: { report: string; onClose: () => void }) {
  const studio = useStudio()
  return (
    <Dialog
      open
      wide
      title="Imported"
      description="One Undo takes all of it back."
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              navigator.clipboard
                .writeText(report)
                .then(() => studio.ui.announce('Report copied'), studio.report)
            }}
          >
            Copy report
          </Button>
          <Button onClick={() => studio.download('-import-report.txt', report)}>
            Download report
          </Button>
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <pre className={styles.report} aria-label="Report" tabIndex={0}>
        {report.length > SHOWN
          ? `${report.slice(0, SHOWN)}\n… the download has all of it.`
          : report}
      </pre>
    </Dialog>
  )
}

/** More is slow to lay out, and nobody reads it here. */
const SHOWN = 20_000
