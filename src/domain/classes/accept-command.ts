import {
  commandSchema,
  sourceLinkSchema,
  type CommandRecord,
  type Document,
  type SourceLink,
} from '../document.ts'
import { change, put } from '../edits/change.ts'
import { commandNaming } from '../edits/naming.ts'
import { removeParameter } from '../edits/parameters.ts'
import { templatesRenamed } from '../edits/placeholders.ts'
import { newId, type CommandId, type ContextId, type ParameterId } from '../ids.ts'
import { parameterSchema, withFields, type Parameter } from '../parameter.ts'
import { ownCommands, recordById, utterancesOf } from '../queries.ts'
import type { CommandRow } from './offer-diff.ts'
import type { OfferedCommand, OfferedParameter } from './offered.ts'
import {
  commandParts,
  offeredCommandParts,
  partOf,
  PARAMETER_FIELDS,
  PARAMETERS,
  samePart,
  type Parts,
} from './parts.ts'

/** What a record remembers of the source it was made from. */
export const linkTo = (
  { file, member, body = '' }: { file: string; member: string; body?: string },
  taken: Parts,
  parameters: Readonly<Record<string, ParameterId>> = {},
): SourceLink => sourceLinkSchema.parse({ file, member, body, taken, parameters })

/** Makes a command of an offered row, or brings one that was made from it to what the source says. */
export function acceptCommand(
  document: Document,
  row: CommandRow,
  context: ContextId | undefined,
): Document {
  const { offered, record } = row
  if (!offered) return document
  if (!record) return context === undefined ? document : addOffered(document, offered, context)
  // As it is now: the comparison may be of a moment ago.
  const current = recordById(document, 'command', record.id)
  return current ? mendCommand(document, current, offered, row) : document
}

/** What was not accepted of a change is settled: the person's way stands, and is no news any more. */
export function settleCommand(
  document: Document,
  { offered, record, state }: CommandRow,
): Document {
  if (!offered || !record?.source || (state !== 'changed' && state !== 'same')) return document
  const { parameters } = record.source
  const source = linkTo(offered, offeredCommandParts(offered), parameters)
  if (samePart(source, record.source)) return document
  return change(document, 'command', record.id, (command) => ({ ...command, source }))
}

function addOffered(document: Document, offered: OfferedCommand, context: ContextId): Document {
  const naming = commandNaming(document, context, offered.name)
  if (!naming.ok || !recordById(document, 'context', context)) return document
  const { description, handler, risk } = offered
  const parameters = offered.parameters.map((each) => newParameterOf(each))
  return put(
    document,
    commandSchema.parse({
      kind: 'command',
      id: newId<CommandId>(),
      context,
      name: naming.value,
      description,
      handler,
      risk,
      parameters,
      order: (ownCommands(document, context).at(-1)?.order ?? -1) + 1,
      source: linkTo(offered, offeredCommandParts(offered), idsOf(offered, parameters)),
    }),
  )
}

const idsOf = (
  { parameters }: OfferedCommand,
  made: readonly Parameter[],
): Record<string, ParameterId> =>
  Object.fromEntries(
    parameters.flatMap(({ sourceName }, index) => {
      const id = made[index]?.id
      return id === undefined ? [] : [[sourceName, id]]
    }),
  )

const newParameterOf = ({ sourceName: _, fields, ...rest }: OfferedParameter): Parameter =>
  parameterSchema.parse({ ...rest, id: newId<ParameterId>(), fields: fields.map(newParameterOf) })

function mendCommand(
  document: Document,
  record: CommandRecord,
  offered: OfferedCommand,
  { changes }: CommandRow,
): Document {
  const link = record.source
  if (!link) return document
  const changed = new Set(changes.map(({ part }) => part))
  const isRenamed = changes.some(({ part, isEdited }) => part === 'name' && !isEdited)
  const naming = commandNaming(document, record.context, offered.name, record.id)
  const { description, handler, risk } = offered
  const known = mendParameters(record, offered, link)
  const source = linkTo(offered, offeredCommandParts(offered), idsOf(offered, known))
  const kept = new Set(withFields(known).map(({ id }) => id))
  const linked = new Set(Object.values(link.parameters))
  const taken = record.parameters.filter(({ id }) => linked.has(id))
  const gone = withFields(taken).filter(({ id }) => !kept.has(id))
  const own = record.parameters.filter(({ id }) => !linked.has(id))
  // Removing takes the slots along; what is put back afterwards has none to lose.
  const without = gone.reduce((next, { id }) => removeParameter(record.id, id)(next), document)
  const mended = change(without, 'command', record.id, (command) => ({
    ...command,
    ...(isRenamed && naming.ok && { name: naming.value }),
    ...(changed.has('description') && { description }),
    ...(changed.has('risk') && { risk }),
    ...(changed.has('handler') && { handler }),
    parameters: [...known, ...own],
    source,
  }))
  const renaming = { before: record, after: { parameters: [...known, ...own] } }
  return put(mended, ...templatesRenamed(utterancesOf(mended, record.id), renaming))
}

/** The parameters of the source in its order: each what it was, but for what the source changed. */
function mendParameters(
  record: CommandRecord,
  offered: OfferedCommand,
  link: SourceLink,
): Parameter[] {
  const present = commandParts(record, link.parameters)
  const is = offeredCommandParts(offered)
  const before = formerNames(offered, link)
  return offered.parameters.map((parameter) => {
    const former = before.get(parameter.sourceName)
    const existing = record.parameters.find(
      ({ id }) => former !== undefined && id === link.parameters[former],
    )
    if (!existing || former === undefined) return newParameterOf(parameter)
    const fresh = newParameterOf(parameter)
    const fields = PARAMETER_FIELDS.filter((field) => {
      const was = link.taken[partOf(former, field)]
      if (samePart(was, is[partOf(parameter.sourceName, field)])) return false
      return field !== 'name' || samePart(was, present[partOf(former, field)])
    })
    const mended = { ...fresh, fields: underKnownIds(fresh.fields, existing.fields) }
    return { ...existing, ...Object.fromEntries(fields.map((field) => [field, mended[field]])) }
  })
}

/** Fields that were there keep their ids, so that what utterances mark of them stays marked. */
const underKnownIds = (fresh: readonly Parameter[], known: readonly Parameter[]): Parameter[] =>
  fresh.map((field) => {
    const own = known.find(({ name }) => name === field.name)
    return own ? { ...field, id: own.id, fields: underKnownIds(field.fields, own.fields) } : field
  })

/** What each parameter was called when it was taken: itself, else what stood in its place and is gone. */
function formerNames(offered: OfferedCommand, { taken }: SourceLink): ReadonlyMap<string, string> {
  const listed = taken[PARAMETERS]
  const before = Array.isArray(listed) ? listed.map(String) : []
  const now = offered.parameters.map(({ sourceName }) => sourceName)
  return new Map(
    now.flatMap((name, index): [string, string][] => {
      if (before.includes(name)) return [[name, name]]
      const former = before[index]
      return former === undefined || now.includes(former) ? [] : [[name, former]]
    }),
  )
}
