import { err, ok, type Result } from '#shared/result.ts'
import { sourceFileSchema, type Document, type Edit } from '../document.ts'
import type { SourceFileId } from '../ids.ts'
import { sourceFilesOf } from '../queries.ts'
import { change, put } from './change.ts'

/** The path a typed text becomes (`desk` → `desk.ts`), or the sentence that says why it cannot be one. */
export function sourcePath(
  document: Document,
  typed: string,
  self?: SourceFileId,
): Result<string, string> {
  const parts = typed
    .trim()
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '')
  if (parts.length === 0) return err('A file needs a name, such as app/desk.ts.')
  if (parts.some((part) => !/^[\w-][\w.-]*$/.test(part)))
    return err('Use letters, digits, dots, dashes and underscores, divided by slashes.')
  const joined = parts.join('/')
  const path = /\.[cm]?tsx?$/.test(joined) ? joined : `${joined}.ts`
  const taken = sourceFilesOf(document).some((file) => file.path === path && file.id !== self)
  return taken ? err(`There is a file ${path} already.`) : ok(path)
}

/** Adds a file; a path that cannot be one changes nothing. */
export function addSourceFile(id: SourceFileId, typed: string, text = ''): Edit {
  return (document) => {
    const path = sourcePath(document, typed)
    if (!path.ok) return document
    return put(
      document,
      sourceFileSchema.parse({ kind: 'source-file', id, path: path.value, text }),
    )
  }
}

export function renameSourceFile(id: SourceFileId, typed: string): Edit {
  return (document) => {
    const path = sourcePath(document, typed, id)
    if (!path.ok) return document
    return change(document, 'source-file', id, (file) =>
      file.path === path.value ? file : { ...file, path: path.value },
    )
  }
}

export function updateSourceFile(id: SourceFileId, text: string): Edit {
  return (document) =>
    change(document, 'source-file', id, (file) => (file.text === text ? file : { ...file, text }))
}
