import type { CommandRecord, Document, Edit, UtteranceRecord } from '../document.ts'
import type { CommandId, ParameterId } from '../ids.ts'
import { newParameter, siblingsOf, withFields, type Parameter } from '../parameter.ts'
import { recordById, utterancesOf, workflowOf } from '../queries.ts'
import { change, put, reordered } from './change.ts'
import { parameterNaming } from './naming.ts'
import { templatesRenamed } from './placeholders.ts'

/**
 * Adds a parameter at the end, or a field at the end of an object; without a usable name it is
 * called `value`. The other edits find a field as they find a parameter: by its id.
 */
export function addParameter(
  command: CommandId,
  id: ParameterId,
  typed: string,
  inside: ParameterId | null = null,
): Edit {
  const added = (siblings: readonly Parameter[]): Parameter[] => {
    const naming = parameterNaming(siblings, typed)
    const usable = naming.ok ? naming : parameterNaming(siblings, 'value')
    if (!usable.ok) throw new Error('The fallback name of a parameter is not usable')
    return [...siblings, newParameter(id, usable.value)]
  }
  return withParameters(command, (parameters) =>
    inside === null
      ? added(parameters)
      : withOne(parameters, inside, (owner) => ({ ...owner, fields: added(owner.fields) })),
  )
}

/**
 * Renames a parameter or field. Slots refer to it by id, so annotated utterances stay annotated;
 * templates and the values that a conversation begins with are by name, and follow.
 */
export function renameParameter(command: CommandId, id: ParameterId, typed: string): Edit {
  return (document) => {
    const record = recordById(document, 'command', command)
    const siblings = siblingsOf(record?.parameters ?? [], id)
    const before = siblings.find((parameter) => parameter.id === id)
    const naming = parameterNaming(siblings, typed, id)
    if (!record || !before || !naming.ok || naming.value === before.name) return document
    const renamed = withParameters(command, (parameters) =>
      withOne(parameters, id, (parameter) => ({ ...parameter, name: naming.value })),
    )(document)
    const called = templatesFollow(renamed, record)
    return siblings === record.parameters
      ? startupFollows(called, command, before.name, naming.value)
      : called
  }
}

function templatesFollow(document: Document, before: CommandRecord): Document {
  const after = recordById(document, 'command', before.id)
  if (!after) return document
  const utterances = utterancesOf(document, before.id)
  return put(document, ...templatesRenamed(utterances, { before, after }))
}

function startupFollows(
  document: Document,
  command: CommandId,
  from: string,
  to: string,
): Document {
  const workflow = workflowOf(document)
  const { startup } = workflow
  if (startup?.kind !== 'action' || startup.command !== command) return document
  const { [from]: value, ...others } = startup.values
  if (value === undefined) return document
  return put(document, { ...workflow, startup: { ...startup, values: { ...others, [to]: value } } })
}

export function updateParameter(
  command: CommandId,
  id: ParameterId,
  fields: Partial<Omit<Parameter, 'id' | 'name' | 'fields'>>,
): Edit {
  return withParameters(command, (parameters) =>
    withOne(parameters, id, (parameter) => ({ ...parameter, ...fields })),
  )
}

/** Puts a parameter at this place, from 0; the order is the one values are asked for in. */
export function reorderParameter(command: CommandId, id: ParameterId, to: number): Edit {
  return withParameters(command, (parameters) =>
    withListOf(parameters, id, (siblings, from) => reordered(siblings, from, to)),
  )
}

/** Removes a parameter or field, and its slots (with those of its fields) from the utterances. */
export function removeParameter(command: CommandId, id: ParameterId): Edit {
  return (document) => {
    const { parameters = [] } = recordById(document, 'command', command) ?? {}
    const gone = withFields(withFields(parameters).filter((each) => each.id === id))
    const remaining = withParameters(command, (parameters) =>
      withListOf(parameters, id, (siblings) => siblings.filter((each) => each.id !== id)),
    )(document)
    const ids = new Set(gone.map((each) => each.id))
    return put(remaining, ...utterancesWithout(remaining, command, ids))
  }
}

function utterancesWithout(
  document: Document,
  command: CommandId,
  gone: ReadonlySet<ParameterId>,
): UtteranceRecord[] {
  return utterancesOf(document, command)
    .filter(({ slots }) => slots.some(({ parameter }) => gone.has(parameter)))
    .map((utterance) => ({
      ...utterance,
      slots: utterance.slots.filter(({ parameter }) => !gone.has(parameter)),
    }))
}

function withParameters(
  command: CommandId,
  next: (parameters: readonly Parameter[]) => readonly Parameter[],
): Edit {
  return (document) =>
    change(document, 'command', command, (record) => {
      const parameters = next(record.parameters)
      return parameters === record.parameters ? record : { ...record, parameters: [...parameters] }
    })
}

const withOne = (
  parameters: readonly Parameter[],
  id: ParameterId,
  next: (parameter: Parameter) => Parameter,
): readonly Parameter[] =>
  withListOf(parameters, id, (siblings) =>
    siblings.map((each) => (each.id === id ? next(each) : each)),
  )

/** The parameters with the one list that holds `id` replaced; themselves where none does. */
function withListOf(
  parameters: readonly Parameter[],
  id: ParameterId,
  next: (siblings: readonly Parameter[], at: number) => Parameter[],
): readonly Parameter[] {
  const at = parameters.findIndex((parameter) => parameter.id === id)
  if (at >= 0) return next(parameters, at)
  const owner = parameters.find(({ fields }) => withFields(fields).some((each) => each.id === id))
  if (!owner) return parameters
  const fields = [...withListOf(owner.fields, id, next)]
  return parameters.map((each) => (each === owner ? { ...each, fields } : each))
}
