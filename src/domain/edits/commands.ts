import {
  commandSchema,
  type CommandRecord,
  type Document,
  type Edit,
  type Handler,
} from '../document.ts'
import { newId, type CommandId, type ContextId, type ParameterId } from '../ids.ts'
import { withFields, type Parameter } from '../parameter.ts'
import { ownCommands, recordById, utterancesOf } from '../queries.ts'
import { change, put, reordered } from './change.ts'
import { commandNaming } from './naming.ts'

/** Adds a command as the last of its context. It answers at once, so that it can be tried. */
export function addCommand(id: CommandId, context: ContextId, typed: string): Edit {
  return (document) => {
    if (!recordById(document, 'context', context)) return document
    const name = usableName(document, context, typed)
    const handler: Handler = { kind: 'reply', template: 'Done.' }
    const order = nextOrder(document, context)
    return put(
      document,
      commandSchema.parse({ kind: 'command', id, context, name, handler, order }),
    )
  }
}

/** Renames a command; a text that cannot be a name changes nothing. */
export function renameCommand(id: CommandId, typed: string): Edit {
  return (document) =>
    change(document, 'command', id, (command) => {
      const naming = commandNaming(document, command.context, typed, id)
      return !naming.ok || naming.value === command.name
        ? command
        : { ...command, name: naming.value }
    })
}

export type CommandFields = Pick<
  CommandRecord,
  'description' | 'availability' | 'validation' | 'risk' | 'handler' | 'undo' | 'dryRun'
>

export function updateCommand(id: CommandId, fields: Partial<CommandFields>): Edit {
  return (document) => change(document, 'command', id, (command) => ({ ...command, ...fields }))
}

/** Moves a command to the end of another context; where its name is taken there, it gets a free one. */
export function moveCommand(id: CommandId, context: ContextId): Edit {
  return (document) => {
    if (!recordById(document, 'context', context)) return document
    return change(document, 'command', id, (command) =>
      command.context === context
        ? command
        : {
            ...command,
            context,
            name: usableName(document, context, command.name),
            order: nextOrder(document, context),
          },
    )
  }
}

/** Puts a command at this place (from 0) among the commands of its context. */
export function reorderCommand(id: CommandId, to: number): Edit {
  return (document) => {
    const command = recordById(document, 'command', id)
    if (!command) return document
    const siblings = ownCommands(document, command.context)
    const next = reordered(siblings, siblings.indexOf(command), to)
    const renumbered = next
      .map((sibling, order) => (sibling.order === order ? sibling : { ...sibling, order }))
      .filter((sibling) => sibling !== document[sibling.id])
    return renumbered.length === 0 ? document : put(document, ...renumbered)
  }
}

/** A copy right after the original, with its parameters and utterances under ids of their own. */
export function duplicateCommand(id: CommandId, copyId: CommandId): Edit {
  return (document) => {
    const command = recordById(document, 'command', id)
    if (!command) return document
    const ids = new Map(
      withFields(command.parameters).map(({ id: old }) => [old, newId<ParameterId>()]),
    )
    const own = (parameter: ParameterId): ParameterId => ids.get(parameter) ?? parameter
    const copy: CommandRecord = {
      ...command,
      id: copyId,
      name: usableName(document, command.context, command.name),
      parameters: underIds(command.parameters, own),
      order: nextOrder(document, command.context),
      // What the source changes goes to the one that was made from it.
      source: null,
    }
    const utterances = utterancesOf(document, id).map((utterance) => ({
      ...utterance,
      id: newId<typeof utterance.id>(),
      command: copyId,
      slots: utterance.slots.map((slot) => ({ ...slot, parameter: own(slot.parameter) })),
    }))
    const place = ownCommands(document, command.context).indexOf(command) + 1
    return reorderCommand(copyId, place)(put(document, copy, ...utterances))
  }
}

const underIds = (
  parameters: readonly Parameter[],
  own: (id: ParameterId) => ParameterId,
): Parameter[] =>
  parameters.map((parameter) => ({
    ...parameter,
    id: own(parameter.id),
    fields: underIds(parameter.fields, own),
  }))

function nextOrder(document: Document, context: ContextId): number {
  return (ownCommands(document, context).at(-1)?.order ?? -1) + 1
}

function usableName(document: Document, context: ContextId, typed: string): string {
  const naming = commandNaming(document, context, typed)
  const usable = naming.ok ? naming : commandNaming(document, context, 'new_command')
  if (!usable.ok) throw new Error('The fallback name of a command is not usable')
  return usable.value
}
