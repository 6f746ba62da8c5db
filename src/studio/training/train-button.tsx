import { GraduationCap } from 'lucide-react'
import { useId } from 'react'
import { useTraining } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/display.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { progressView, shortStatus, trainingStatus } from './progress-text.ts'
import styles from './training.module.css'

/** Trains the workflow, and says how that stands. */
export function TrainButton() {
  const { training, report } = useStudio()
  const state = useTraining((it) => it)
  const status = useId()
  const isTraining = state.status === 'training'
  const needsTraining = state.stale || state.misfit !== null
  return (
    <div className={styles.train}>
      <TrainingStatus id={status} />
      {isTraining ? (
        <Button aria-describedby={status} onClick={() => training.cancel()}>
          Cancel
        </Button>
      ) : null}
      <Button
        tone={state.model && !needsTraining ? 'plain' : 'primary'}
        aria-describedby={status}
        because={isTraining ? 'Training is under way' : undefined}
        onClick={() => void training.train().catch(report)}
      >
        <GraduationCap size={16} aria-hidden />
        Train
        {needsTraining && !isTraining ? <span className={styles.staleDot} aria-hidden /> : null}
      </Button>
    </div>
  )
}

function TrainingStatus({ id }: { id: string }) {
  const state = useTraining((it) => it)
  const isTraining = state.status === 'training'
  const whole = trainingStatus(state)
  return (
    <Tooltip text={whole}>
      <div
        id={id}
        role="status"
        aria-label="Training"
        aria-busy={isTraining}
        className={styles.status}
      >
        {/* The short form is for the eye; the sentence is what is read aloud. */}
        <span aria-hidden>{shortStatus(state)}</span>
        <span className="visually-hidden">{isTraining ? 'Training is under way' : whole}</span>
        {isTraining ? (
          <Progress label="Training progress" value={progressView(state.progress).fraction} />
        ) : null}
      </div>
    </Tooltip>
  )
}
