import type { TrainingReport } from '#domain/training-report.ts'
import { AdviceList } from './advice-list.tsx'
import { LearningCurveFigure } from './learning-curve-figure.tsx'
import styles from './learning.module.css'

interface LearningViewProps {
  readonly report: TrainingReport
  readonly onConfusion: (confusion: TrainingReport['confusions'][number]) => void
}

/** What more utterances would bring, and where. */
export function LearningView({ report, onConfusion }: LearningViewProps) {
  return (
    <div className={styles.columns}>
      <LearningCurveFigure report={report} />
      <AdviceList report={report} onConfusion={onConfusion} />
    </div>
  )
}
