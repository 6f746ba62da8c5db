import { NOTHING, percent } from '../ui/format.ts'

interface ShareProps {
  readonly value: number | null
  readonly digits?: number
  /** Why there is none. */
  readonly none?: string
}

/** A share in a table; a dash says why there is none, to the pointer and to a screen reader. */
export function Share({ value, digits = 0, none = 'too few utterances' }: ShareProps) {
  if (value !== null) return percent(value, digits)
  const why = `Not measured: ${none}`
  return (
    <span title={why}>
      <span aria-hidden>{NOTHING}</span>
      <span className="visually-hidden">{why}</span>
    </span>
  )
}
