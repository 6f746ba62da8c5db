import type { Slot } from './document.ts'
import type { CommandId } from './ids.ts'

/** A text in which the values are known. */
export interface SlotRow {
  readonly text: string
  readonly command: CommandId
  readonly slots: readonly Slot[]
}
