import type { CodeEditorProps } from './editor-props.ts'
import styles from './source.module.css'

type PlainEditorProps = Pick<
  CodeEditorProps,
  'path' | 'value' | 'onChange' | 'onBlur' | 'readOnly' | 'ariaLabel'
>

/** Source in a text area: what is left when Monaco is not there. */
export function PlainEditor(props: PlainEditorProps) {
  const { path, value, onChange, onBlur, readOnly, ariaLabel } = props
  return (
    <textarea
      aria-label={ariaLabel}
      className={styles.plain}
      value={value}
      readOnly={readOnly}
      spellCheck={false}
      onBlur={onBlur}
      onChange={(event) => {
        onChange(path, event.target.value)
      }}
    />
  )
}
