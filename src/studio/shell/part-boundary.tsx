import { Suspense, type ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { Button } from '../ui/button.tsx'
import styles from '../ui/ui.module.css'
import shell from './shell.module.css'

interface PartBoundaryProps {
  /** How the part is called in the sentence "… stopped working". */
  readonly part: string
  readonly children: ReactNode
}

/** A bug in one part of the screen stays in it, is told loudly, and can be retried. */
export function PartBoundary({ part, children }: PartBoundaryProps) {
  return (
    <ErrorBoundary
      onError={(error) => console.error(error)}
      fallbackRender={({ error, resetErrorBoundary }) => (
        <div role="alert" className={styles.failure}>
          <strong>{part} stopped working.</strong>
          <p>Your workflow is safe: it is saved, and the rest of the studio goes on.</p>
          <Button onClick={resetErrorBoundary}>Try again</Button>
          <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        </div>
      )}
    >
      <Suspense fallback={<div className={shell.waiting}>Loading {part.toLowerCase()} …</div>}>
        {children}
      </Suspense>
    </ErrorBoundary>
  )
}
