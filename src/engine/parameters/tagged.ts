import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import { judged, typedSpans, type CandidateContext, type ValueCandidate } from './candidates.ts'
import { isOpenText } from './settle.ts'
import { unquoted } from './words.ts'

/** Less sure than this, a place is not worth reading. */
const LEAST = 0.15

/**
 * What a trained tagger saw, as values. A place counts only where something of the parameter's type
 * can be read there: the tagger says where, the type says what.
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
    return taggedCandidate(text, span, parameter, context) ?? []
  })
}

/** Above every cue and every lookalike, below a name of something that exists. */
const strengthOf = ({ probability }: TaggedSpan): number => 40 + 24 * probability

/** What stands between a value and the next: "Berlin," is Berlin. */
const TYING = /[\s,;]+$/u

function taggedCandidate(
  text: string,
  span: TaggedSpan,
  parameter: Parameter,
  { valueContext }: CandidateContext,
): ValueCandidate | null {
  const { start } = span
  const values = valueContext(parameter)
  const said = text.slice(start, span.end).replace(TYING, '')
  const end = start + said.length
  const place = { source: 'tagger', strength: strengthOf(span) } as const
  const whole = judged({ ...place, start, end, value: unquoted(said) }, parameter, values)
  if (whole.rejection === null || isOpenText(parameter)) return whole.rejection ? null : whole
  // "for 5 people": the number is amid what was marked.
  const within = typedSpans(said, parameter, values)
    .map((found) => ({ ...found, start: start + found.start, end: start + found.end }))
    .map((found) => judged({ ...found, ...place }, parameter, values))
  return within.find(({ rejection }) => rejection === null) ?? null
}
