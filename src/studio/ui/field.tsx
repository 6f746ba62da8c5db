import { useId, type ReactNode } from 'react'
import styles from './ui.module.css'

/** Something wrong with a field's value, shown beside it and tied to it for screen readers. */
export interface FieldProblem {
  readonly severity: 'error' | 'warning'
  readonly text: string
}

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly problems?: readonly FieldProblem[] | undefined
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean
  readonly children: (control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': boolean
    readonly className: string
  }) => ReactNode
}

/** Label, control, hint and problems as one; the control gets the ids that tie them together. */
export function Field({ label, hint, problems = [], hideLabel = false, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const hasNote = hint !== undefined || problems.length > 0
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': problems.some(({ severity }) => severity === 'error'),
        className: styles.input ?? '',
      })}
      {hasNote ? (
        <div id={noteId}>
          {hint === undefined ? null : <div className={styles.hint}>{hint}</div>}
          {problems.map(({ severity, text }) => (
            <div key={text} className={styles.problem} data-severity={severity}>
              {text}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly mono?: boolean
  readonly readOnly?: boolean
  /** More than one makes it a text area of so many rows. */
  readonly rows?: number
  readonly type?: 'text' | 'number' | 'search'
}

export function TextField({
  value,
  onChange,
  onBlur,
  placeholder,
  mono = false,
  readOnly = false,
  rows = 1,
  type = 'text',
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {({ className, ...control }) => {
        const shared = {
          ...control,
          className: `${className} ${mono ? styles.mono : ''}`,
          value,
          placeholder,
          readOnly,
          spellCheck: !mono,
          onBlur,
        }
        return rows > 1 ? (
          <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
        )
      }}
    </Field>
  )
}

interface SelectFieldProps<Value extends string> extends Omit<FieldProps, 'children'> {
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** A native select: the platform's own keys, and right in every screen reader. */
export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  ...field
}: SelectFieldProps<Value>) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface CheckFieldProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function CheckField({ label, checked, onChange }: CheckFieldProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  )
}
