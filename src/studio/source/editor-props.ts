export interface SourceText {
  /** Relative, with forward slashes, as in the document. */
  readonly path: string
  readonly text: string
}

/** Something wrong at a line; both counted from 1. */
export interface Marker {
  readonly line: number
  readonly column?: number | undefined
  readonly message: string
}

export interface CodeEditorProps {
  /** Which file is open. Each keeps its cursor and its own undo while it is in `extraFiles`. */
  readonly path: string
  readonly value: string
  /**
   * Hears what the person changed, never the echo of a new `value`. Renaming a symbol changes other
   * files too, so the path is not always the open one.
   */
  readonly onChange: (path: string, text: string) => void
  readonly onBlur?: () => void
  /** Asked to show another file (go to definition); whether it can. */
  readonly onOpen?: (path: string) => boolean
  readonly readOnly: boolean
  /** What else there is to import, declarations included. Keep the array while nothing changes. */
  readonly extraFiles: readonly SourceText[]
  readonly markers: readonly Marker[]
  readonly ariaLabel: string
  readonly theme: 'light' | 'dark'
}
