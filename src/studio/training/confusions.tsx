import { useMemo } from 'react'
import type { Confusion, TrainingReport } from '#domain/training-report.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { percent, plural } from '../ui/format.ts'
import { confusionMatrix } from './report-view.ts'
import styles from './training.module.css'

interface ConfusionsProps {
  readonly report: TrainingReport
  readonly chosen: Confusion | null
  readonly onChoose: (confusion: Confusion) => void
}

const LISTED = 12

/** Rows are what was meant, columns what it was taken for; the diagonal is how often that is right. */
export function ConfusionTable({ report, chosen, onChoose }: ConfusionsProps) {
  const document = useDocument((it) => it)
  const matrix = useMemo(() => confusionMatrix(document, report), [document, report])
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <caption>
          Rows: what was meant. Columns: what it was taken for.
          {matrix.leftOut > 0 ? ` ${plural(matrix.leftOut, 'pair')} more below.` : ''}
        </caption>
        <thead>
          <tr>
            <td />
            {matrix.commands.map(({ id, title }) => (
              <th key={id} scope="col">
                <span title={title}>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.commands.map((actual, row) => (
            <tr key={actual.id}>
              <th scope="row" title={actual.title}>
                {actual.title}
              </th>
              {matrix.commands.map((predicted, column) =>
                row === column ? (
                  <td key={predicted.id} className={styles.right}>
                    {percent(actual.recall)}
                  </td>
                ) : (
                  <td key={predicted.id}>
                    <Cell
                      confusion={matrix.cells[row]?.[column] ?? null}
                      names={[actual.title, predicted.title]}
                      most={matrix.most}
                      chosen={chosen}
                      onChoose={onChoose}
                    />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly confusion: Confusion | null
  readonly names: readonly [actual: string, predicted: string]
  readonly most: number
  readonly chosen: Confusion | null
  readonly onChoose: (confusion: Confusion) => void
}

function Cell({ confusion, names: [actual, predicted], most, chosen, onChoose }: CellProps) {
  if (!confusion) return null
  const texts = confusion.texts.length
  return (
    <button
      type="button"
      className={styles.cell}
      style={
        { '--share': `${String(20 + (50 * texts) / Math.max(1, most))}%` } as React.CSSProperties
      }
      aria-label={`${actual} taken for ${predicted}: ${plural(texts, 'text')}`}
      aria-pressed={confusion === chosen}
      onClick={() => onChoose(confusion)}
    >
      {texts}
    </button>
  )
}

/** The same as a list, the most frequent first. */
export function ConfusionList({ report, chosen, onChoose }: ConfusionsProps) {
  const document = useDocument((it) => it)
  return (
    <ol className={styles.confusions}>
      {report.confusions.slice(0, LISTED).map((confusion) => (
        <li key={`${confusion.actual} ${confusion.predicted}`}>
          <button
            type="button"
            className={styles.confusion}
            aria-pressed={confusion === chosen}
            onClick={() => onChoose(confusion)}
          >
            <span className={styles.times}>{confusion.texts.length}</span>
            <span>
              <strong>{commandTitle(document, confusion.actual)}</strong> taken for{' '}
              <strong>{commandTitle(document, confusion.predicted)}</strong>
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
