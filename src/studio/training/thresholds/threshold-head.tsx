import { Button } from '../../ui/button.tsx'
import type { ThresholdState } from './use-threshold.ts'
import styles from './thresholds.module.css'

interface ThresholdHeadProps {
  readonly id: string
  readonly title: string
  readonly threshold: ThresholdState
}

/** The title of a figure with a threshold, and the way back to what calibration found. */
export function ThresholdHead({ id, title, threshold }: ThresholdHeadProps) {
  const { calibrated, isSet, because, reset } = threshold
  return (
    <header className={styles.head}>
      <h3 id={id}>{title}</h3>
      <Button
        aria-label={`Back to ${calibrated.toFixed(2)}, as calibrated: ${title}`}
        because={because ?? (isSet ? undefined : 'It is the calibrated value')}
        onClick={reset}
      >
        Back to {calibrated.toFixed(2)}
      </Button>
    </header>
  )
}
