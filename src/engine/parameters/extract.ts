import type { CommandRecord, UtteranceRecord } from '#domain/document.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import { isOfFields, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { LookupValue } from '../ports.ts'
import type { ValueSource } from '../turn/events.ts'
import type { CandidateContext, ValueCandidate, ValuePart } from './candidates.ts'
import type { InlineValues } from './inline.ts'
import type { Rejection } from './rejection.ts'
import { choicesOf, settledValue, type ValueContext } from './settle.ts'
import { surplusOf } from './surplus.ts'
import { slotPatterns } from './templates.ts'
import { textValues } from './text-values.ts'
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
  /** What was said of its fields, where it was put together of them. */
  readonly parts?: readonly ValuePart[]
}

export interface ParameterProblem extends Rejection {
  readonly parameter: Parameter
}

/**
 * In the order of the parameters; each has at most one value or one problem. One made up of fields
 * may have both: what is good of it, and what is still to be asked for.
 */
export interface Extraction {
  readonly values: readonly ExtractedValue[]
  readonly problems: readonly ParameterProblem[]
}

/** Both, of a value made up of fields: what is good of it, and what is not. */
type Finding = ExtractedValue | ParameterProblem | (ExtractedValue & ParameterProblem)

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

function findingOf({ parameter, source, start, end, ...found }: ValueCandidate): Finding {
  const { rejection, parts } = found
  const said = { source, span: { start, end }, ...(parts && { parts }) }
  if (!rejection) return { parameter, value: found.value, ...said }
  const { partial, ...rejected } = rejection
  const isSomething = partial !== undefined && Object.keys(partial as object).length > 0
  return isSomething
    ? { parameter, ...rejected, value: partial, ...said }
    : { parameter, ...rejected }
}

function givenValues(
  values: InlineValues,
  source: ValueSource,
  request: ExtractionRequest,
): Finding[] {
  return request.parameters.flatMap((parameter): Finding[] => {
    const value = values[parameter.name]
    if (value === undefined || value === null || value === '') return []
    const settled = settledValue(value, parameter, valueContextOf(request)(parameter))
    if (settled.ok) return [{ parameter, value: settled.value, source, span: null }]
    const worded = givenInWords(value, parameter, request)
    const rejection = worded ? worded.rejection : settled.error
    const place = { parameter, source, start: 0, end: 0, strength: 0 }
    const finding = findingOf({ ...place, value: worded?.value ?? null, rejection })
    return ['value' in finding ? { ...finding, span: null } : finding]
  })
}

export const valueContextOf =
  ({ command, now, timeZone, existing }: ExtractionRequest) =>
  (parameter: Parameter): ValueContext => ({
    now,
    timeZone,
    existing: existing.get(parameter.name) ?? null,
    existingAt: (path) => existing.get(path) ?? null,
    exactOnly: command.risk !== 'read',
  })

/** Values given as words where data was wanted: an address as one sentence. */
function givenInWords(
  value: Json,
  parameter: Parameter,
  request: ExtractionRequest,
): ValueCandidate | null {
  if (typeof value !== 'string' || !isOfFields(parameter) || parameter.fields.length === 0)
    return null
  const context = candidateContextOf(request)
  return textValues(value, [parameter], context, { spans: null }).assigned[0] ?? null
}

function candidateContextOf(request: ExtractionRequest): CandidateContext {
  return {
    patterns: slotPatterns(request.utterances),
    ignoredWords: new Set(comparable(request.command.name).split(' ')),
    valueContext: valueContextOf(request),
  }
}

function foundInText(request: ExtractionRequest): Finding[] {
  const { text, parameters, command } = request
  const context = candidateContextOf(request)
  const { all, assigned } = textValues(text, parameters, context, { spans: request.spans ?? null })
  const surplus = surplusOf(text, command, all, assigned, context.patterns.cues)
  return assigned.map((candidate) =>
    surplus?.parameter.id === candidate.parameter.id ? surplus : findingOf(candidate),
  )
}

function unmentioned(parameter: Parameter, { existing }: ExtractionRequest): Finding[] {
  if (parameter.required) {
    const offered = existing.get(parameter.name) ?? choicesOf(parameter)
    return [{ parameter, problem: missing(parameter), suggestions: offered }]
  }
  if (parameter.defaultValue === null) return []
  return [{ parameter, value: parameter.defaultValue as Json, source: 'default', span: null }]
}
