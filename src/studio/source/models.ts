import type { Marker, SourceText } from './editor-props.ts'
import { editor, MarkerSeverity, typescriptDefaults, Uri, type IDisposable } from './monaco.ts'
import { replacementOf } from './replacement.ts'

/** Sets our own markers apart from those of Monaco's TypeScript. */
const OWNER = 'espalier'

const uriOf = (path: string): Uri => Uri.from({ scheme: 'file', path: `/${path}` })
export const pathOf = (uri: Uri): string => uri.path.slice(1)

/**
 * The texts of a workflow as Monaco knows them. The open one is a model; so are those that were
 * open before (each keeps its own undo) and those that Monaco itself makes, to rename a symbol in
 * them. The others are TypeScript's "extra libs": its worker learns of new models only when they
 * are shown, but of extra libs at once. All this is global in Monaco: one set at a time.
 */
export interface ModelSet {
  /** Makes Monaco know exactly these; a text that changed elsewhere is replaced where it differs. */
  readonly sync: (open: SourceText, others: readonly SourceText[]) => void
  readonly get: (path: string) => editor.ITextModel | null
  readonly mark: (path: string, markers: readonly Marker[]) => void
  readonly dispose: () => void
}

/** `onEdited` hears what changed in any model, unless it was `sync` that changed it. */
export function createModelSet(onEdited: (path: string, text: string) => void): ModelSet {
  const libs = createLibs()
  let syncing = false
  const watching = editor.onDidCreateModel((model) => {
    model.onDidChangeContent(() => {
      if (!syncing) onEdited(pathOf(model.uri), model.getValue())
    })
  })
  const get = (path: string) => editor.getModel(uriOf(path))

  return {
    get,

    sync(open, others) {
      const texts = new Map([...others, open].map(({ path, text }) => [path, text]))
      syncing = true
      for (const model of editor.getModels()) {
        const text = texts.get(pathOf(model.uri))
        if (text === undefined) model.dispose()
        else replaceText(model, text)
      }
      if (!get(open.path)) editor.createModel(open.text, 'typescript', uriOf(open.path))
      syncing = false
      libs.sync(others.filter(({ path }) => path !== open.path))
    },

    mark(path, markers) {
      const model = get(path)
      if (!model) return
      editor.setModelMarkers(
        model,
        OWNER,
        markers.map((marker) => markerIn(model, marker)),
      )
    },

    dispose() {
      watching.dispose()
      for (const model of editor.getModels()) model.dispose()
      libs.sync([])
    },
  }
}

/** TypeScript's extra libs, told only of what changed: each change checks everything anew. */
function createLibs() {
  const handles = new Map<string, IDisposable>()
  return {
    sync(files: readonly SourceText[]): void {
      const wanted = new Set(files.map(({ path }) => path))
      for (const [path, handle] of handles) {
        if (wanted.has(path)) continue
        handle.dispose()
        handles.delete(path)
      }
      const known = typescriptDefaults.getExtraLibs()
      for (const { path, text } of files) {
        // As TypeScript resolves it, which is not how a `Uri` writes the `$` of `$types`.
        const name = `file:///${path}`
        if (known[name]?.content === text) continue
        handles.set(path, typescriptDefaults.addExtraLib(text, name))
      }
    },
  }
}

function replaceText(model: editor.ITextModel, text: string): void {
  const change = replacementOf(model.getValue(), text)
  if (!change) return
  const start = model.getPositionAt(change.start)
  const end = model.getPositionAt(change.end)
  const range = {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  }
  // As an edit, so that the editor's own undo keeps working across it.
  model.pushEditOperations(null, [{ range, text: change.text }], () => null)
}

/** The rest of the line from the column on: an error has a place, but no end. */
function markerIn(model: editor.ITextModel, { line, column, message }: Marker): editor.IMarkerData {
  const lineNumber = Math.min(Math.max(1, line), model.getLineCount())
  return {
    severity: MarkerSeverity.Error,
    message,
    source: 'Espalier',
    startLineNumber: lineNumber,
    startColumn: column ?? model.getLineFirstNonWhitespaceColumn(lineNumber),
    endLineNumber: lineNumber,
    endColumn: model.getLineMaxColumn(lineNumber),
  }
}
