import type { TrainingReport } from '#domain/training-report.ts'
import { CalibrationFigure } from './calibration-figure.tsx'
import { RefusalFigure } from './refusal-figure.tsx'
import { RoutingFigure } from './routing-figure.tsx'
import styles from './thresholds.module.css'

/** When Espalier acts, asks and refuses, and whether its probabilities can be believed. */
export function ThresholdsView({ report }: { report: TrainingReport }) {
  const { details } = report
  if (!details)
    return (
      <p className={styles.soft}>
        This report is of an earlier release, which did not keep what the curves are made of. Train
        again to see them.
      </p>
    )
  return (
    <div className={styles.figures}>
      <RefusalFigure details={details} />
      <RoutingFigure details={details} />
      <CalibrationFigure report={report} details={details} />
    </div>
  )
}
