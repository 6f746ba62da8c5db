import type { DragEvent } from 'react'
import { inOrder } from '#domain/edits/change.ts'
import { moveCommand, reorderCommand } from '#domain/edits/commands.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { ownCommands, recordById } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import type { Studio } from '../session/studio.ts'

/** What a dragged command carries; a type of its own, so that nothing else is taken for one. */
export const COMMAND_TYPE = 'application/x-espalier-command'

export const carriesCommand = (event: DragEvent): boolean =>
  event.dataTransfer.types.includes(COMMAND_TYPE)

/** One step for Undo: into the other context, and before the row it was dropped on. */
export function dropCommand(
  studio: Studio,
  dropped: string,
  context: ContextId,
  before: CommandId | null,
): void {
  const { document } = studio.document.state.getState()
  const command = recordById(document, 'command', dropped)
  if (!command || command.id === before) return
  const siblings = ownCommands(document, context).filter(({ id }) => id !== command.id)
  const index = siblings.findIndex(({ id }) => id === before)
  const place = index === -1 ? siblings.length : index
  const isHere = command.context === context
  studio.document.edit(
    isHere ? 'Reorder command' : 'Move command',
    inOrder(moveCommand(command.id, context), reorderCommand(command.id, place)),
  )
  if (!isHere)
    studio.ui.announce(`${titleOf(command.name)} moved to ${contextTitle(document, context)}`)
}
