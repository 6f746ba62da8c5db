import type { Parameter } from '#domain/parameter.ts'
import type { ExtractedValue } from '../parameters/extract.ts'
import { withValueAt, type Steps } from '../parameters/paths.ts'
import { tokensOf, type Token } from '../parameters/words.ts'

/** A value that words say, of a parameter or of a field within one. */
export interface SaidValue extends Omit<ExtractedValue, 'parts'> {
  /** The command's parameter it belongs to. */
  readonly root: Parameter
  /** From that one's name on. */
  readonly steps: Steps
}

/** Each value as it was said: of what is put together of fields, field by field. */
export const saidValues = (values: readonly ExtractedValue[]): SaidValue[] =>
  values.flatMap(({ parts, ...whole }): SaidValue[] => {
    const root = whole.parameter
    return parts
      ? parts.map(({ start, end, ...part }) => ({ ...part, root, span: { start, end } }))
      : [{ ...whole, root, steps: [root.name] }]
  })

/** The words of a text that no value was read from. */
export const wordsBeside = (text: string, values: readonly ExtractedValue[]): Token[] => {
  const places = saidValues(values).flatMap(({ span }) => span ?? [])
  return tokensOf(text).filter((word) =>
    places.every(({ start, end }) => word.end <= start || word.start >= end),
  )
}

/** Of what was found, what is to be kept: of an object, field by field. */
export const keptOf = (
  values: readonly ExtractedValue[],
  isKept: (said: SaidValue) => boolean,
): ExtractedValue[] =>
  values.flatMap((value): ExtractedValue[] => {
    const { parts, parameter } = value
    const said = saidValues([value])
    if (!parts || parameter.type !== 'object') return said.some(isKept) ? [value] : []
    const kept = parts.filter((_, i) => said[i] && isKept(said[i]))
    const left = parts.filter((part) => !kept.includes(part))
    const rest = left.reduce(
      (sum, { steps }) => withValueAt(sum, steps.slice(1), () => undefined) ?? {},
      value.value,
    )
    return kept.length === 0 ? [] : [{ ...value, value: rest, parts: kept }]
  })
