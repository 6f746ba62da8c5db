import { NOTHING, percent } from '../ui/format.ts'

/** A share in a table; a dash says why there is none, to the pointer and to a screen reader. */
export function Share({ value, digits = 0 }: { value: number | null; digits?: number }) {
  if (value !== null) return percent(value, digits)
  return (
    <span title="Not measured: too few utterances">
      <span aria-hidden>{NOTHING}</span>
      <span className="visually-hidden">not measured: too few utterances</span>
    </span>
  )
}
