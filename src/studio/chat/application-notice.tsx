import { fromWire } from '#shared/app-error.ts'
import { useApplication } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { errorText } from '../ui/error-text.ts'
import styles from './chat.module.css'

/** Says why the application does not run, or not as its source has it, and how that is mended. */
export function ApplicationNotice() {
  const status = useApplication((application) => application.status)
  const lost = useApplication((application) => application.lostClasses)
  const isOutgrown = useApplication((application) => application.isOutgrown)
  if (status === 'failed') return <NotRunning />
  return status === 'running' && (isOutgrown || lost.length > 0) ? <Outgrown lost={lost} /> : null
}

function NotRunning() {
  const studio = useStudio()
  const error = useApplication((application) => application.error)
  return (
    <div role="alert" className={styles.notice} data-tone="danger">
      <p>{error ? errorText(fromWire(error)) : 'The application does not start.'}</p>
      {error ? <code>{error.message}</code> : null}
      <div className={styles.buttons}>
        <Button onClick={() => studio.ui.openDrawer('source')}>Open Source</Button>
        <Button onClick={() => void studio.application.reset().catch(studio.report)}>
          Start again
        </Button>
      </div>
    </div>
  )
}

/** Objects keep the class they were made with: the source cannot tell what they would be now. */
function Outgrown({ lost }: { lost: readonly string[] }) {
  const studio = useStudio()
  return (
    <div role="status" className={styles.notice} data-tone="plain">
      <p>
        {lost.length > 0
          ? `Objects of ${lost.map((name) => `“${name}”`).join(', ')} are left from before: the source has no such class any more, so they have no methods.`
          : 'The application goes on with an object of before: start() returns one of another class now.'}{' '}
        A restart makes all objects anew.
      </p>
      <div className={styles.buttons}>
        <Button onClick={() => void studio.application.reset().catch(studio.report)}>
          Restart the application
        </Button>
      </div>
    </div>
  )
}
