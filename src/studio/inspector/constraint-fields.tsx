import type { Edit } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { TextField } from '../ui/field.tsx'
import { DraftField } from './draft-field.tsx'
import { readLength, readNumber, writeNumber } from './field-values.ts'
import styles from './inspector.module.css'
import type { FieldNotes } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

interface ConstraintFieldsProps {
  readonly parameter: Parameter
  readonly notes: (field: keyof Parameter, hint?: string) => FieldNotes
  readonly update: (fields: Partial<Omit<Parameter, 'id' | 'name' | 'fields'>>) => Edit
}

const BOUNDS = {
  range: { low: 'min', high: 'max', labels: ['Least', 'Greatest'], read: readNumber },
  length: {
    low: 'minLength',
    high: 'maxLength',
    labels: ['Shortest', 'Longest'],
    read: readLength,
  },
} as const

/** What bounds a value: only what makes sense for its type. */
export function ConstraintFields({ parameter, notes, update }: ConstraintFieldsProps) {
  const edit = useInspectorEdit()
  const { type } = parameter
  const isNumber = type === 'number' || type === 'integer'
  if (!isNumber && type !== 'string' && type !== 'list') return null
  const { low, high, labels, read } = isNumber ? BOUNDS.range : BOUNDS.length
  return (
    <>
      {type === 'string' ? (
        <TextField
          label="Pattern"
          mono
          value={parameter.pattern}
          placeholder="W[0-9]{7}"
          {...notes('pattern', 'A regular expression the whole value must match.')}
          onChange={(pattern) => edit.typing('Edit pattern', update({ pattern }))}
        />
      ) : null}
      <div className={styles.pair}>
        {([low, high] as const).map((field, index) => (
          <DraftField
            key={field}
            label={labels[index] ?? field}
            value={parameter[field]}
            write={writeNumber}
            read={read}
            placeholder="no limit"
            {...notes(field)}
            onValue={(value) => edit.typing('Set limit', update({ [field]: value }))}
          />
        ))}
        {isNumber ? (
          <TextField
            label="Unit"
            value={parameter.unit}
            placeholder="none"
            {...notes('unit')}
            onChange={(unit) => edit.typing('Set unit', update({ unit: unit.trim() }))}
          />
        ) : null}
      </div>
      {isNumber && parameter.unit !== '' ? (
        <p className={styles.advice}>
          Kept in {parameter.unit}. What is said in another unit of the same kind is converted.
        </p>
      ) : null}
    </>
  )
}
