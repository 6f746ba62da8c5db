import type { ReportDetails, RoutingCurve } from '#domain/training-details.ts'
import { percent } from '../../ui/format.ts'
import { areaPath, plotScale, WIDE } from '../plots/plot-scale.ts'
import { PlotTable } from '../plots/plot-table.tsx'
import { Legend, Plot, type PlotTone } from '../plots/plot.tsx'
import plots from '../plots/plots.module.css'
import { ThresholdHead } from './threshold-head.tsx'
import { ThresholdSlider } from './threshold-slider.tsx'
import { isTelling, pointAt, precisionOf, routingSentence, tenths } from './threshold-view.ts'
import styles from './thresholds.module.css'
import { useThreshold } from './use-threshold.ts'

const TITLE = 'Acting or asking'

/** From the bottom up. */
const OUTCOMES = [
  { key: 'routedRight', tone: 'right', label: 'Acts, and is right' },
  { key: 'askedWithRight', tone: 'asked', label: 'Asks, the right command among the choices' },
  { key: 'askedWithout', tone: 'lost', label: 'Asks without it' },
  { key: 'routedWrong', tone: 'wrong', label: 'Acts, and is wrong' },
] as const satisfies readonly {
  key: keyof RoutingCurve['points'][number]
  tone: PlotTone
  label: string
}[]

/** What becomes of messages that are not refused, as the route threshold moves. */
export function RoutingFigure({ details }: { details: ReportDetails }) {
  const threshold = useThreshold('routeThreshold')
  const curve = details.routing
  if (!curve || !isTelling(curve))
    return (
      <section aria-labelledby="routing-title" className={styles.figure}>
        <ThresholdHead id="routing-title" title={TITLE} threshold={threshold} />
        <p className={styles.soft}>Not measured: two commands need a few utterances each first.</p>
      </section>
    )
  const { value, calibrated, because, move, set } = threshold
  const point = pointAt(curve, value)
  const meaning = point ? routingSentence(point) : ''
  return (
    <section aria-labelledby="routing-title" className={styles.figure}>
      <ThresholdHead id="routing-title" title={TITLE} threshold={threshold} />
      <p>
        From <strong>{value.toFixed(2)}</strong> on, and {percent(curve.gap)} ahead of the second,
        it {meaning}.
      </p>
      <Plot
        size={WIDE}
        label="What becomes of messages against the threshold, as in the table below"
        xTitle="Least probability to act without asking"
        yTitle="Messages"
        xText={(tick) => tick.toFixed(2)}
        over={
          <ThresholdSlider
            label="Route threshold"
            size={WIDE}
            {...{ value, calibrated, because, meaning }}
            onMove={move}
            onChange={set}
          />
        }
      >
        <Areas curve={curve} />
      </Plot>
      <Legend items={OUTCOMES} />
      <p className={styles.soft}>
        Cross-validated, with all commands of the workflow competing: in a context fewer compete. A
        command that writes or destroys is never run below 0.75 without asking.
      </p>
      <PlotTable
        caption="What becomes of messages by threshold"
        columns={['Threshold', ...OUTCOMES.map(({ label }) => label), 'Right of what it acts on']}
        rows={tenths(curve).map((it) => [
          it.threshold.toFixed(1),
          ...OUTCOMES.map(({ key }) => percent(it[key], 1)),
          percent(precisionOf(it), 1),
        ])}
      />
    </section>
  )
}

/** The shares stacked on each other. */
function Areas({ curve }: { curve: RoutingCurve }) {
  const scale = plotScale(WIDE)
  return OUTCOMES.map(({ key, tone }, level) => {
    const below = OUTCOMES.slice(0, level)
    const bands = curve.points.map((point) => {
      const low = below.reduce((sum, it) => sum + point[it.key], 0)
      return { x: point.threshold, low, high: low + point[key] }
    })
    return <path key={key} className={plots.area} data-tone={tone} d={areaPath(bands, scale)} />
  })
}
