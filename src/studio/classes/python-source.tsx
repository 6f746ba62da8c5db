import { isForeign, type ClassSource } from '#bundle/interop/classes/source-file.ts'
import type { PickedFile } from '../ui/dropped-files.ts'
import { FileSource } from '../ui/file-source.tsx'
import { plural } from '../ui/format.ts'
import styles from './classes.module.css'

interface PythonSourceProps {
  readonly files: readonly ClassSource[] | null
  readonly onFiles: (files: readonly ClassSource[]) => void
}

/** A folder of Python, chosen or dropped. It is read here and goes nowhere. */
export function PythonSource({ files, onFiles }: PythonSourceProps) {
  const take = async (chosen: readonly PickedFile[]): Promise<void> => {
    const python = chosen.filter(({ path }) => path.endsWith('.py') && !isForeign(path))
    onFiles(
      await Promise.all(python.map(async ({ file, path }) => ({ path, text: await file.text() }))),
    )
  }
  return (
    <FileSource
      label="Python files to read"
      choose={files === null ? 'Choose a folder…' : 'Choose another folder…'}
      isChosen={files !== null}
      accept=".py"
      multiple
      directory
      onFiles={(chosen) => void take(chosen)}
      beside={
        <span className={styles.faint}>
          {files === null
            ? 'or drop it here. Nothing of it is run.'
            : `${plural(files.length, 'Python file')} read`}
        </span>
      }
    >
      <p className={styles.faint}>
        Types, docstrings, Pydantic fields and properties become parameters. Handlers stay declared
        stubs, for the host that runs the Python.
      </p>
    </FileSource>
  )
}
