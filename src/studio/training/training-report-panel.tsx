import { useMemo, useState } from 'react'
import { fromWire } from '#shared/app-error.ts'
import type { Confusion, TrainingReport } from '#domain/training-report.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument, useTraining } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, Progress } from '../ui/display.tsx'
import { errorText } from '../ui/error-text.ts'
import { count } from '../ui/format.ts'
import { CommandTable } from './command-table.tsx'
import { ConfusedTexts } from './confused-texts.tsx'
import { ConfusionList, ConfusionTable } from './confusions.tsx'
import { progressView, trainingStatus } from './progress-text.ts'
import { headlineFigures } from './report-view.ts'
import { Share } from './share.tsx'
import styles from './training.module.css'

/** What the last training measured, down to the texts that were mistaken. */
export function TrainingReportPanel() {
  const report = useTraining((state) => state.report)
  return (
    <section aria-label="Training report" className={styles.panel}>
      <Notice />
      {report ? <Report report={report} /> : <NoReport />}
    </section>
  )
}

/** What has changed or gone wrong since; nothing when the report is as good as new. */
function Notice() {
  const state = useTraining((it) => it)
  if (state.error) {
    return (
      <p role="alert" className={styles.notice} data-tone="danger">
        {errorText(fromWire(state.error))}
      </p>
    )
  }
  if (state.status === 'training' && state.report)
    return <p className={styles.notice}>{trainingStatus(state)}</p>
  if (!state.stale || !state.report) return null
  return (
    <p className={styles.notice}>
      Utterances or corrections have changed since this was measured. Train again to see what became
      of it.
    </p>
  )
}

function NoReport() {
  const { training, report } = useStudio()
  const state = useTraining((it) => it)
  const isTraining = state.status === 'training'
  return (
    <EmptyState
      title={isTraining ? trainingStatus(state) : 'Not trained yet'}
      actions={
        isTraining ? (
          <div className={styles.wait}>
            <Progress label="Progress" value={progressView(state.progress).fraction} />
          </div>
        ) : (
          <Button tone="primary" onClick={() => void training.train().catch(report)}>
            Learn now
          </Button>
        )
      }
    >
      Training teaches the workflow its utterances, here in the page, and measures how well it will
      understand: what is mistaken for what, and where more examples would help.
    </EmptyState>
  )
}

function Report({ report }: { report: TrainingReport }) {
  const [chosen, setChosen] = useState<Confusion | null>(null)
  // A new training makes new confusions; the chosen one may be gone.
  const shown = chosen && report.confusions.includes(chosen) ? chosen : null
  return (
    <>
      <Headline report={report} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Contexts report={report} />
          <CommandTable report={report} />
        </div>
        <div className={styles.column}>
          <section aria-labelledby="confusions-title" className={styles.block}>
            <h3 id="confusions-title">Mistaken for each other</h3>
            {report.confusions.length === 0 ? (
              <p className={styles.soft}>
                {report.accuracy === null
                  ? 'Not measured: every command needs a few utterances first.'
                  : 'Nothing: every text went to its own command.'}
              </p>
            ) : (
              <>
                <ConfusionTable report={report} chosen={shown} onChoose={setChosen} />
                <ConfusionList report={report} chosen={shown} onChoose={setChosen} />
              </>
            )}
          </section>
          {shown ? <ConfusedTexts confusion={shown} onClose={() => setChosen(null)} /> : null}
        </div>
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
      <p className={styles.soft}>Each judged among all that can be said in it.</p>
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
