import type { OutOfScopeCurve, ReportDetails } from '#domain/training-details.ts'
import { percent, score } from '../../ui/format.ts'
import { linePath, plotScale, SQUARE, WIDE } from '../plots/plot-scale.ts'
import { PlotTable } from '../plots/plot-table.tsx'
import { Legend, Plot } from '../plots/plot.tsx'
import plots from '../plots/plots.module.css'
import { RefusedMessages } from './refused-messages.tsx'
import { ThresholdHead } from './threshold-head.tsx'
import { ThresholdSlider } from './threshold-slider.tsx'
import { evidenceOf, pointAt, refusalSentence, tenths } from './threshold-view.ts'
import styles from './thresholds.module.css'
import { useThreshold, type ThresholdState } from './use-threshold.ts'

const TITLE = 'Out of scope'

/** What is refused, of what should and of what should not be, as the threshold moves. */
export function RefusalFigure({ details }: { details: ReportDetails }) {
  const threshold = useThreshold('outOfScopeThreshold')
  const curve = details.outOfScope
  if (!curve)
    return (
      <section aria-labelledby="refusal-title" className={styles.figure}>
        <ThresholdHead id="refusal-title" title={TITLE} threshold={threshold} />
        <p className={styles.soft}>Not measured: a command needs two utterances first.</p>
      </section>
    )
  return (
    <section aria-labelledby="refusal-title" className={styles.figure}>
      <ThresholdHead id="refusal-title" title={TITLE} threshold={threshold} />
      <Sentence curve={curve} value={threshold.value} />
      <div className={styles.pair}>
        <Curve curve={curve} threshold={threshold} />
        <Tradeoff curve={curve} value={threshold.value} />
      </div>
      <p className={styles.soft}>{evidenceOf(curve)}</p>
      <RefusedMessages details={details} curve={curve} value={threshold.value} />
      <PlotTable
        caption="Refused shares by threshold"
        columns={['Threshold', 'Own', 'Nothing meant', ...(curve.heldOut > 0 ? ['Held out'] : [])]}
        rows={tenths(curve).map((point) => [
          point.threshold.toFixed(1),
          percent(point.ownRefused, 1),
          percent(point.outsideRefused, 1),
          ...(curve.heldOut > 0 ? [percent(point.heldOutRefused, 1)] : []),
        ])}
      />
    </section>
  )
}

function Sentence({ curve, value }: { curve: OutOfScopeCurve; value: number }) {
  const point = pointAt(curve, value)
  if (!point) return null
  return (
    <p>
      Below <strong>{value.toFixed(2)}</strong> in scope it refuses: it{' '}
      {refusalSentence(curve, point)}.
    </p>
  )
}

function Curve({ curve, threshold }: { curve: OutOfScopeCurve; threshold: ThresholdState }) {
  const scale = plotScale(WIDE)
  const { value, calibrated, because, move, set } = threshold
  const point = pointAt(curve, value)
  const line = (y: (point: OutOfScopeCurve['points'][number]) => number) =>
    linePath(
      curve.points.map((it) => ({ x: it.threshold, y: y(it) })),
      scale,
    )
  return (
    <div>
      <Plot
        size={WIDE}
        label="Refused shares against the threshold, as in the table below"
        xTitle="Least probability to be in scope"
        yTitle="Refused"
        xText={(tick) => tick.toFixed(2)}
        over={
          <ThresholdSlider
            label="Out-of-scope threshold"
            size={WIDE}
            {...{ value, calibrated, because }}
            meaning={point ? refusalSentence(curve, point) : ''}
            onMove={move}
            onChange={set}
          />
        }
      >
        <path className={plots.line} data-tone="outside" d={line((it) => it.outsideRefused)} />
        <path className={plots.line} data-tone="own" d={line((it) => it.ownRefused)} />
        {curve.heldOut > 0 ? (
          <path
            className={plots.line}
            data-tone="heldOut"
            d={line((it) => it.heldOutRefused ?? 0)}
          />
        ) : null}
        {point ? (
          <>
            <Dot x={scale.x(value)} y={scale.y(point.outsideRefused)} tone="outside" />
            <Dot x={scale.x(value)} y={scale.y(point.ownRefused)} tone="own" />
          </>
        ) : null}
      </Plot>
      <Legend
        items={[
          { tone: 'outside', label: 'Messages nothing here is meant for' },
          { tone: 'own', label: 'Your own messages' },
          ...(curve.heldOut > 0
            ? [{ tone: 'heldOut', label: 'Held-out utterances' } as const]
            : []),
        ]}
      />
    </div>
  )
}

/** The same as a trade: what refusing more strangers costs in own messages. */
function Tradeoff({ curve, value }: { curve: OutOfScopeCurve; value: number }) {
  const scale = plotScale(SQUARE)
  const point = pointAt(curve, value)
  const points = [
    { x: 0, y: 0 },
    ...curve.points.map(({ ownRefused, outsideRefused }) => ({ x: ownRefused, y: outsideRefused })),
    { x: 1, y: 1 },
  ]
  return (
    <div>
      <Plot
        size={SQUARE}
        label={`Refused of what should be, against refused of what should not be; area under the curve ${score(curve.auroc, 3)}`}
        xTitle="Own messages refused"
        yTitle="Others refused"
        xTicks={[0, 0.5, 1]}
      >
        <line
          className={plots.even}
          x1={scale.x(0)}
          y1={scale.y(0)}
          x2={scale.x(1)}
          y2={scale.y(1)}
        />
        <path className={plots.line} data-tone="outside" d={linePath(points, scale)} />
        {point ? (
          <Dot x={scale.x(point.ownRefused)} y={scale.y(point.outsideRefused)} tone="outside" />
        ) : null}
      </Plot>
      <p className={styles.soft}>
        Area under it (AUROC): <strong>{score(curve.auroc, 3)}</strong>; 1 would tell all apart.
      </p>
    </div>
  )
}

function Dot({ x, y, tone }: { x: number; y: number; tone: 'own' | 'outside' }) {
  return <circle className={plots.dot} data-tone={tone} cx={x} cy={y} r={4} />
}
