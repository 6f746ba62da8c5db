import type { CalibrationBin, HeldOutQuality, ReportDetails } from '#domain/training-details.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { count, percent, plural } from '../../ui/format.ts'
import { plotScale, SQUARE, type PlotScale } from '../plots/plot-scale.ts'
import { PlotTable } from '../plots/plot-table.tsx'
import { Legend, Plot } from '../plots/plot.tsx'
import plots from '../plots/plots.module.css'
import styles from './thresholds.module.css'

interface CalibrationFigureProps {
  readonly report: TrainingReport
  readonly details: ReportDetails
}

/** Whether what it calls 80 % sure is right in 80 % of the cases. */
export function CalibrationFigure({ report, details }: CalibrationFigureProps) {
  const { calibration, heldOut, temperature } = details
  const scale = plotScale(SQUARE)
  if (calibration.length === 0) return null
  return (
    <section aria-labelledby="calibration-title" className={styles.figure}>
      <header className={styles.head}>
        <h3 id="calibration-title">Can its probabilities be believed?</h3>
      </header>
      <p>
        On average they are <strong>{percent(report.calibrationError, 1)}</strong> off, at a
        temperature of {temperature.toFixed(2)}
        {heldOut ? `; ${heldOutError(heldOut)}.` : '.'}
      </p>
      <div className={styles.halves}>
        <div>
          <Plot
            size={SQUARE}
            label="How often it is right against how sure it says it is, as in the table below"
            xTitle="Stated probability"
            yTitle="Right"
          >
            <line
              className={plots.even}
              x1={scale.x(0)}
              y1={scale.y(0)}
              x2={scale.x(1)}
              y2={scale.y(1)}
            />
            <Bins bins={calibration} tone="own" scale={scale} />
            {heldOut ? <Bins bins={heldOut.calibration} tone="heldOut" scale={scale} /> : null}
          </Plot>
          {heldOut ? (
            <Legend
              items={[
                { tone: 'own', label: 'Cross-validated' },
                { tone: 'heldOut', label: 'Held out' },
              ]}
            />
          ) : null}
        </div>
        <p className={styles.soft}>
          Each dot is all messages that were stated about as sure; the larger, the more of them. On
          the line what it says is so; above it, it is too modest; below it, too bold. The
          temperature is one number fitted to these very rows, so they flatter it slightly
          {heldOut ? '; held-out utterances do not.' : '.'}
        </p>
      </div>
      <PlotTable
        caption="How often it is right by stated probability"
        columns={['Stated', 'Messages', 'On average', 'Right']}
        rows={calibration.map((bin) => [
          `${percent(bin.from)} – ${percent(bin.to)}`,
          count(bin.rows),
          percent(bin.stated, 1),
          percent(bin.right, 1),
        ])}
      />
    </section>
  )
}

/** Fewer fill some bins with one or two, whose share right is then all or nothing. */
const ROUGH_BELOW = 200

function heldOutError({ rows, calibrationError }: HeldOutQuality): string {
  const error = `on ${plural(rows, 'held-out utterance')} ${percent(calibrationError, 1)}`
  return rows < ROUGH_BELOW ? `${error}, which so few tell only roughly` : error
}

interface BinsProps {
  readonly bins: readonly CalibrationBin[]
  readonly tone: 'own' | 'heldOut'
  readonly scale: PlotScale
}

function Bins({ bins, tone, scale }: BinsProps) {
  const most = Math.max(1, ...bins.map(({ rows }) => rows))
  return (
    <>
      {bins.map(({ stated, right, rows, from }) => (
        <circle
          key={from}
          className={plots.dot}
          data-tone={tone}
          cx={scale.x(stated)}
          cy={scale.y(right)}
          // The area tells the number of rows.
          r={2.5 + 6 * Math.sqrt(rows / most)}
        >
          <title>{`${count(rows)} stated ${percent(stated)}, right ${percent(right)}`}</title>
        </circle>
      ))}
    </>
  )
}
