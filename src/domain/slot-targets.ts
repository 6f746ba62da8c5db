import type { CommandRecord } from './document.ts'
import type { ParameterId } from './ids.ts'
import { isOfFields, type Parameter } from './parameter.ts'

/** What a part of an utterance can be the value of: a parameter, or a field of an object within one. */
export interface SlotTarget {
  readonly parameter: Parameter
  /** From the command's parameter on: `address`, `city`. */
  readonly names: readonly string[]
  /** The names as templates and files write them: `address.city`. */
  readonly path: string
  /** Made of fields, each of which is a target too: better marked part by part. */
  readonly isWhole: boolean
}

type Owner = Pick<CommandRecord, 'parameters'>

const known = new WeakMap<readonly Parameter[], readonly SlotTarget[]>()

/** All that utterances of a command can mark, each object before its fields; remembered by the list. */
export function slotTargets({ parameters }: Owner): readonly SlotTarget[] {
  const targets = known.get(parameters) ?? targetsAmong(parameters, [])
  known.set(parameters, targets)
  return targets
}

const targetsAmong = (
  parameters: readonly Parameter[],
  within: readonly string[],
): readonly SlotTarget[] =>
  parameters.flatMap((parameter) => {
    const names = [...within, parameter.name]
    const fields = isOfFields(parameter) ? targetsAmong(parameter.fields, names) : []
    return [{ parameter, names, path: names.join('.'), isWhole: fields.length > 0 }, ...fields]
  })

/** What is best marked: parameters, and of what is made of fields those instead. */
export const markable = (command: Owner): SlotTarget[] =>
  slotTargets(command).filter(({ isWhole }) => !isWhole)

/** `undefined` for what the command does not have, or no longer. */
export const slotTarget = (command: Owner, id: ParameterId): SlotTarget | undefined =>
  slotTargets(command).find(({ parameter }) => parameter.id === id)

/** By its path, in any case: `Address.city`. */
export const targetNamed = (command: Owner, path: string): SlotTarget | undefined =>
  slotTargets(command).find((target) => target.path.toLowerCase() === path.toLowerCase())
