import type { CommandRecord, ContextRecord, SourceLink } from '../document.ts'
import type { ContextId, ParameterId } from '../ids.ts'
import { parameterSchema, type Parameter } from '../parameter.ts'
import type { ClassKey } from './class-model.ts'
import type { OfferedCommand, OfferedContext, OfferedParameter } from './offered.ts'

/** A JSON value as zod types it: what `SourceLink.taken` holds. */
export type Part = SourceLink['taken'][string]

/**
 * A context or command part by part, by name: what is compared with what was taken. A parameter's
 * parts are `parameters.<its name in the source>.<field>`, and none where it has the default.
 */
export type Parts = Readonly<Record<string, Part>>

export const samePart = (a: Part | undefined, b: Part | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** In the order in which the offer has them: that of a call. */
export const PARAMETERS = 'parameters'

export const partOf = (parameter: string, field: string): string =>
  `${PARAMETERS}.${parameter}.${field}`

const DEFAULTS = parameterSchema.parse({ id: '_', name: '', type: 'string' })

/** What of a parameter the source says something of. */
export const PARAMETER_FIELDS = [
  'name',
  'type',
  'itemType',
  'fields',
  'unit',
  'description',
  'required',
  'defaultValue',
  'choices',
  'pattern',
  'min',
  'max',
  'minLength',
  'maxLength',
  'examples',
  'lookup',
] as const satisfies readonly (keyof Parameter)[]

type Described = Pick<OfferedParameter, Exclude<(typeof PARAMETER_FIELDS)[number], 'fields'>> & {
  readonly fields: readonly Described[]
}

function parameterParts(described: Described, sourceName: string): [string, Part][] {
  return PARAMETER_FIELDS.flatMap((field): [string, Part][] => {
    const value: Part = field === 'fields' ? described.fields.map(plainField) : described[field]
    const isDefault = samePart(value, DEFAULTS[field])
    return isDefault && field !== 'type' ? [] : [[partOf(sourceName, field), value]]
  })
}

/** A field of an object, without its id. */
const plainField = (field: Described): Part =>
  Object.fromEntries(
    parameterParts(field, '').map(([key, value]) => [key.slice(partOf('', '').length), value]),
  )

export function offeredCommandParts({
  name,
  description,
  risk,
  handler,
  parameters,
}: OfferedCommand): Parts {
  return {
    name,
    description,
    risk,
    handler,
    [PARAMETERS]: parameters.map(({ sourceName }) => sourceName),
    ...Object.fromEntries(
      parameters.flatMap((parameter) => parameterParts(parameter, parameter.sourceName)),
    ),
  }
}

/** The same parts of a command as it is now; parameters a person added are none of them. */
export function commandParts(
  { name, description, risk, handler, parameters }: CommandRecord,
  linked: Readonly<Record<string, ParameterId>>,
): Parts {
  const names = new Map(Object.entries(linked).map(([sourceName, id]) => [id, sourceName]))
  const known = parameters.flatMap((parameter) => {
    const sourceName = names.get(parameter.id)
    return sourceName === undefined ? [] : [{ parameter, sourceName }]
  })
  return {
    name,
    description,
    risk,
    handler,
    [PARAMETERS]: known.map(({ sourceName }) => sourceName),
    ...Object.fromEntries(
      known.flatMap(({ parameter, sourceName }) => parameterParts(parameter, sourceName)),
    ),
  }
}

/** The root keeps its name, and is in nothing. */
export function offeredContextParts(context: OfferedContext): Parts {
  const { description, displayName, name, bases, containers, identity, parent } = context
  if (context.isRoot) return { description, displayName }
  return {
    name,
    description,
    bases: [...bases],
    containers: [...containers],
    displayName,
    identity,
    parent,
  }
}

/** `keyOf` gives the class that a context was made from; others were connected by a person. */
export function contextParts(
  { name, description, bases, containers, displayName, identity, parent }: ContextRecord,
  isRoot: boolean,
  keyOf: (id: ContextId) => ClassKey | undefined,
): Parts {
  if (isRoot) return { description, displayName }
  const keys = (ids: readonly ContextId[]): ClassKey[] => ids.flatMap((each) => keyOf(each) ?? [])
  return {
    name,
    description,
    bases: keys(bases),
    containers: keys(containers),
    displayName,
    identity,
    parent,
  }
}

export interface PartChange {
  readonly part: string
  readonly before: Part | undefined
  readonly after: Part | undefined
  /** A person has changed it since it was taken: accepting the change takes that back. */
  readonly isEdited: boolean
}

/** What the source says otherwise than when it was taken. */
export function changedParts(taken: Parts, offered: Parts, present: Parts): PartChange[] {
  const names = new Set([...Object.keys(taken), ...Object.keys(offered)])
  return [...names].flatMap((part) => {
    const [was, is, now] = [taken[part], offered[part], present[part]]
    if (samePart(was, is)) return []
    // Somebody made the same change by hand: there is nothing left to take.
    if (samePart(now, is)) return []
    return [{ part, before: now, after: is, isEdited: !samePart(was, now) }]
  })
}
