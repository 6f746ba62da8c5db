import { useMemo } from 'react'
import type { Confusion, TrainingReport } from '#domain/training-report.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { count } from '../ui/format.ts'
import { AdviceList } from './learning/advice-list.tsx'
import { headlineFigures } from './report-view.ts'
import { Share } from './share.tsx'
import styles from './training.module.css'

interface OverviewProps {
  readonly report: TrainingReport
  readonly onConfusion: (confusion: Confusion) => void
}

/** The headline, what to do about it, and how it is where one stands. */
export function Overview({ report, onConfusion }: OverviewProps) {
  return (
    <>
      <Headline report={report} />
      <div className={styles.columns}>
        <AdviceList report={report} onConfusion={onConfusion} />
        <Contexts report={report} />
      </div>
    </>
  )
}

function Headline({ report }: { report: TrainingReport }) {
  const figures = useMemo(() => headlineFigures(report), [report])
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, meaning }) => (
        <div key={name} className={styles.figureCard}>
          <dt>{name}</dt>
          <dd className={styles.figureValue}>{value}</dd>
          <dd className={styles.figureMeaning}>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

function Contexts({ report }: { report: TrainingReport }) {
  const document = useDocument((it) => it)
  return (
    <section aria-labelledby="contexts-title" className={styles.block}>
      <h3 id="contexts-title">Contexts</h3>
      <p className={styles.soft}>
        Each judged among all that can be said in it. By level, and command by command: under
        Commands.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Context</th>
              <th scope="col" className={styles.number}>
                Rows
              </th>
              <th scope="col" className={styles.number}>
                Accuracy
              </th>
              <th scope="col" className={styles.number}>
                Macro-F1
              </th>
            </tr>
          </thead>
          <tbody>
            {report.contexts.map(({ context, rows, accuracy, macroF1 }) => (
              <tr key={context}>
                <th scope="row">{contextTitle(document, context)}</th>
                <td className={styles.number}>{count(rows)}</td>
                <td className={styles.number}>
                  <Share value={accuracy} digits={1} />
                </td>
                <td className={styles.number}>
                  <Share value={macroF1} digits={1} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
