import type { CommandRecord } from '#domain/document.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import { targetNamed } from '#domain/slot-targets.ts'
import { extract, type Extraction } from '#engine/parameters/extract.ts'
import type { LookupValue } from '#engine/ports.ts'
import type { Json } from '#shared/json.ts'
import { commandId, parameterId, workflow } from './workflow-builder.ts'

export type ParameterDraft = Partial<Omit<Parameter, 'id' | 'name'>>
export type ParameterDrafts = Readonly<Record<string, ParameterDraft>>

export interface SaidTo {
  /** Slots in square brackets: `move [W12](item)`. */
  readonly utterances?: readonly string[]
  /** What exists, by parameter name. */
  readonly existing?: Readonly<Record<string, readonly LookupValue[]>>
  readonly risk?: 'read' | 'write'
  /** What a tagger marks: the words of the message by parameter or path, and how surely. */
  readonly tagged?:
    undefined | Readonly<Record<string, readonly [words: string, probability: number]>>
}

/** A parameter of its own, or a field, in a few words. */
export const parameterOf = (name: string, draft: ParameterDraft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `p-${name}`, name })

export const fieldsOf = (drafts: ParameterDrafts): Parameter[] =>
  Object.entries(drafts).map(([name, draft]) => parameterOf(name, draft))

/** What a message says to a command of these parameters; the clock is on Friday, 2 January 2026. */
export function extractionOf(
  text: string,
  parameters: ParameterDrafts,
  { utterances = [], existing = {}, risk = 'read', tagged }: SaidTo = {},
): Extraction {
  const document = workflow().command('act', { parameters, utterances, risk }).build()
  const command = recordById(document, 'command', 'act')
  if (!command) throw new Error('No command')
  return extract({
    command,
    parameters: command.parameters,
    text,
    given: null,
    utterances: utterancesOf(document, commandId('act')),
    spans: tagged ? spansOf(text, tagged, command) : null,
    now: Date.UTC(2026, 0, 2, 12),
    timeZone: 'UTC',
    existing: new Map(Object.entries(existing)),
  })
}

function spansOf(
  text: string,
  tagged: NonNullable<SaidTo['tagged']>,
  command: CommandRecord,
): TaggedSpan[] {
  return Object.entries(tagged).map(([name, [words, probability]]) => {
    const start = text.indexOf(words)
    return {
      command: commandId('act'),
      parameter: targetNamed(command, name)?.parameter.id ?? parameterId('act', name),
      start,
      end: start + words.length,
      probability,
    }
  })
}

/** Values by name, and problems as `<code>`; a value with a problem within it shows the problem. */
export const shownValues = ({ values, problems }: Extraction): Record<string, Json> =>
  Object.fromEntries([
    ...values.map(({ parameter, value }): [string, Json] => [parameter.name, value]),
    ...problems.map(({ parameter, problem }): [string, Json] => [
      parameter.name,
      `<${problem.code}>`,
    ]),
  ])

/** What a message gives a command of these parameters, as `shownValues`. */
export const readValues = (
  text: string,
  parameters: ParameterDrafts,
  said: SaidTo = {},
): Record<string, Json> => shownValues(extractionOf(text, parameters, said))
