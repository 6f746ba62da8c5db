import { useDeferredValue, useMemo, useState } from 'react'
import { recordById } from '#domain/queries.ts'
import { PasteUtterancesDialog } from '../records/paste-utterances-dialog.tsx'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import { useDocument, useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/display.tsx'
import { plural } from '../ui/format.ts'
import { commandOptions } from './command-options.ts'
import styles from './data.module.css'
import { ExportMenu } from './export-menu.tsx'
import { LazySelect } from './lazy-select.tsx'
import { UtteranceTable } from './utterance-table.tsx'
import { nearRows, UTTERANCE_VIEWS, utteranceRows, type UtteranceView } from './utterance-rows.ts'
import { useNearGroups } from './use-near-groups.ts'

/** All utterances as one table: find, retype, move, hold out, delete, many at a time. */
export function UtterancesPanel() {
  const studio = useStudio()
  const document = useDocument((current) => current)
  const following = useSaving((state) => state.following)
  const [search, setSearch] = useState('')
  const [command, setCommand] = useState('')
  const wanted = useDeferredValue(search)
  // A list of twenty thousand may be a moment behind what is typed elsewhere.
  const shown = useDeferredValue(document)
  const [view, setView] = useState<UtteranceView>('all')
  const groups = useNearGroups(view !== 'all')
  const rows = useMemo(() => {
    const filter = { search: wanted, command }
    return view === 'all'
      ? utteranceRows(shown, filter)
      : nearRows(shown, groups ?? [], view, filter)
  }, [shown, wanted, command, view, groups])
  const isLooking = view !== 'all' && groups === null
  const chosen = recordById(document, 'command', command)
  const startImport = (): void => studio.ui.set({ importing: { command: chosen?.id ?? null } })

  return (
    <div className={styles.utterances}>
      <div className={styles.bar}>
        <input
          type="search"
          aria-label="Find utterances"
          placeholder="Find"
          className={styles.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <LazySelect
          label="Of command"
          value={command}
          shown={
            chosen
              ? `${commandTitle(document, chosen.id)} (${commandPlace(document, chosen.id)})`
              : 'All commands'
          }
          groups={() => [
            { label: '', options: [{ value: '', label: 'All commands' }] },
            commandOptions(document),
          ]}
          onChange={setCommand}
        />
        <select
          aria-label="Show"
          className={styles.select}
          value={view}
          onChange={(event) => setView(event.target.value as UtteranceView)}
        >
          {UTTERANCE_VIEWS.map((each) => (
            <option key={each} value={each}>
              {VIEWS[each]}
            </option>
          ))}
        </select>
        <PasteButton command={command} isReadOnly={following} />
        <Button because={following ? READ_ONLY : undefined} onClick={startImport}>
          Import…
        </Button>
        <ExportMenu rows={rows} />
        <span className={styles.grow} />
        <span className={styles.place} role="status">
          {isLooking ? 'Looking…' : plural(rows.length, 'utterance')}
        </span>
      </div>
      {rows.length === 0 && view !== 'all' ? (
        <EmptyState title={isLooking ? 'Looking for them' : NOTHING_NEAR[view]}>
          {isLooking
            ? 'Every utterance is compared with the others.'
            : 'Utterances with three of four words in common would be listed here.'}
        </EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState
          title={search === '' ? 'No utterances yet' : 'Nothing like that'}
          actions={
            search === '' ? (
              <Button
                tone="primary"
                because={following ? READ_ONLY : undefined}
                onClick={startImport}
              >
                Import utterances…
              </Button>
            ) : undefined
          }
        >
          {search === ''
            ? 'Import them from a file or another system, choose a command above and paste a list, or write them in the inspector.'
            : 'Try fewer words, or all commands.'}
        </EmptyState>
      ) : (
        <UtteranceTable rows={rows} isReadOnly={following} />
      )}
    </div>
  )
}

const VIEWS: Record<UtteranceView, string> = {
  all: 'All utterances',
  near: 'Near duplicates',
  conflicts: 'Near, of two commands',
}

const NOTHING_NEAR: Record<Exclude<UtteranceView, 'all'>, string> = {
  near: 'No two are nearly the same',
  conflicts: 'No two commands claim the same',
}

const READ_ONLY = 'Another tab is editing this workflow'

function PasteButton({ command, isReadOnly }: { command: string; isReadOnly: boolean }) {
  const record = useDocument((document) => recordById(document, 'command', command))
  const [isOpen, setOpen] = useState(false)
  const because = isReadOnly ? READ_ONLY : record ? undefined : 'Choose the command first'
  return (
    <>
      <Button because={because} onClick={() => setOpen(true)}>
        Paste a list…
      </Button>
      {isOpen && record ? (
        <PasteUtterancesDialog command={record.id} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
