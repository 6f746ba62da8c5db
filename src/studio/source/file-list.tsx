import { FilePlus, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { removeRecords } from '#domain/edits/remove.ts'
import { addSourceFile, renameSourceFile } from '#domain/edits/source-files.ts'
import { newId, type SourceFileId } from '#domain/ids.ts'
import { useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { IconButton } from '../ui/button.tsx'
import { PathForm } from './path-form.tsx'
import { SourceRow } from './source-row.tsx'
import type { SourceItem } from './source-items.ts'
import styles from './source.module.css'

interface FileListProps {
  readonly files: readonly Extract<SourceItem, { kind: 'file' }>[]
  readonly open: string | undefined
  /** Paths in which something is wrong. */
  readonly broken: ReadonlySet<string>
  readonly onOpen: (id: string) => void
}

/** The files of the application: add, open, rename, delete; each an edit that can be undone. */
export function FileList({ files, open, broken, onOpen }: FileListProps) {
  const { document, ui } = useStudio()
  const following = useSaving((saving) => saving.following)
  const [naming, setNaming] = useState<SourceFileId | 'new' | null>(null)
  const because = following ? 'Another tab is editing this workflow' : undefined
  const stopNaming = () => {
    setNaming(null)
  }

  const add = (path: string): void => {
    const id = newId<SourceFileId>()
    document.edit('Add file', addSourceFile(id, path))
    ui.announce(`Added ${path}`)
    stopNaming()
    onOpen(id)
  }
  const rename = (id: SourceFileId, path: string): void => {
    document.edit('Rename file', renameSourceFile(id, path))
    ui.announce(`Renamed to ${path}`)
    stopNaming()
  }
  const remove = (id: SourceFileId, path: string): void => {
    document.edit('Delete file', removeRecords([id]))
    ui.announce(`Deleted ${path}. Undo brings it back.`)
  }

  return (
    <section aria-label="Files">
      <div className={styles.filesHeader}>
        <h3>Files</h3>
        <IconButton
          label="Add file"
          icon={<FilePlus size={14} />}
          because={because}
          onClick={() => setNaming('new')}
        />
      </div>
      {naming === 'new' ? (
        <PathForm label="Path of the new file" initial="" onDone={add} onCancel={stopNaming} />
      ) : null}
      <ul className={styles.list}>
        {files.map(({ id, path }) =>
          naming === id ? (
            <li key={id}>
              <PathForm
                label={`New path of ${path}`}
                initial={path}
                self={id}
                onDone={(next) => rename(id, next)}
                onCancel={stopNaming}
              />
            </li>
          ) : (
            <SourceRow
              key={id}
              label={path}
              open={id === open}
              broken={broken.has(path)}
              onOpen={() => onOpen(id)}
            >
              <IconButton
                label={`Rename ${path}`}
                icon={<Pencil size={12} />}
                because={because}
                onClick={() => setNaming(id)}
              />
              <IconButton
                label={`Delete ${path}`}
                icon={<Trash2 size={12} />}
                because={because}
                onClick={() => remove(id, path)}
              />
            </SourceRow>
          ),
        )}
      </ul>
    </section>
  )
}
