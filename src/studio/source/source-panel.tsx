import { useMemo, useState, type ReactNode } from 'react'
import { addSourceFile } from '#domain/edits/source-files.ts'
import { newId, type SourceFileId } from '#domain/ids.ts'
import { useApplication, useChat, useDocument, useSaving, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/display.tsx'
import { CodeEditor } from './code-editor.tsx'
import { extraFiles } from './extra-files.ts'
import { FileList } from './file-list.tsx'
import { HandlerList } from './handler-list.tsx'
import { sourceErrors } from './source-errors.ts'
import { editText, sourceItems, type SourceItem } from './source-items.ts'
import styles from './source.module.css'
import { useOpenItem } from './use-open-item.ts'
import { useResolvedTheme } from './use-resolved-theme.ts'
import { useTypingRun } from './use-typing-run.ts'

const STARTER_MAIN = `/** What a person starts in: the root that all handlers can reach. */
export class App {
  visits = 0
}

export function start() {
  return new App()
}
`

/**
 * The TypeScript of the workflow: its files and its handlers, with what is wrong at the line.
 * `classes`: what becomes of the classes in it, which is another part's work.
 */
export function SourcePanel({ classes }: { classes: ReactNode }) {
  const document = useDocument((state) => state)
  const selected = useUi((state) => state.selection[0] ?? null)
  const items = useMemo(() => sourceItems(document), [document])
  const [open, choose] = useOpenItem(items, selected)
  const [errors, forgetErrors] = useSourceErrors()
  const broken = new Set(errors.map(({ path }) => path))
  const list = { open: open?.id, broken, onOpen: choose }

  return (
    <div className={styles.panel}>
      <div className={styles.files}>
        {classes}
        <FileList files={items.filter((item) => item.kind === 'file')} {...list} />
        <HandlerList handlers={items.filter((item) => item.kind === 'handler')} {...list} />
      </div>
      {open ? (
        <OpenSource
          items={items}
          open={open}
          errors={errors}
          onOpen={choose}
          onEdited={forgetErrors}
        />
      ) : (
        <NoSource />
      )}
    </div>
  )
}

interface OpenSourceProps {
  readonly items: readonly SourceItem[]
  readonly open: SourceItem
  readonly errors: ReturnType<typeof sourceErrors>
  readonly onOpen: (id: string) => void
  readonly onEdited: (path: string) => void
}

function OpenSource({ items, open, errors, onOpen, onEdited }: OpenSourceProps) {
  const { document } = useStudio()
  const current = useDocument((state) => state)
  const following = useSaving((saving) => saving.following)
  const theme = useResolvedTheme()
  const typing = useTypingRun()
  const importable = useMemo(() => extraFiles(current, items, open), [current, items, open])
  const markers = useMemo(
    () => errors.filter(({ path }) => path === open.path),
    [errors, open.path],
  )

  return (
    <div className={styles.editor}>
      <CodeEditor
        path={open.path}
        value={open.text}
        readOnly={following}
        extraFiles={importable}
        markers={markers}
        ariaLabel={`Source of ${open.label}`}
        theme={theme}
        onBlur={typing.end}
        onChange={(path, text) => {
          const item = items.find((one) => one.path === path)
          if (!item) return
          document.edit(`Edit ${item.label}`, editText(item, text), typing.gestureFor(path))
          onEdited(path)
        }}
        onOpen={(path) => {
          const item = items.find((one) => one.path === path)
          if (item) onOpen(item.id)
          return item !== undefined
        }}
      />
    </div>
  )
}

function NoSource() {
  const { document } = useStudio()
  const following = useSaving((saving) => saving.following)
  const start = (): void => {
    document.edit('Add file', addSourceFile(newId<SourceFileId>(), 'app/main.ts', STARTER_MAIN))
  }
  return (
    <EmptyState
      title="No source yet"
      actions={
        <Button
          tone="primary"
          because={following ? 'Another tab is editing this workflow' : undefined}
          onClick={start}
        >
          Add app/main.ts
        </Button>
      }
    >
      Commands can answer without any. Add a file when they should remember or work something out.
    </EmptyState>
  )
}

/** What is wrong, less what failed before its file was last edited. */
function useSourceErrors() {
  const starting = useApplication((state) => state.error)
  const entries = useChat((state) => state.entries)
  const [editedAt, setEditedAt] = useState<ReadonlyMap<string, number>>(new Map())
  const errors = useMemo(
    () => sourceErrors(starting, entries).filter(({ path, at }) => at > (editedAt.get(path) ?? 0)),
    [starting, entries, editedAt],
  )
  const forget = (path: string): void => {
    setEditedAt((map) => new Map(map).set(path, Date.now()))
  }
  return [errors, forget] as const
}
