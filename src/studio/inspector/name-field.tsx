import { useState } from 'react'
import type { Naming } from '#domain/edits/naming.ts'
import { TextField, type FieldProblem } from '../ui/field.tsx'

interface NameFieldProps {
  readonly label: string
  /** As people read it; what is typed becomes a name in code. */
  readonly value: string
  readonly naming: (typed: string) => Naming
  readonly onName: (typed: string) => void
  readonly problems: readonly FieldProblem[]
  readonly hint?: string | undefined
  readonly readOnly?: boolean
}

/**
 * A name that is kept as it is typed. A text that cannot be one is not lost: it stays in the field,
 * with the reason, and the record keeps its last good name until it is mended.
 */
export function NameField({ value, naming, onName, problems, hint, ...field }: NameFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const result = typed === null ? null : naming(typed)
  const isRefused = result !== null && !result.ok
  return (
    <TextField
      {...field}
      value={typed ?? value}
      problems={isRefused ? [{ severity: 'error', text: result.error }] : problems}
      hint={result?.ok ? `In code: ${result.value}` : hint}
      onChange={(next) => {
        setTyped(next)
        if (naming(next).ok) onName(next)
      }}
      onBlur={() => {
        if (!isRefused) setTyped(null)
      }}
    />
  )
}
