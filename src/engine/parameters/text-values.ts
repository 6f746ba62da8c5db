import type { TaggedSpan } from '#domain/intent-model.ts'
import { isOfFields, type Parameter } from '#domain/parameter.ts'
import { assign, cueBonus, overlaps } from './assign.ts'
import {
  candidatesFor,
  judged,
  templateCandidates,
  typedSpans,
  type CandidateContext,
  type ValueCandidate,
} from './candidates.ts'
import { composed, leavesOf, type Leaf } from './leaves.ts'
import { rowCandidates } from './rows.ts'
import { contextAt, isOpenText } from './settle.ts'
import { taggedCandidates } from './tagged.ts'
import type { SlotPatterns } from './templates.ts'

export interface TextValues {
  /** Every place that was considered. */
  readonly all: readonly ValueCandidate[]
  /** At most one for each parameter. */
  readonly assigned: readonly ValueCandidate[]
}

/**
 * What a text says of parameters. Objects written as data are taken as they are, and lists of
 * objects row by row; the fields of any other object share out the words with the other parameters.
 */
export function textValues(
  text: string,
  parameters: readonly Parameter[],
  context: CandidateContext,
  { spans }: { readonly spans: readonly TaggedSpan[] | null },
): TextValues {
  const wholes = parameters.flatMap((parameter) =>
    wholeCandidates(text, parameter, context, spans ?? []),
  )
  const leaves = leavesOf(
    parameters.filter(({ id }) => wholes.every((whole) => whole.parameter.id !== id)),
  )
  const within: CandidateContext = {
    ...context,
    valueContext: (parameter) => {
      const leaf = leaves.find((each) => each.parameter.id === parameter.id)
      const isField = leaf !== undefined && leaf.steps.length > 1
      return isField
        ? contextAt(context.valueContext(leaf.root), leaf.steps)
        : context.valueContext(parameter)
    },
  }
  const isFree = (place: ValueCandidate): boolean =>
    wholes.every((whole) => !overlaps(whole, place))
  const { all, assigned } = leafValues(text, leaves, within, spans, isFree)
  const roots = parameters.flatMap((parameter): ValueCandidate[] => {
    if (!isOfFields(parameter)) return []
    const whole = composed(parameter, assigned, leaves, context.valueContext(parameter))
    return whole ? [whole] : []
  })
  const plain = assigned.filter(({ parameter }) => parameters.some(({ id }) => id === parameter.id))
  return { all, assigned: [...wholes, ...plain, ...roots] }
}

/**
 * An object or a list of them as JSON, or within a place that a tagger sees as it; a list of them in
 * rows. At most one.
 */
function wholeCandidates(
  text: string,
  parameter: Parameter,
  context: CandidateContext,
  spans: readonly TaggedSpan[],
): ValueCandidate[] {
  if (!isOfFields(parameter) || parameter.fields.length === 0) return []
  const values = context.valueContext(parameter)
  const [data] = typedSpans(text, parameter, values).map((span) => judged(span, parameter, values))
  if (data) return [data]
  const seen = spans.find((span) => span.parameter === parameter.id)
  const within = seen && withinPlace(text, seen, parameter, context, spans)
  if (within) return [within]
  return parameter.type === 'list' ? rowCandidates(text, parameter, context, spans) : []
}

/** What the words of one place say of an object. */
function withinPlace(
  text: string,
  { start, end }: TaggedSpan,
  parameter: Parameter,
  context: CandidateContext,
  spans: readonly TaggedSpan[],
): ValueCandidate | null {
  const moved = <P extends { readonly start: number; readonly end: number }>(
    place: P,
    by: number,
  ): P => ({ ...place, start: place.start + by, end: place.end + by })
  const inner = spans
    .filter((span) => span.parameter !== parameter.id && span.start >= start && span.end <= end)
    .map((span) => moved(span, -start))
  const said = text.slice(start, end)
  const [found] = textValues(said, [parameter], context, { spans: inner }).assigned
  if (!found) return null
  const parts = (found.parts ?? []).map((part) => moved(part, start))
  return { ...moved(found, start), parts }
}

function leafValues(
  text: string,
  leaves: readonly Leaf[],
  context: CandidateContext,
  spans: readonly TaggedSpan[] | null,
  isFree: (candidate: ValueCandidate) => boolean,
): TextValues {
  const parameters = leaves.map(({ parameter }) => parameter)
  const { patterns } = context
  const seen = taggedCandidates(text, spans ?? [], parameters, context)
  const isUnseen = (candidate: ValueCandidate): boolean =>
    spans !== null && isOutdone(candidate, seen, patterns)
  const all = [
    ...seen,
    ...parameters
      .flatMap((parameter) => candidatesFor(text, parameter, context))
      .filter((candidate) => !isUnseen(candidate))
      .filter((candidate) => isCalledFor(text, candidate, context)),
  ].filter(isFree)
  const named = all.filter(({ source, rejection }) => source === 'lookup' && !rejection)
  const isMeant = (candidate: ValueCandidate): boolean =>
    !named.some((name) => isJust(candidate, name))
  // "Play {song}" fits whatever begins so: where the tagger sees a value, it tells where that ends.
  const templates = seen.length > 0 ? [] : templateCandidates(text, parameters, context)
  const sure = templates.filter((each) => !isUnseen(each) && isMeant(each) && isFree(each))
  const others = all
    .filter(({ parameter }) => sure.every((taken) => taken.parameter.id !== parameter.id))
    .filter(isMeant)
  const settled = yielding(text, [...sure, ...others], context)
  const surely = settled.slice(0, sure.length)
  const rest = settled
    .slice(sure.length)
    .filter((candidate) => surely.every((taken) => !overlaps(taken, candidate)))
  return { all, assigned: [...surely, ...assign(text, rest, parameters, patterns.cues)] }
}

const isYear = ({ parameter: { name }, value }: ValueCandidate): boolean =>
  /(?:^|_)years?(?:_|$)/.test(name) && Number(value) > 1500 && Number(value) < 2100

/**
 * A number for what may be left out, of a command that nobody has shown how to say: only where the
 * words around it speak for it. "The power of 3" has no modulus.
 */
const isCalledFor = (
  text: string,
  candidate: ValueCandidate,
  { patterns }: CandidateContext,
): boolean =>
  candidate.parameter.required ||
  patterns.carriers.size > 0 ||
  candidate.parameter.description === '' ||
  typeof candidate.value !== 'number' ||
  candidate.source !== 'typed' ||
  isYear(candidate) ||
  cueBonus(text, candidate, patterns.cues) > 0

/**
 * Words of a free text that only stand where others did, or look as others do: a tagger that was
 * shown them has weighed that too. Where it saw nothing, they still count for a value that cannot be
 * left out.
 */
const isOutdone = (
  { parameter, source }: ValueCandidate,
  seen: readonly ValueCandidate[],
  { values }: SlotPatterns,
): boolean =>
  (source === 'slot' || (source === 'pattern' && values.has(parameter.id))) &&
  isOpenText(parameter) &&
  (!parameter.required || seen.some((span) => span.parameter.id === parameter.id))

/** A free text that is nothing but the name of something: "a message to Ada" has no text yet. */
const isJust = (candidate: ValueCandidate, name: ValueCandidate): boolean =>
  candidate.source === 'slot' &&
  isOpenText(candidate.parameter) &&
  candidate.parameter.id !== name.parameter.id &&
  candidate.start >= name.start &&
  candidate.end <= name.end

/**
 * A free text reaches to the end of the message, over whatever else stands there. What ends it (a
 * date) is cut off for its own parameter; what is amid it belongs to it, unless a cue says
 * otherwise.
 */
function yielding(
  text: string,
  candidates: readonly ValueCandidate[],
  { patterns }: CandidateContext,
): ValueCandidate[] {
  const isFreeText = ({ parameter, source }: ValueCandidate): boolean =>
    isOpenText(parameter) && source === 'slot'
  const closing = (free: ValueCandidate, other: ValueCandidate): boolean =>
    other.parameter.id !== free.parameter.id &&
    !isFreeText(other) &&
    other.rejection === null &&
    other.start > free.start &&
    other.end <= free.end &&
    ((/^[\s.!?]*$/.test(text.slice(other.end, free.end)) && other.facet !== undefined) ||
      cueBonus(text, other, patterns.cues) > 0)
  return candidates.map((candidate) => {
    if (!isFreeText(candidate) || candidate.rejection) return candidate
    const cut = Math.min(
      candidate.end,
      ...candidates.filter((other) => closing(candidate, other)).map(({ start }) => start),
    )
    if (cut === candidate.end) return candidate
    const words = text
      .slice(candidate.start, cut)
      .replace(/[\s,]+(?:on|at|by|for|with|and)?\s*$/iu, '')
    return words === ''
      ? candidate
      : { ...candidate, end: candidate.start + words.length, value: words }
  })
}
