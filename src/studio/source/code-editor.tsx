import { lazy, Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { Button } from '../ui/button.tsx'
import type { CodeEditorProps } from './editor-props.ts'
import { PlainEditor } from './plain-editor.tsx'
import styles from './source.module.css'

const EditorSurface = lazy(async () => ({
  default: (await import('./editor-surface.tsx')).EditorSurface,
}))

/**
 * TypeScript in Monaco, loaded when first shown. Undo inside it is Monaco's own. Where Monaco does
 * not load or breaks, the same text is in a plain field: source can always be edited.
 */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <>
      <ErrorBoundary
        onError={(error) => {
          console.error(error)
        }}
        fallbackRender={({ resetErrorBoundary }) => (
          <div className={styles.fallback}>
            <p role="alert" className={styles.hint}>
              The code editor did not load; this is a plain one.{' '}
              <Button onClick={resetErrorBoundary}>Try again</Button>
            </p>
            <PlainEditor {...props} />
          </div>
        )}
      >
        <Suspense fallback={<p className={styles.hint}>Loading the code editor …</p>}>
          <EditorSurface {...props} />
        </Suspense>
      </ErrorBoundary>
      <div role="status" aria-label="Errors in the source">
        {props.markers.map(({ line, message }) => (
          <p key={`${line} ${message}`} className={styles.error}>
            Line {line}: {message}
          </p>
        ))}
      </div>
      <p className={styles.hint}>
        Tab indents. <kbd>Ctrl+M</kbd> (<kbd>⌃⇧M</kbd> on a Mac) makes Tab leave the editor instead;{' '}
        <kbd>F1</kbd> lists all it can do.
      </p>
    </>
  )
}
