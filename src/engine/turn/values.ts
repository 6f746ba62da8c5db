import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Parameter } from '#domain/parameter.ts'
import { utterancesOf } from '#domain/queries.ts'
import { understandable } from '../decide/message.ts'
import type { InlineValues } from '../parameters/inline.ts'
import type { ExtractionRequest } from '../parameters/extract.ts'
import type { ApplicationPort, LookupValue } from '../ports.ts'
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
  more: Pick<ExtractionRequest, 'parameters' | 'existing' | 'now'> & { form: InlineValues | null },
): ExtractionRequest {
  const { form, ...rest } = more
  const inline = decision?.inlineValues ?? null
  return {
    ...rest,
    command,
    text: decision?.inlineText ?? understandable(text),
    given: form ? { values: form, source: 'form' } : inline && { values: inline, source: 'inline' },
    utterances: utterancesOf(document, command.id),
  }
}

/** Parameters of the command that have no value yet. */
export const openParameters = (
  { parameters }: CommandRecord,
  held: readonly TurnValue[],
): Parameter[] => parameters.filter(({ id }) => held.every(({ parameter }) => parameter !== id))
