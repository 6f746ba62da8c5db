import { Check, LoaderCircle, TriangleAlert } from 'lucide-react'
import { AppError, fromWire } from '#shared/app-error.ts'
import { useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { errorText } from '../ui/error-text.ts'
import { clockTime } from '../ui/format.ts'
import styles from './shell.module.css'

/** Whether what is on the screen is also on the disk. */
export function SavedStatus() {
  const { status, at, following } = useSaving((state) => state)
  return (
    <span role="status" aria-label="Saved" className={styles.saved} data-status={status}>
      {following ? (
        'Watching'
      ) : status === 'saving' ? (
        <>
          <LoaderCircle size={13} aria-hidden /> Saving …
        </>
      ) : status === 'failed' ? (
        <>
          <TriangleAlert size={13} aria-hidden /> Not saved
        </>
      ) : (
        <>
          <Check size={13} aria-hidden /> Saved{at === null ? '' : ` · ${clockTime(at)}`}
        </>
      )}
    </span>
  )
}

/** What stands between the person and safely stored work, and the way out of it. */
export function SavingBanner() {
  const studio = useStudio()
  const { status, error, following } = useSaving((state) => state)
  if (following)
    return (
      <div className={styles.banner} role="alert">
        <p>
          This workflow is open in another tab. You see its changes here as they happen; to edit
          here instead, take over.
        </p>
        <Button tone="primary" onClick={() => void studio.takeOver().catch(studio.report)}>
          Take over
        </Button>
      </div>
    )
  if (status === 'failed' && error?.code === 'db/changed-elsewhere')
    return (
      <div className={styles.banner} role="alert" data-tone="danger">
        <p>{errorText(fromWire(error))}</p>
        <Button onClick={() => void studio.settle('theirs').catch(studio.report)}>
          Keep theirs
        </Button>
        <Button tone="primary" onClick={() => void studio.settle('mine').catch(studio.report)}>
          Keep mine
        </Button>
      </div>
    )
  if (status === 'failed')
    return (
      <div className={styles.banner} role="alert" data-tone="danger">
        <p>{errorText(error === null ? new AppError('db/unavailable', '') : fromWire(error))}</p>
        <Button onClick={() => void studio.exportBundle().catch(studio.report)}>
          Export bundle
        </Button>
        <Button tone="primary" onClick={() => void studio.retrySaving().catch(studio.report)}>
          Retry
        </Button>
      </div>
    )
  return null
}
