import type { Marker, SourceText } from './editor-props.ts'
import { editor, MarkerSeverity, Uri } from './monaco.ts'
import { replacementOf } from './replacement.ts'

/** Sets our own markers apart from those of Monaco's TypeScript. */
const OWNER = 'espalier'

const uriOf = (path: string): Uri => Uri.from({ scheme: 'file', path: `/${path}` })

/**
 * The texts of a workflow as Monaco's models: one a file, so that imports resolve among them, and
 * each keeps its own undo while it lives. Models are global in Monaco: one set at a time.
 */
export interface ModelSet {
  /** Makes the models be exactly these; a text that changed elsewhere is replaced where it differs. */
  readonly sync: (files: readonly SourceText[]) => void
  readonly get: (path: string) => editor.ITextModel | undefined
  readonly mark: (path: string, markers: readonly Marker[]) => void
  readonly dispose: () => void
}

export function createModelSet(): ModelSet {
  const models = new Map<string, editor.ITextModel>()

  return {
    sync(files) {
      const wanted = new Map(files.map(({ path, text }) => [path, text]))
      for (const [path, model] of models) {
        if (wanted.has(path)) continue
        model.dispose()
        models.delete(path)
      }
      for (const [path, text] of wanted) {
        const model = models.get(path)
        if (model) replaceText(model, text)
        else models.set(path, editor.createModel(text, 'typescript', uriOf(path)))
      }
    },

    get: (path) => models.get(path),

    mark(path, markers) {
      const model = models.get(path)
      if (model)
        editor.setModelMarkers(
          model,
          OWNER,
          markers.map((marker) => markerIn(model, marker)),
        )
    },

    dispose() {
      for (const model of models.values()) model.dispose()
      models.clear()
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
