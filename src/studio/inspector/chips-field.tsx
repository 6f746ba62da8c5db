import { X } from 'lucide-react'
import { useId } from 'react'
import type { FieldProblem } from '../ui/field.tsx'
import ui from '../ui/ui.module.css'
import styles from './inspector.module.css'
import { RecordLink } from './record-link.tsx'

export interface ChipOption {
  readonly id: string
  readonly title: string
  /** Why it cannot be added. */
  readonly because?: string
}

interface ChipsFieldProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly problems?: readonly FieldProblem[]
  readonly chosen: readonly ChipOption[]
  readonly options: readonly ChipOption[]
  readonly onAdd: (id: string) => void
  readonly onRemove: (id: string) => void
}

/** References to other records: each a chip that leads there and can be removed, and a way to add. */
export function ChipsField(props: ChipsFieldProps) {
  const { label, hint, problems = [], chosen, options } = props
  const id = useId()
  return (
    <div className={ui.field}>
      <label htmlFor={id} className={ui.label}>
        {label}
      </label>
      {chosen.length === 0 ? null : (
        <ul className={styles.chips}>
          {chosen.map((chip) => (
            <li key={chip.id} className={styles.chip}>
              <RecordLink id={chip.id}>{chip.title}</RecordLink>
              <button
                type="button"
                aria-label={`Remove ${chip.title}`}
                onClick={() => props.onRemove(chip.id)}
              >
                <X size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        id={id}
        className={ui.input}
        value=""
        onChange={(event) => props.onAdd(event.target.value)}
      >
        <option value="">{options.length === 0 ? 'Nothing to choose' : 'Choose one…'}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id} disabled={option.because !== undefined}>
            {option.because === undefined ? option.title : `${option.title} (${option.because})`}
          </option>
        ))}
      </select>
      {hint === undefined ? null : <div className={ui.hint}>{hint}</div>}
      {problems.map(({ severity, text }) => (
        <div key={text} className={ui.problem} data-severity={severity}>
          {text}
        </div>
      ))}
    </div>
  )
}
