import type { CommandRecord, Document, Edit, UtteranceRecord } from '../document.ts'
import type { CommandId, ParameterId } from '../ids.ts'
import { newParameter, type Parameter } from '../parameter.ts'
import { utterancesOf } from '../queries.ts'
import { change, put, reordered } from './change.ts'
import { parameterNaming } from './naming.ts'

/** Adds a parameter at the end; without a usable name it is called `value`. */
export function addParameter(command: CommandId, id: ParameterId, typed: string): Edit {
  return withParameters(command, (record) => {
    const naming = parameterNaming(record, typed)
    const usable = naming.ok ? naming : parameterNaming(record, 'value')
    if (!usable.ok) throw new Error('The fallback name of a parameter is not usable')
    return [...record.parameters, newParameter(id, usable.value)]
  })
}

/** Renames a parameter. Slots refer to it by id, so annotated utterances stay annotated. */
export function renameParameter(command: CommandId, id: ParameterId, typed: string): Edit {
  return withParameters(command, (record) => {
    const naming = parameterNaming(record, typed, id)
    if (!naming.ok) return record.parameters
    return record.parameters.map((parameter) =>
      parameter.id === id ? { ...parameter, name: naming.value } : parameter,
    )
  })
}

export function updateParameter(
  command: CommandId,
  id: ParameterId,
  fields: Partial<Omit<Parameter, 'id' | 'name'>>,
): Edit {
  return withParameters(command, ({ parameters }) =>
    parameters.map((parameter) => (parameter.id === id ? { ...parameter, ...fields } : parameter)),
  )
}

/** Puts a parameter at this place, from 0; the order is the one values are asked for in. */
export function reorderParameter(command: CommandId, id: ParameterId, to: number): Edit {
  return withParameters(command, ({ parameters }) =>
    reordered(
      parameters,
      parameters.findIndex((parameter) => parameter.id === id),
      to,
    ),
  )
}

/** Removes a parameter, and its slots from the utterances of the command. */
export function removeParameter(command: CommandId, id: ParameterId): Edit {
  return (document) => {
    const remaining = withParameters(command, ({ parameters }) =>
      parameters.filter((parameter) => parameter.id !== id),
    )(document)
    return put(remaining, ...utterancesWithout(remaining, command, id))
  }
}

function utterancesWithout(
  document: Document,
  command: CommandId,
  parameter: ParameterId,
): UtteranceRecord[] {
  return utterancesOf(document, command)
    .filter(({ slots }) => slots.some((slot) => slot.parameter === parameter))
    .map((utterance) => ({
      ...utterance,
      slots: utterance.slots.filter((slot) => slot.parameter !== parameter),
    }))
}

function withParameters(command: CommandId, next: (command: CommandRecord) => Parameter[]): Edit {
  return (document) =>
    change(document, 'command', command, (record) => ({ ...record, parameters: next(record) }))
}
