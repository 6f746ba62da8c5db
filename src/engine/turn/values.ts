import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { understandable } from '../decide/message.ts'
import type { InlineValues } from '../parameters/inline.ts'
import type { ExtractionRequest } from '../parameters/extract.ts'
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
  for (const { name, lookup } of parameters)
    if (lookup.trim() !== '') existing.set(name, await application.lookup(command, name, level))
  return existing
}

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
 * `asked` is the parameter that the text is an answer for.
 */
export async function taggedSpans(
  { findSpans }: Pick<EnginePorts, 'findSpans'>,
  { text, command, parameters, given }: ExtractionRequest,
  signal: AbortSignal,
  asked: readonly ParameterId[] = [],
): Promise<readonly TaggedSpan[] | null> {
  if (!findSpans || given !== null || parameters.length === 0 || text.trim() === '') return null
  return findSpans({ text, command: command.id, asked }, signal)
}

/** Parameters of the command that have no value yet. */
export const openParameters = (
  { parameters }: CommandRecord,
  held: readonly TurnValue[],
): Parameter[] => parameters.filter(({ id }) => held.every(({ parameter }) => parameter !== id))
