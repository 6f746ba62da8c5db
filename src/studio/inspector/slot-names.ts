import type { CommandRecord } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import { slotTarget, type SlotTarget } from '#domain/slot-targets.ts'

/** `address › city`, as what is marked is called. */
export const targetTitle = ({ names }: Pick<SlotTarget, 'names'>): string => names.join(' › ')

export function slotTitle(command: CommandRecord, id: ParameterId): string {
  const target = slotTarget(command, id)
  return target ? targetTitle(target) : 'removed'
}
