import { fromWire, type ErrorCode } from '#shared/app-error.ts'
import { useTraining } from '../session/hooks.ts'
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
  if (!error || !DEAFENING.has(error.code)) return null
  return (
    <div role="alert" className={styles.notice} data-tone="danger">
      <p>{errorText(fromWire(error))}</p>
    </div>
  )
}
