import { useState } from 'react'
import type { CommandRow, ContextRow, OfferDiff } from '#domain/classes/offer-diff.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/field.tsx'
import { plural } from '../ui/format.ts'
import styles from './classes.module.css'
import { ClassRow } from './class-row.tsx'
import { CommandList } from './command-list.tsx'
import { isOpen, suggestedKeys } from './selection.ts'

interface ClassesListProps {
  readonly diff: OfferDiff
  readonly ticked: ReadonlySet<string>
  readonly onToggle: (key: string) => void
  readonly onTickOnly: (keys: ReadonlySet<string>) => void
}

/** Every class with its commands; what is in step or there already is shown when asked for. */
export function ClassesList({ diff, ticked, onToggle, onTickOnly }: ClassesListProps) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = (row: CommandRow | ContextRow): boolean => showsAll || isOpen(row)
  const contexts = inOrderOfInterest(diff.contexts).filter(
    (row) => shown(row) || row.commands.some(shown),
  )
  const functions = diff.functions.filter(shown)
  const hidden = countHidden(diff)
  return (
    <>
      <Broken diff={diff} />
      <div className={styles.bar}>
        <Button onClick={() => onTickOnly(suggestedKeys(diff))}>Tick what makes sense</Button>
        <Button onClick={() => onTickOnly(new Set())}>Tick nothing</Button>
        {hidden === 0 ? null : (
          <CheckField
            label={`Show ${plural(hidden, 'row')} that ${hidden === 1 ? 'is' : 'are'} in step or there already`}
            checked={showsAll}
            onChange={setShowsAll}
          />
        )}
      </div>
      {contexts.length === 0 && functions.length === 0 ? (
        <p className={styles.faint}>The workflow and its classes are in step.</p>
      ) : null}
      <div className={styles.list}>
        {contexts.map((row) => (
          <ClassRow
            key={row.key}
            row={row}
            shown={shown}
            ticked={ticked}
            diff={diff}
            onToggle={onToggle}
          />
        ))}
        {functions.length === 0 ? null : (
          <section className={styles.context} aria-label="Functions">
            <h3 className={styles.contextHead}>Functions</h3>
            <CommandList rows={functions} ticked={ticked} onToggle={onToggle} where="functions" />
          </section>
        )}
      </div>
      <Remarks diff={diff} />
    </>
  )
}

/** The top first, then what is part of the application, then what only helps it. */
const inOrderOfInterest = (rows: readonly ContextRow[]): readonly ContextRow[] => {
  const rank = ({ offered, record }: ContextRow): number =>
    offered?.isRoot ? 0 : record || offered?.isSuggested ? 1 : 2
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

const countHidden = ({ contexts, functions }: OfferDiff): number =>
  [...contexts.flatMap(({ commands }) => commands), ...functions].filter((row) => !isOpen(row))
    .length

/** While a file does not parse, what it declares is left as it is. */
function Broken({ diff: { model } }: { diff: OfferDiff }) {
  if (model.broken.length === 0) return null
  const faults = model.remarks.filter(
    ({ file, member }) => member === '' && model.broken.includes(file),
  )
  return (
    <div role="alert" className={styles.broken}>
      {faults.map(({ file, line, text }) => (
        <p key={file}>
          {file}, line {line}: {text}
        </p>
      ))}
      <p>Until that is mended, nothing counts as changed or removed.</p>
    </div>
  )
}

function Remarks({ diff: { model } }: { diff: OfferDiff }) {
  const remarks = model.remarks.filter(({ file }) => !model.broken.includes(file))
  if (remarks.length === 0) return null
  return (
    <details className={styles.remarks}>
      <summary>{plural(remarks.length, 'remark')} on the source</summary>
      <ul>
        {remarks.map(({ file, line, member, text }) => (
          <li key={`${file}:${line}:${member}:${text}`}>
            <code>
              {file}:{line}
            </code>{' '}
            {member === '' ? '' : <b>{member}</b>} {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
