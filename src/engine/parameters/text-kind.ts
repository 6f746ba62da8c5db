import type { Parameter } from '#domain/parameter.ts'
import type { LookupValue } from '../ports.ts'
import type { SlotPatterns } from './templates.ts'
import { spoken } from './wording.ts'
import { comparable, tokensOf } from './words.ts'

/**
 * What a free text is like: prose, which anything said may be; brief, as the values show that are
 * known of it; or any, where nothing tells.
 */
export type TextKind =
  | { readonly kind: 'prose' | 'any' }
  | {
      readonly kind: 'brief'
      /** Words of the longest value that is known. */
      readonly longest: number
      /** Those values, as compared. */
      readonly known: ReadonlySet<string>
    }

/** Fewer values show little. */
const FEWEST_KNOWN = 3
/** On average, in words: a city has one or two, a title a few, a reason more. */
const BRIEF_WORDS = 3
const PROSE_WORDS = 5

const PROSE =
  /\b(?:texts?|messages?|reasons?|comments?|notes?|descriptions?|body|contents?|remarks?|feedback|explanations?|details|instructions?|memos?|questions?|sentences?)\b/i

/** By what a parameter is called, the values known of it, and what its description says it is. */
export function textKindOf(
  parameter: Parameter,
  { values }: SlotPatterns,
  existing: readonly LookupValue[] | null = null,
): TextKind {
  if (PROSE.test(spoken(parameter))) return { kind: 'prose' }
  const known = new Set(
    [
      ...parameter.examples,
      ...(values.get(parameter.id) ?? []),
      ...(existing ?? []).flatMap(({ value, label }) => [value, label]),
    ].map(comparable),
  )
  const lengths = [...known].map((value) => tokensOf(value).length)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  if (known.size > 0 && mean >= PROSE_WORDS) return { kind: 'prose' }
  if (known.size >= FEWEST_KNOWN)
    return mean < BRIEF_WORDS
      ? { kind: 'brief', longest: Math.max(...lengths), known }
      : { kind: 'any' }
  return { kind: PROSE.test(parameter.description) ? 'prose' : 'any' }
}
