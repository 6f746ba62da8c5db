import { useState } from 'react'
import type { Result } from '#shared/result.ts'
import { TextField, type FieldProblem } from '../ui/field.tsx'

interface DraftFieldProps<Value> {
  readonly label: string
  readonly value: Value
  /** How the value is written in the field. */
  readonly write: (value: Value) => string
  /** What a written text means, or why it means nothing. */
  readonly read: (typed: string) => Result<Value, string>
  readonly onValue: (value: Value) => void
  readonly problems?: readonly FieldProblem[]
  readonly hint?: string | undefined
  readonly placeholder?: string
  readonly rows?: number
  readonly mono?: boolean
}

/** A value written as text. What cannot be read stays as typed, with the reason; nothing is lost. */
export function DraftField<Value>({
  value,
  write,
  read,
  onValue,
  problems = [],
  hint,
  ...field
}: DraftFieldProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const result = typed === null ? null : read(typed)
  const isRefused = result !== null && !result.ok
  return (
    <TextField
      {...field}
      {...(hint === undefined ? {} : { hint })}
      value={typed ?? write(value)}
      problems={isRefused ? [{ severity: 'error', text: result.error }] : problems}
      onChange={(next) => {
        setTyped(next)
        const outcome = read(next)
        if (outcome.ok) onValue(outcome.value)
      }}
      onBlur={() => {
        if (!isRefused) setTyped(null)
      }}
    />
  )
}
