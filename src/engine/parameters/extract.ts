import type { CommandRecord, UtteranceRecord } from '#domain/document.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { LookupValue } from '../ports.ts'
import type { ValueSource } from '../turn/events.ts'
import { assign, cueBonus, overlaps } from './assign.ts'
import {
  candidatesFor,
  templateCandidates,
  type CandidateContext,
  type ValueCandidate,
} from './candidates.ts'
import type { InlineValues } from './inline.ts'
import { choicesOf, isOpenText, settledValue, type Rejection, type ValueContext } from './settle.ts'
import { surplusOf } from './surplus.ts'
import { taggedCandidates } from './tagged.ts'
import { slotPatterns } from './templates.ts'
import { missing } from './wording.ts'
import { comparable } from './words.ts'

export interface ExtractionRequest {
  readonly command: CommandRecord
  /** Those of the command that are wanted. */
  readonly parameters: readonly Parameter[]
  readonly text: string
  /** Values given by name or position; then nothing is sought in the text. */
  readonly given: { readonly values: InlineValues; readonly source: ValueSource } | null
  /** The command's own. */
  readonly utterances: readonly UtteranceRecord[]
  /** Where a trained tagger sees values of the command in the text; `null` without one. */
  readonly spans?: readonly TaggedSpan[] | null
  readonly now: number
  /** Where the person's clock stands; see `ReadingContext`. */
  readonly timeZone?: string | undefined
  /** What exists, by parameter name; parameters without a lookup have no entry. */
  readonly existing: ReadonlyMap<string, readonly LookupValue[]>
}

export interface ExtractedValue {
  readonly parameter: Parameter
  readonly value: Json
  readonly source: ValueSource
  /** Where in the text; `null` for a value that does not stand there. */
  readonly span: { readonly start: number; readonly end: number } | null
}

export interface ParameterProblem extends Rejection {
  readonly parameter: Parameter
}

/** In the order of the parameters; each has at most one value or one problem. */
export interface Extraction {
  readonly values: readonly ExtractedValue[]
  readonly problems: readonly ParameterProblem[]
}

type Finding = ExtractedValue | ParameterProblem

/** What a message (or what was given with it) says of a command's parameters. */
export function extract(request: ExtractionRequest): Extraction {
  const found = request.given
    ? givenValues(request.given.values, request.given.source, request)
    : foundInText(request)
  const findings = request.parameters.flatMap(
    (parameter) =>
      found.find((each) => each.parameter.id === parameter.id) ?? unmentioned(parameter, request),
  )
  return {
    values: findings.filter((finding) => 'value' in finding),
    problems: findings.filter((finding) => 'problem' in finding),
  }
}

const findingOf = ({ parameter, value, source, start, end, rejection }: ValueCandidate): Finding =>
  rejection ? { parameter, ...rejection } : { parameter, value, source, span: { start, end } }

function givenValues(
  values: InlineValues,
  source: ValueSource,
  request: ExtractionRequest,
): Finding[] {
  return request.parameters.flatMap((parameter): Finding[] => {
    const value = values[parameter.name]
    if (value === undefined || value === null || value === '') return []
    const settled = settledValue(value, parameter, valueContextOf(request)(parameter))
    return settled.ok
      ? [{ parameter, value: settled.value, source, span: null }]
      : [{ parameter, ...settled.error }]
  })
}

export const valueContextOf =
  ({ command, now, timeZone, existing }: ExtractionRequest) =>
  (parameter: Parameter): ValueContext => ({
    now,
    timeZone,
    existing: existing.get(parameter.name) ?? null,
    exactOnly: command.risk !== 'read',
  })

function foundInText(request: ExtractionRequest): Finding[] {
  const { text, parameters, command } = request
  const patterns = slotPatterns(request.utterances)
  const context: CandidateContext = {
    patterns,
    ignoredWords: new Set(comparable(command.name).split(' ')),
    valueContext: valueContextOf(request),
  }
  const seen = taggedCandidates(text, request.spans ?? [], parameters, context)
  const all = [
    ...seen,
    ...parameters
      .flatMap((parameter) => candidatesFor(text, parameter, context))
      .filter((candidate) => !request.spans || !isOutdone(candidate, seen)),
  ]
  const named = all.filter(({ source, rejection }) => source === 'lookup' && !rejection)
  const isMeant = (candidate: ValueCandidate): boolean =>
    !named.some((name) => isJust(candidate, name))
  // "Play {song}" fits whatever begins so: where the tagger sees a value, it tells where that ends.
  const templates = seen.length > 0 ? [] : templateCandidates(text, parameters, context)
  const sure = templates.filter(isMeant)
  const others = all
    .filter(({ parameter }) => sure.every((taken) => taken.parameter.id !== parameter.id))
    .filter(isMeant)
  const settled = yielding(text, [...sure, ...others], context)
  const surely = settled.slice(0, sure.length)
  const rest = settled
    .slice(sure.length)
    .filter((candidate) => surely.every((taken) => !overlaps(taken, candidate)))
  const assigned = [...surely, ...assign(text, rest, parameters, patterns.cues)]
  const surplus = surplusOf(text, command, all, assigned, patterns.cues)
  return assigned.map((candidate) =>
    surplus?.parameter.id === candidate.parameter.id
      ? { ...surplus, suggestions: [] }
      : findingOf(candidate),
  )
}

/**
 * Words of a free text that only stand where others did: a tagger that was taught the command has
 * weighed that too. Where it saw nothing, they still count for a value that cannot be left out.
 */
const isOutdone = (
  { parameter, source }: ValueCandidate,
  seen: readonly ValueCandidate[],
): boolean =>
  source === 'slot' &&
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

function unmentioned(parameter: Parameter, { existing }: ExtractionRequest): Finding[] {
  if (parameter.required) {
    const offered = existing.get(parameter.name) ?? choicesOf(parameter)
    return [{ parameter, problem: missing(parameter), suggestions: offered }]
  }
  if (parameter.defaultValue === null) return []
  return [{ parameter, value: parameter.defaultValue as Json, source: 'default', span: null }]
}
