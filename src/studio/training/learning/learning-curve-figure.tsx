import { useEffect } from 'react'
import type { LearningCurve } from '#domain/training-details.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { useSaving, useTraining } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/display.tsx'
import { count, percent } from '../../ui/format.ts'
import { areaPath, linePath, plotScale, WIDE } from '../plots/plot-scale.ts'
import { PlotTable } from '../plots/plot-table.tsx'
import { Legend, Plot } from '../plots/plot.tsx'
import plots from '../plots/plots.module.css'
import { progressView } from '../progress-text.ts'
import { curveSentence } from './advice.ts'
import styles from './learning.module.css'

/** A curve that takes no longer than this is measured when it is looked at; others wait to be asked. */
const AT_ONCE_MS = 6000
/** Twelve heads, most of them of fewer rows, against the six of a training. */
const TIMES_THE_FITTING = 2

/** How quality grew with the rows; measured here and now where that is cheap. */
export function LearningCurveFigure({ report }: { report: TrainingReport }) {
  const { training } = useStudio()
  const measuring = useTraining((state) => state.curve)
  const stale = useTraining((state) => state.stale)
  const isTraining = useTraining((state) => state.status === 'training')
  const following = useSaving((state) => state.following)
  const curve = report.learningCurve
  const why = whyNot({ following, isTraining, stale, isMeasurable: report.folds > 0 })
  const isCheap = report.fitMs * TIMES_THE_FITTING <= AT_ONCE_MS
  const measuresItself = !curve && isCheap && why === undefined

  useEffect(() => {
    if (measuresItself) void training.measureLearningCurve()
  }, [measuresItself, training])

  return (
    <section aria-labelledby="curve-title" className={styles.block}>
      <h3 id="curve-title">Learning curve</h3>
      {curve ? (
        <Curve curve={curve} />
      ) : (
        <p className={styles.soft}>
          The same cross-validation with a quarter, a half and three quarters of each command’s
          utterances: whether more of them would still help.
        </p>
      )}
      {measuring ? (
        <div className={styles.measuring}>
          <span>{progressView(measuring.progress).text}</span>
          <Progress
            label="Measuring the learning curve"
            value={progressView(measuring.progress).fraction}
          />
          <Button onClick={() => training.stopLearningCurve()}>Stop</Button>
        </div>
      ) : curve ? null : (
        <div>
          <Button because={why} onClick={() => void training.measureLearningCurve()}>
            Measure it
          </Button>
        </div>
      )}
    </section>
  )
}

interface Circumstances {
  readonly following: boolean
  readonly isTraining: boolean
  readonly stale: boolean
  readonly isMeasurable: boolean
}

function whyNot({ following, isTraining, stale, isMeasurable }: Circumstances): string | undefined {
  if (following) return 'Another tab writes this workflow'
  if (isTraining) return 'Training is under way'
  if (!isMeasurable) return 'Every command needs a few utterances first'
  return stale ? 'The utterances have changed: train first' : undefined
}

function Curve({ curve }: { curve: LearningCurve }) {
  const { points, folds } = curve
  const scale = plotScale(WIDE)
  // The part of the axis that is used, in tenths: a curve from 88 to 93 % would else be a line.
  const lowest = Math.min(...points.map((it) => Math.min(it.lowest, it.macroF1)))
  const floor = Math.max(0, Math.floor(lowest * 10) / 10 - 0.1)
  const up = (value: number): number => (value - floor) / (1 - floor)
  return (
    <>
      <p>{curveSentence(curve)}</p>
      <Plot
        size={WIDE}
        label="Accuracy and macro-F1 against the share of the rows, as in the table below"
        xTitle="Share of each command’s utterances"
        yTitle="Cross-validated"
        xTicks={points.map(({ share }) => share)}
        yTicks={tenthsFrom(floor)}
        yText={(tick) => percent(floor + tick * (1 - floor))}
      >
        <path
          className={plots.band}
          data-tone="own"
          d={areaPath(
            points.map((it) => ({ x: it.share, low: up(it.lowest), high: up(it.highest) })),
            scale,
          )}
        />
        {(['accuracy', 'macroF1'] as const).map((figure) => (
          <g key={figure}>
            <path
              className={plots.line}
              data-tone={TONES[figure]}
              d={linePath(
                points.map((it) => ({ x: it.share, y: up(it[figure]) })),
                scale,
              )}
            />
            {points.map((it) => (
              <circle
                key={it.share}
                className={plots.dot}
                data-tone={TONES[figure]}
                cx={scale.x(it.share)}
                cy={scale.y(up(it[figure]))}
                r={3.5}
              />
            ))}
          </g>
        ))}
      </Plot>
      <Legend
        items={[
          { tone: 'own', label: `Accuracy (band: worst to best of ${count(folds)} folds)` },
          { tone: 'heldOut', label: 'Macro-F1' },
        ]}
      />
      <PlotTable
        caption="Quality by share of the rows"
        columns={['Share', 'Rows', 'Accuracy', 'Worst fold', 'Best fold', 'Macro-F1']}
        rows={points.map((it) => [
          percent(it.share),
          count(Math.round(it.rows)),
          percent(it.accuracy, 1),
          percent(it.lowest, 1),
          percent(it.highest, 1),
          percent(it.macroF1, 1),
        ])}
      />
    </>
  )
}

/** A line at each 10 %, as places between the floor and the top. */
function tenthsFrom(floor: number): number[] {
  const steps = Math.round((1 - floor) * 10)
  return Array.from({ length: steps + 1 }, (_, i) => i / steps)
}

const TONES = { accuracy: 'own', macroF1: 'heldOut' } as const
