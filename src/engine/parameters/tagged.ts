import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import { judged, typedSpans, type CandidateContext, type ValueCandidate } from './candidates.ts'
import type { Span } from './parameter-type.ts'
import { isOpenText } from './settle.ts'
import { textKindOf } from './text-kind.ts'
import { unquoted } from './words.ts'

/** Less sure than this, a place is not worth reading. */
const LEAST = 0.15

/**
 * What a trained tagger saw, as values. A place counts only where something of the parameter's type
 * can be read there: the tagger says where, the type says what, and how far it goes.
 */
export function taggedCandidates(
  text: string,
  spans: readonly TaggedSpan[],
  parameters: readonly Parameter[],
  context: CandidateContext,
): ValueCandidate[] {
  return spans.flatMap((span) => {
    const parameter = parameters.find(({ id }) => id === span.parameter)
    if (!parameter || span.probability < LEAST || span.end > text.length) return []
    const others = spans.filter((other) => other.parameter !== span.parameter)
    return taggedCandidate(text, span, others, parameter, context) ?? []
  })
}

/** Above every cue and every lookalike, below a name of something that exists. */
const strengthOf = ({ probability }: TaggedSpan): number => 40 + 24 * probability

/** What stands between a value and the next: "Berlin," is Berlin. */
const TYING = /[\s,;]+$/u

function taggedCandidate(
  text: string,
  span: TaggedSpan,
  others: readonly TaggedSpan[],
  parameter: Parameter,
  { valueContext, patterns }: CandidateContext,
): ValueCandidate | null {
  const values = valueContext(parameter)
  const isProse = textKindOf(parameter, patterns, values.existing).kind === 'prose'
  const start =
    isProse && isOpenText(parameter) ? beforeDenial(text, span.start, others) : span.start
  const said = text.slice(start, span.end).replace(TYING, '')
  const end = start + said.length
  const place = { source: 'tagger', strength: strengthOf(span) } as const
  const good = (found: Span): ValueCandidate | null => {
    const candidate = judged({ ...found, ...place }, parameter, values)
    return candidate.rejection === null ? candidate : null
  }
  const typed = isOpenText(parameter) ? [] : typedSpans(text, parameter, values)
  const cut = cutIn(typed, { start, end }, others)
  if (cut) return good(cut)
  const whole = good({ ...place, start, end, value: unquoted(said) })
  if (whole || isOpenText(parameter)) return whole
  // "for 5 people": the number is amid what was marked.
  for (const found of typedSpans(said, parameter, values)) {
    const within = good({ ...found, start: start + found.start, end: start + found.end })
    if (within) return within
  }
  return null
}

/** A "don't", "never" or "not", with the one word after it that it is said of. */
const DENIAL =
  /\b(?:(?:do|does|did|can|will|should)(?: not|n['’]t)|can['’]t|won['’]t|never|not)(?: [\p{L}]+)? $/iu

/** "Don't forget the milk", of which only the milk was marked, would say the contrary. */
function beforeDenial(text: string, start: number, others: readonly Place[]): number {
  const from = text.slice(0, start).search(DENIAL)
  return from < 0 || others.some((other) => touches(other, { start: from, end: start }))
    ? start
    : from
}

/**
 * What the place is only a part of: "twenty" of "twenty-five", "2" of "-2" or "2 days", "tomorrow"
 * of "the day after tomorrow". The part is another value, and never meant. What another parameter
 * has a part of, as in "3-5 May", was cut on purpose.
 */
function cutIn(
  typed: readonly Span[],
  place: Place,
  others: readonly TaggedSpan[],
): Span | undefined {
  const touched = typed.filter((found) => touches(found, place))
  if (touched.some(({ start, end }) => start >= place.start && end <= place.end)) return undefined
  return touched.find((found) => !others.some((other) => touches(found, other)))
}

type Place = Pick<Span, 'start' | 'end'>

const touches = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end
