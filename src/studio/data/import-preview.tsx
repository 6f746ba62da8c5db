import { useMemo } from 'react'
import type { ImportedRow, ImportSkip } from '#domain/import/imported.ts'
import type { ImportPlan, PlannedRow, RowOutcome } from '#domain/import/import-plan.ts'
import { count } from '../ui/format.ts'
import styles from './import.module.css'

/** So many are listed of each kind; the report has them all. */
const LISTED = 100

const KINDS: readonly { readonly outcome: RowOutcome['outcome']; readonly title: string }[] = [
  { outcome: 'new', title: 'New' },
  { outcome: 'conflict', title: 'Another command has the text' },
  { outcome: 'duplicate', title: 'There already' },
  { outcome: 'left-out', title: 'Intent left out' },
]

/** What becomes of the rows, kind by kind, with the first of each. */
export function ImportPreview({
  plan,
  skipped,
}: {
  plan: ImportPlan
  skipped: readonly ImportSkip[]
}) {
  const groups = useMemo(
    () => KINDS.map((kind) => ({ ...kind, rows: firstOf(plan.rows, kind.outcome) })),
    [plan],
  )
  return (
    <div className={styles.preview}>
      {groups.map(({ outcome, title, rows }) =>
        plan.counts[outcome] === 0 ? null : (
          <details key={outcome} open={outcome === 'new' || outcome === 'conflict'}>
            <summary>{`${title}: ${count(plan.counts[outcome])}`}</summary>
            <ul>
              {rows.map(({ row, result }) => (
                <li key={row.where}>
                  <span className={styles.words}>{row.intent || '(no intent)'}</span>
                  <MarkedRow row={row} />
                  <span className={styles.faint}>
                    {result.outcome === 'conflict' ? `${result.other} has it · ` : ''}
                    {row.where}
                  </span>
                </li>
              ))}
            </ul>
            <More total={plan.counts[outcome]} />
          </details>
        ),
      )}
      {skipped.length === 0 ? null : (
        <details open>
          <summary>{`Not readable: ${count(skipped.length)}`}</summary>
          <ul>
            {skipped.slice(0, LISTED).map(({ where, why }) => (
              <li key={`${where} ${why}`}>
                <span>{why}</span>
                <span className={styles.faint}>{where}</span>
              </li>
            ))}
          </ul>
          <More total={skipped.length} />
        </details>
      )}
    </div>
  )
}

function firstOf(rows: readonly PlannedRow[], outcome: RowOutcome['outcome']): PlannedRow[] {
  const found: PlannedRow[] = []
  for (const row of rows) {
    if (found.length === LISTED) break
    if (row.result.outcome === outcome) found.push(row)
  }
  return found
}

const More = ({ total }: { total: number }) =>
  total > LISTED ? (
    <p className={styles.faint}>{`… and ${count(total - LISTED)} more; the report lists them.`}</p>
  ) : null

/** A text with its marks, and their entities beside them. */
function MarkedRow({ row: { text, slots } }: { row: ImportedRow }) {
  const parts = slots.map(({ entity, start, end }, index) => (
    <span key={start}>
      {text.slice(slots[index - 1]?.end ?? 0, start)}
      <mark className={styles.mark}>
        {text.slice(start, end)} <small>{entity}</small>
      </mark>
    </span>
  ))
  return (
    <span className={styles.text}>
      {parts}
      {text.slice(slots.at(-1)?.end ?? 0)}
    </span>
  )
}
