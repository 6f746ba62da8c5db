import { useEffect, useLayoutEffect, useRef } from 'react'
import type { CodeEditorProps } from './editor-props.ts'
import { createModelSet, type ModelSet } from './models.ts'
import { editor } from './monaco.ts'
import styles from './source.module.css'

interface Mounted {
  readonly models: ModelSet
  readonly editor: editor.IStandaloneCodeEditor
  /** Where cursor and scroll were in each file, for when it is opened again. */
  readonly views: Map<string, editor.ICodeEditorViewState | null>
}

/** Monaco itself. Loaded by `CodeEditor`, which is what others use. */
export function EditorSurface(props: CodeEditorProps) {
  const { path, value, extraFiles, markers, readOnly, ariaLabel, theme } = props
  const container = useRef<HTMLDivElement>(null)
  const mounted = useRef<Mounted>(null)
  // What the listeners below call; they outlive the render that made them.
  const latest = useRef(props)
  // While a text comes in from outside, Monaco's change events are its echo.
  const syncing = useRef(false)

  useLayoutEffect(() => {
    latest.current = props
  })

  useLayoutEffect(() => {
    if (!container.current) return
    const models = createModelSet()
    const instance = editor.create(container.current, {
      model: null,
      automaticLayout: true,
      // A textarea, which the studio's shortcuts and screen readers know as a text field.
      editContext: false,
      fixedOverflowWidgets: true,
      fontFamily: getComputedStyle(container.current).fontFamily,
      fontSize: 13,
      lineNumbersMinChars: 3,
      minimap: { enabled: false },
      padding: { top: 8, bottom: 8 },
      renderLineHighlight: 'line',
      scrollBeyondLastLine: false,
      tabSize: 2,
    })
    const listeners = [
      instance.onDidChangeModelContent(() => {
        if (!syncing.current) latest.current.onChange(instance.getValue())
      }),
      instance.onDidBlurEditorWidget(() => latest.current.onBlur?.()),
    ]
    mounted.current = { models, editor: instance, views: new Map() }
    return () => {
      mounted.current = null
      for (const listener of listeners) listener.dispose()
      instance.dispose()
      models.dispose()
    }
  }, [])

  // Layout effects, not passive ones: between a keystroke and a late effect another key may fall,
  // and the older text would then be put back over it.
  useLayoutEffect(() => {
    if (!mounted.current) return
    syncing.current = true
    const others = extraFiles.filter((file) => file.path !== path)
    mounted.current.models.sync([...others, { path, text: value }])
    syncing.current = false
  }, [path, value, extraFiles])

  useLayoutEffect(() => {
    const current = mounted.current
    if (!current) return
    current.editor.setModel(current.models.get(path) ?? null)
    current.editor.restoreViewState(current.views.get(path) ?? null)
    return () => {
      current.views.set(path, current.editor.saveViewState())
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
