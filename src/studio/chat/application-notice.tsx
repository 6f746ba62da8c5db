import { fromWire } from '#shared/app-error.ts'
import { useApplication } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { errorText } from '../ui/error-text.ts'
import styles from './chat.module.css'

/** Says why the application does not run, and leads to where it is mended. */
export function ApplicationNotice() {
  const studio = useStudio()
  const status = useApplication((application) => application.status)
  const error = useApplication((application) => application.error)
  if (status !== 'failed') return null
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
