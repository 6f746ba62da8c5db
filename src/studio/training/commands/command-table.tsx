import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { TrainingReport } from '#domain/training-report.ts'
import { recordById } from '#domain/queries.ts'
import { useDocument } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { Badge } from '../../ui/display.tsx'
import { count } from '../../ui/format.ts'
import {
  commandRows,
  nextSorting,
  WORST_FIRST,
  type CommandColumn,
  type CommandRow,
  type Sorting,
} from '../report-view.ts'
import type { ReportScope } from '../scope-quality.ts'
import { Share } from '../share.tsx'
import styles from '../training.module.css'

interface Column {
  readonly column: CommandColumn
  readonly label: string
  readonly isNumber: boolean
}

const COLUMNS: readonly Column[] = [
  { column: 'title', label: 'Command', isNumber: false },
  { column: 'place', label: 'Context', isNumber: false },
  { column: 'utterances', label: 'Utterances', isNumber: true },
  { column: 'support', label: 'Judged', isNumber: true },
  { column: 'precision', label: 'Precision', isNumber: true },
  { column: 'recall', label: 'Recall', isNumber: true },
  { column: 'f1', label: 'F1', isNumber: true },
]
const HELD_OUT: Column = { column: 'heldOut', label: 'Held out', isNumber: true }

/** Every command with how well it is understood; choosing one selects it in the inspector. */
export function CommandTable({ report, scope }: { report: TrainingReport; scope: ReportScope }) {
  const document = useDocument((it) => it)
  const [sorting, setSorting] = useState<Sorting>(WORST_FIRST)
  const rows = useMemo(
    () => commandRows(document, report, sorting, scope),
    [document, report, sorting, scope],
  )
  const hasHeldOut = Boolean(report.details?.heldOut)
  const columns = hasHeldOut ? [...COLUMNS, HELD_OUT] : COLUMNS
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">Commands and how well each is understood</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHeader
                key={column.column}
                {...column}
                sorting={sorting}
                onSort={(next) => setSorting(nextSorting(sorting, next))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.command} row={row} hasHeldOut={hasHeldOut} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SortHeaderProps extends Column {
  readonly sorting: Sorting
  readonly onSort: (column: CommandColumn) => void
}

function SortHeader({ column, label, isNumber, sorting, onSort }: SortHeaderProps) {
  const isSorted = sorting.column === column
  const Arrow = sorting.isDescending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      className={isNumber ? styles.number : undefined}
      aria-sort={!isSorted ? 'none' : sorting.isDescending ? 'descending' : 'ascending'}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(column)}>
        {label}
        {isSorted ? <Arrow size={12} aria-hidden /> : <span className={styles.noArrow} />}
      </button>
    </th>
  )
}

function Row({ row, hasHeldOut }: { row: CommandRow; hasHeldOut: boolean }) {
  const { ui } = useStudio()
  const isOwn = useDocument(
    (document) => recordById(document, 'command', row.command) !== undefined,
  )
  return (
    <tr>
      <th scope="row">
        {isOwn ? (
          <button type="button" className={styles.link} onClick={() => ui.select([row.command])}>
            {row.title}
          </button>
        ) : (
          row.title
        )}
      </th>
      <td className={styles.soft}>{row.place}</td>
      <td className={styles.number}>
        {row.thin ? <Badge tone="warn">thin</Badge> : null} {count(row.utterances)}
      </td>
      <td className={styles.number}>{count(row.support)}</td>
      <td className={styles.number}>
        <Share value={row.precision} />
      </td>
      <td className={styles.number}>
        <Share value={row.recall} />
      </td>
      <td className={styles.number}>
        <Share value={row.f1} />
      </td>
      {hasHeldOut ? (
        <td className={styles.number}>
          <Share value={row.heldOut} none="no held-out utterance" />
        </td>
      ) : null}
    </tr>
  )
}
