import { Code } from 'lucide-react'
import type { SourceFileRecord } from '#domain/document.ts'
import { renameSourceFile, sourcePath } from '#domain/edits/source-files.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import styles from './inspector.module.css'
import { NameField } from './name-field.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

export function SourceFileForm({ file }: { file: SourceFileRecord }) {
  const { ui } = useStudio()
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const notes = useFieldProblems(file.id)
  return (
    <>
      <NameField
        label="Path"
        value={file.path}
        naming={(typed) => sourcePath(document, typed, file.id)}
        onName={(typed) => edit.typing('Rename file', renameSourceFile(file.id, typed))}
        {...notes('path')}
      />
      <textarea
        readOnly
        rows={8}
        aria-label="Source"
        className={styles.code}
        value={file.text.slice(0, 2_000) || 'Empty'}
      />
      <Button onClick={() => ui.openDrawer('source')}>
        <Code size={14} aria-hidden />
        Edit source
      </Button>
    </>
  )
}
