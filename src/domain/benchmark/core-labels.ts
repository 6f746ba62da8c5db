import {
  ABORT,
  GO_TO_TOP,
  GO_UP,
  NOT_WHAT_I_MEANT,
  WHAT_CAN_I_DO,
  WHERE_AM_I,
} from '../core-commands.ts'
import type { CommandId } from '../ids.ts'

/** What a benchmark file calls the commands that stand in every context. */
export const CORE_LABELS: ReadonlyMap<string, CommandId> = new Map([
  ['IntentDetection/what_can_i_do', WHAT_CAN_I_DO.id],
  ['IntentDetection/what_is_current_context', WHERE_AM_I.id],
  ['IntentDetection/go_up', GO_UP.id],
  ['IntentDetection/reset_context', GO_TO_TOP.id],
  ['ErrorCorrection/abort', ABORT.id],
  ['ErrorCorrection/you_misunderstood', NOT_WHAT_I_MEANT.id],
])

export function coreLabel(command: CommandId): string | undefined {
  for (const [label, id] of CORE_LABELS) if (id === command) return label
  return undefined
}
