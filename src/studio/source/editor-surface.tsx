import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { CodeEditorProps } from './editor-props.ts'
import { createModelSet, pathOf, type ModelSet } from './models.ts'
import { editor, type IPosition, type IRange, type Uri } from './monaco.ts'
import styles from './source.module.css'

interface Mounted {
  readonly editor: editor.IStandaloneCodeEditor
  readonly models: ModelSet
  /** Where cursor and scroll were in each file, for when it is opened again. */
  readonly views: Map<string, editor.ICodeEditorViewState | null>
  /** Where to go in the file that is about to be shown. */
  destination: IRange | IPosition | undefined
}

/** Monaco itself. Loaded by `CodeEditor`, which is what others use. */
export function EditorSurface(props: CodeEditorProps) {
  const { path, value, extraFiles, markers, readOnly, ariaLabel, theme } = props
  const container = useRef<HTMLDivElement>(null)
  const mounted = useRef<Mounted>(null)
  // What Monaco's listeners call; they outlive the render that made them.
  const latest = useRef(props)

  useLayoutEffect(() => {
    latest.current = props
  })

  useLayoutEffect(() => {
    if (!container.current) return
    const { surface, dispose } = mount(container.current, latest)
    mounted.current = surface
    return () => {
      mounted.current = null
      dispose()
    }
  }, [])

  // Layout effects, not passive ones: between a keystroke and a late effect another key may fall,
  // and the older text would then be put back over it.
  useLayoutEffect(() => {
    mounted.current?.models.sync({ path, text: value }, extraFiles)
  }, [path, value, extraFiles])

  useLayoutEffect(() => {
    const surface = mounted.current
    if (!surface) return
    show(surface, path)
    return () => {
      surface.views.set(path, surface.editor.saveViewState())
    }
  }, [path])

  useEffect(() => {
    mounted.current?.editor.updateOptions({ readOnly, ariaLabel })
  }, [readOnly, ariaLabel])

  useEffect(() => {
    editor.setTheme(`espalier-${theme}`)
  }, [theme])

  useEffect(() => {
    mounted.current?.models.mark(path, markers)
  }, [path, markers])

  return <div ref={container} className={styles.surface} />
}

function mount(container: HTMLElement, latest: RefObject<CodeEditorProps>) {
  const models = createModelSet((path, text) => {
    latest.current.onChange(path, text)
  })
  const instance = editor.create(container, {
    model: null,
    automaticLayout: true,
    // A textarea, which the studio's shortcuts and screen readers know as a text field.
    editContext: false,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(container).fontFamily,
    fontSize: 13,
    lineNumbersMinChars: 3,
    minimap: { enabled: false },
    padding: { top: 8, bottom: 8 },
    scrollBeyondLastLine: false,
    tabSize: 2,
  })
  const surface: Mounted = { editor: instance, models, views: new Map(), destination: undefined }
  const listeners = [
    instance.onDidBlurEditorWidget(() => latest.current.onBlur?.()),
    editor.registerEditorOpener({
      openCodeEditor: (_, uri: Uri, destination) => {
        surface.destination = destination
        return latest.current.onOpen?.(pathOf(uri)) ?? false
      },
    }),
  ]
  return {
    surface,
    dispose() {
      for (const listener of listeners) listener.dispose()
      instance.dispose()
      models.dispose()
    },
  }
}

function show(surface: Mounted, path: string): void {
  const { editor: instance, models, views, destination } = surface
  instance.setModel(models.get(path))
  instance.restoreViewState(views.get(path) ?? null)
  if (!destination) return
  surface.destination = undefined
  const at =
    'lineNumber' in destination
      ? destination
      : { lineNumber: destination.startLineNumber, column: destination.startColumn }
  instance.setPosition(at)
  instance.revealPositionInCenterIfOutsideViewport(at)
  instance.focus()
}
