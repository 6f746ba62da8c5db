import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { SlotModel } from '#domain/intent-model.ts'
import type { TaughtParameter } from '#domain/slot-lesson.ts'
import { beginOf, insideOf, OUTSIDE } from './chain.ts'

/** The labels of one command's chain, as indices of the labels that all commands share. */
export interface CommandLabels {
  readonly parameters: readonly { readonly id: ParameterId; readonly kind: number }[]
  /** `shared[label of the chain]`. */
  readonly shared: Int32Array
}

/** Kinds of the parameters, in a fixed order. */
export const kindsOf = (parameters: readonly TaughtParameter[]): string[] =>
  [...new Set(parameters.map(({ kind }) => kind))].sort()

export function labelsByCommand(
  parameters: SlotModel['parameters'],
): ReadonlyMap<CommandId, CommandLabels> {
  const commands = new Map<CommandId, { id: ParameterId; kind: number }[]>()
  for (const { id, command, kind } of parameters) {
    const own = commands.get(command)
    if (own) own.push({ id, kind })
    else commands.set(command, [{ id, kind }])
  }
  return new Map(
    [...commands].map(([command, own]) => [
      command,
      {
        parameters: own,
        shared: Int32Array.from([
          OUTSIDE,
          ...own.flatMap(({ kind }) => [beginOf(kind), insideOf(kind)]),
        ]),
      },
    ]),
  )
}
