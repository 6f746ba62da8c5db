import { useDeferredValue, useMemo, useState } from 'react'
import { removeRecords } from '#domain/edits/remove.ts'
import { moveUtterances, setHeldOut } from '#domain/edits/utterances.ts'
import type { CommandId, UtteranceId } from '#domain/ids.ts'
import { recordById, recordsOf } from '#domain/queries.ts'
import { PasteUtterancesDialog } from '../records/paste-utterances-dialog.tsx'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import { useDocument, useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/display.tsx'
import styles from './data.module.css'
import { UtteranceLine } from './utterance-line.tsx'
import { utteranceRows } from './utterance-rows.ts'

/** So many are drawn at first; more on demand. Each line has a field, and fields are not free. */
const PAGE = 500

/** All utterances as one table: find, retype, move, hold out, delete, many at a time. */
export function UtterancesPanel() {
  const document = useDocument((current) => current)
  const following = useSaving((state) => state.following)
  const [search, setSearch] = useState('')
  const [command, setCommand] = useState('')
  const [shown, setShown] = useState(PAGE)
  const [picked, setPicked] = useState<ReadonlySet<UtteranceId>>(new Set())
  const wanted = useDeferredValue(search)
  const rows = useMemo(
    () => utteranceRows(document, { search: wanted, command }),
    [document, wanted, command],
  )
  const pickedHere = rows.flatMap(({ utterance: { id } }) => (picked.has(id) ? [id] : []))

  const pick = (ids: readonly UtteranceId[], isPicked: boolean): void =>
    setPicked((before) => {
      const next = new Set(before)
      for (const id of ids)
        if (isPicked) next.add(id)
        else next.delete(id)
      return next
    })

  return (
    <fieldset disabled={following} className={styles.utterances}>
      <div className={styles.bar}>
        <input
          type="search"
          aria-label="Find utterances"
          placeholder="Find"
          className={styles.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <CommandSelect
          label="Of command"
          first="All commands"
          value={command}
          onChange={setCommand}
        />
        <PasteButton command={command} />
        <span className={styles.grow} />
        <span className={styles.place} role="status">
          {rows.length} {rows.length === 1 ? 'utterance' : 'utterances'}
        </span>
      </div>
      {pickedHere.length > 0 ? (
        <PickedBar ids={pickedHere} onDone={() => setPicked(new Set())} />
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={search === '' ? 'No utterances yet' : 'Nothing like that'}>
          {search === ''
            ? 'Choose a command above and paste a list, or write them in the inspector.'
            : 'Try fewer words, or all commands.'}
        </EmptyState>
      ) : (
        <div
          role="table"
          aria-label="Utterances"
          aria-rowcount={rows.length + 1}
          className={styles.table}
        >
          <div role="row" className={`${styles.line} ${styles.tableHead}`}>
            <span role="columnheader">
              <input
                type="checkbox"
                aria-label="All of these"
                checked={pickedHere.length === rows.length}
                onChange={(event) =>
                  pick(
                    rows.map(({ utterance }) => utterance.id),
                    event.target.checked,
                  )
                }
              />
            </span>
            <span role="columnheader">Text</span>
            <span role="columnheader">Command</span>
            <span role="columnheader">Origin</span>
            <span role="columnheader">Use</span>
          </div>
          {rows.slice(0, shown).map((row) => (
            <UtteranceLine
              key={row.utterance.id}
              row={row}
              isPicked={picked.has(row.utterance.id)}
              onPick={pick}
            />
          ))}
        </div>
      )}
      {rows.length > shown ? (
        <Button onClick={() => setShown(shown + PAGE)}>
          {`Show ${Math.min(PAGE, rows.length - shown)} more`}
        </Button>
      ) : null}
    </fieldset>
  )
}

function PasteButton({ command }: { command: string }) {
  const record = useDocument((document) => recordById(document, 'command', command))
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        because={record ? undefined : 'Choose the command first'}
        onClick={() => setOpen(true)}
      >
        Paste a list…
      </Button>
      {isOpen && record ? (
        <PasteUtterancesDialog command={record.id} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}

/** What can be done with the picked ones; one step for Undo each. */
function PickedBar({ ids, onDone }: { ids: readonly UtteranceId[]; onDone: () => void }) {
  const { document, ui } = useStudio()
  const many = ids.length === 1 ? 'utterance' : `${ids.length} utterances`
  return (
    <div className={styles.picked}>
      <strong>{ids.length} picked</strong>
      <CommandSelect
        label="Move picked to"
        first="Move to…"
        value=""
        onChange={(to) => {
          document.edit(`Move ${many}`, moveUtterances(ids, to as CommandId))
          ui.announce(`Moved ${many}`)
          onDone()
        }}
      />
      <Button onClick={() => document.edit(`Hold out ${many}`, setHeldOut(ids, true))}>
        Hold out
      </Button>
      <Button onClick={() => document.edit(`Use ${many}`, setHeldOut(ids, false))}>
        Use for learning
      </Button>
      <Button
        onClick={() => {
          document.edit(`Delete ${many}`, removeRecords(ids))
          ui.announce(`Deleted ${many}. Undo brings them back.`)
          onDone()
        }}
      >
        Delete
      </Button>
    </div>
  )
}

interface CommandSelectProps {
  readonly label: string
  readonly first: string
  readonly value: string
  readonly onChange: (id: string) => void
}

function CommandSelect({ label, first, value, onChange }: CommandSelectProps) {
  const document = useDocument((current) => current)
  return (
    <select
      aria-label={label}
      className={styles.select}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{first}</option>
      {recordsOf(document, 'command').map(({ id }) => (
        <option key={id} value={id}>
          {commandTitle(document, id)} ({commandPlace(document, id)})
        </option>
      ))}
    </select>
  )
}
