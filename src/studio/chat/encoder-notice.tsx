import { fromWire, type ErrorCode } from '#shared/app-error.ts'
import { useTraining } from '../session/hooks.ts'
import { misfitText } from '../session/misfit-text.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { errorText } from '../ui/error-text.ts'
import styles from './chat.module.css'

/** What keeps messages from being understood, whatever was trained. */
const DEAFENING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'learn/encoder-unavailable',
  'learn/encoder-damaged',
  'learn/backend-unavailable',
  'learn/worker-crashed',
])

/** Says where one talks why only names of commands are understood. */
export function EncoderNotice() {
  const error = useTraining((training) => training.error)
  if (!error || !DEAFENING.has(error.code)) return <MisfitNotice />
  return (
    <div role="alert" className={styles.notice} data-tone="danger">
      <p>{errorText(fromWire(error))}</p>
    </div>
  )
}

/** The model is there, but belongs to another encoder. */
function MisfitNotice() {
  const { training, report } = useStudio()
  const misfit = useTraining((state) => state.misfit)
  const isTraining = useTraining((state) => state.status === 'training')
  if (!misfit) return null
  return (
    <div role="alert" className={styles.notice} data-tone="warn">
      <p>{misfitText(misfit)}</p>
      {misfit === 'unknown-encoder' ? null : (
        <Button
          because={isTraining ? 'It is learning now' : undefined}
          onClick={() => void training.train().catch(report)}
        >
          {isTraining ? 'Learning…' : 'Train again'}
        </Button>
      )}
    </div>
  )
}
