import type { CommandRecord } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import { slotTarget, slotTargets, type SlotTarget } from '#domain/slot-targets.ts'

/** `address › city`, as what is marked is called. */
export const targetTitle = ({ names }: Pick<SlotTarget, 'names'>): string => names.join(' › ')

export function slotTitle(command: CommandRecord, id: ParameterId): string {
  const target = slotTarget(command, id)
  return target ? targetTitle(target) : 'removed'
}

/** What is offered to be marked: parameters, and of what is made of fields those instead. */
export const markable = (command: Pick<CommandRecord, 'parameters'>): SlotTarget[] =>
  slotTargets(command).filter(({ isWhole }) => !isWhole)
