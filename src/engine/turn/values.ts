import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import { withFields, type Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { understandable } from '../decide/message.ts'
import type { InlineValues } from '../parameters/inline.ts'
import type { ExtractionRequest, ParameterProblem } from '../parameters/extract.ts'
import { placed } from '../parameters/fields.ts'
import { openPlace, partAt, pathOf } from '../parameters/paths.ts'
import { choicesOf } from '../parameters/settle.ts'
import { missing } from '../parameters/wording.ts'
import type { ApplicationPort, EnginePorts, LookupValue } from '../ports.ts'
import type { TurnFacts, TurnValue } from './turn-state.ts'

/** The values that exist for each parameter with a lookup, by parameter name. */
export async function existingValues(
  application: ApplicationPort,
  command: CommandId,
  parameters: readonly Parameter[],
  level: number,
): Promise<Map<string, readonly LookupValue[]>> {
  const existing = new Map<string, readonly LookupValue[]>()
  for (const path of lookupPaths(parameters))
    existing.set(path, await application.lookup(command, path, level))
  return existing
}

/** Those with a lookup, by name; the fields of objects among them as `items.product`. */
const lookupPaths = (parameters: readonly Parameter[]): string[] =>
  parameters.flatMap(({ name, lookup, fields }) => [
    ...(lookup.trim() === '' ? [] : [name]),
    ...lookupPaths(fields).map((path) => `${name}.${path}`),
  ])

/** Words, and what they were found to mean. */
export type Said = Pick<TurnFacts, 'text' | 'decision'>

/** What is to be read, and from where: the values given with a name or a form, else the message. */
export function extractionOf(
  document: Document,
  command: CommandRecord,
  { text, decision }: Said,
  more: Pick<ExtractionRequest, 'parameters' | 'existing' | 'now' | 'timeZone'> & {
    form: InlineValues | null
  },
): ExtractionRequest {
  const { form, ...rest } = more
  const inline = decision?.inlineValues ?? null
  return {
    ...rest,
    command,
    text: decision?.inlineText ?? understandable(text),
    given: form ? { values: form, source: 'form' } : inline && { values: inline, source: 'inline' },
    utterances: spokenUtterances(document, command),
  }
}

/**
 * Where the tagger sees values in the text of a request; `null` where they are given as data.
 * `asked` are the parameters or fields that the text is an answer for; of an object, all its fields.
 */
export async function taggedSpans(
  { findSpans }: Pick<EnginePorts, 'findSpans'>,
  { text, command, parameters, given }: ExtractionRequest,
  signal: AbortSignal,
  asked: readonly ParameterId[] = [],
): Promise<readonly TaggedSpan[] | null> {
  if (!findSpans || given !== null || parameters.length === 0 || text.trim() === '') return null
  const wanted = withFields(command.parameters).filter(({ id }) => asked.includes(id))
  return findSpans(
    { text, command: command.id, asked: withFields(wanted).map(({ id }) => id) },
    signal,
  )
}

/** Parameters of the command that have no value yet, or one that lacks parts it needs. */
export const openParameters = (
  { parameters }: CommandRecord,
  held: readonly TurnValue[],
): Parameter[] =>
  parameters.filter((parameter) => {
    const own = held.find((each) => each.parameter === parameter.id)
    return own === undefined || openPlace(own.value, parameter) !== null
  })

/**
 * What to ask about a parameter that is open: what was said to be wrong with it, the part that it
 * lacks, or that it is missing. `null` for one that may be left out, and of which nothing was said.
 */
export function problemToAsk(
  parameter: Parameter,
  held: readonly TurnValue[],
  problems: readonly ParameterProblem[],
): ParameterProblem | null {
  const said = problems.find((each) => each.parameter.id === parameter.id)
  const own = held.find((each) => each.parameter === parameter.id)
  const place = own && openPlace(own.value, parameter)
  if (place) {
    const steps = [parameter.name, ...place]
    const part = partAt(parameter, place)
    if (said?.problem.path === pathOf(steps) || !part) return said ?? null
    const problem = placed(missing(part), steps)
    return { parameter, problem, suggestions: choicesOf(part) }
  }
  if (said) return said
  return parameter.required
    ? { parameter, problem: missing(parameter), suggestions: choicesOf(parameter) }
    : null
}
