import { Plus, Upload } from 'lucide-react'
import { useRef } from 'react'
import type { WorkflowId } from '#domain/ids.ts'
import type { ExampleSummary, WorkflowSummary } from '../session/workspace.ts'
import { Button } from '../ui/button.tsx'
import { ExampleCards } from './example-cards.tsx'
import styles from './gallery.module.css'
import { useFileDrop } from '../ui/use-file-drop.ts'
import { WorkflowList, type WorkflowActions } from './workflow-list.tsx'

export interface GalleryActions extends WorkflowActions {
  readonly create: (name: string) => void
  readonly openExample: (folder: string) => void
  readonly restore: (id: WorkflowId) => void
  readonly importFile: (file: File) => void
}

export interface GalleryScreenProps {
  /** `null` until the database has answered. */
  readonly workflows: readonly WorkflowSummary[] | null
  readonly examples: readonly ExampleSummary[]
  readonly actions: GalleryActions
  /** Something is being opened: a second click must not open it twice. */
  readonly busy: boolean
  /** What is wrong with the storage, in a sentence; `null` when nothing is. */
  readonly problem: string | null
}

/** Where the studio begins: a new workflow, an example, or one of one's own. */
export function GalleryScreen({ workflows, examples, actions, busy, problem }: GalleryScreenProps) {
  const { isOver, dropProps } = useFileDrop(([first]) => {
    if (first) actions.importFile(first.file)
  })
  const because = busy ? 'One moment: something is being opened' : undefined
  return (
    <main className={styles.screen} aria-busy={busy} {...dropProps}>
      <div className={styles.page}>
        <header className={styles.title}>
          <div>
            <h1>Espalier</h1>
            <p>
              Draw what an application can do, teach it how people say it, and talk to it. All in
              this page.
            </p>
          </div>
          <div className={styles.buttons}>
            <ImportButton onFile={actions.importFile} because={because} />
            <Button
              tone="primary"
              because={because}
              onClick={() => actions.create('Untitled workflow')}
            >
              <Plus size={16} aria-hidden />
              New workflow
            </Button>
          </div>
        </header>
        {problem === null ? null : (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <WorkflowList workflows={workflows} actions={actions} because={because} />
        <ExampleCards examples={examples} onOpen={actions.openExample} because={because} />
      </div>
      {isOver ? (
        <div className={styles.drop} aria-hidden>
          Drop a bundle to import it
        </div>
      ) : null}
    </main>
  )
}

interface ImportButtonProps {
  readonly onFile: (file: File) => void
  readonly because: string | undefined
}

function ImportButton({ onFile, because }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button because={because} onClick={() => input.current?.click()}>
        <Upload size={16} aria-hidden />
        Import
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Bundle to import"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was mended.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
