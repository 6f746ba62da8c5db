import type { CommandRecord, UtteranceRecord } from '../document.ts'
import { slotTargets, targetNamed } from '../slot-targets.ts'
import { placeholdersIn } from '../utterance-templates.ts'

/** How a command and its parameters were called, and are. */
export interface Renaming {
  readonly before: Pick<CommandRecord, 'parameters'>
  readonly after: Pick<CommandRecord, 'parameters'>
}

/** Templates with their `{parameters}` under the new names; only those that change. */
export function templatesRenamed(
  utterances: readonly UtteranceRecord[],
  { before, after }: Renaming,
): UtteranceRecord[] {
  const paths = new Map(slotTargets(after).map(({ parameter, path }) => [parameter.id, path]))
  const pathOf = (name: string): string => {
    const target = targetNamed(before, name)
    const path = target && paths.get(target.parameter.id)
    return path === undefined || path === target?.path ? name : path
  }
  return utterances
    .map((utterance) => withPlaceholders(utterance, pathOf))
    .filter((utterance, i) => utterance !== utterances[i])
}

/** From the end on, so that the places before stay what they are. */
function withPlaceholders(
  utterance: UtteranceRecord,
  pathOf: (name: string) => string,
): UtteranceRecord {
  return placeholdersIn(utterance.text).reduceRight((current, { name, start, end }) => {
    const path = pathOf(name)
    if (path === name) return current
    const written = `{${path}}`
    const by = written.length - (end - start)
    return {
      ...current,
      text: current.text.slice(0, start) + written + current.text.slice(end),
      slots: current.slots.map((slot) =>
        slot.start >= end ? { ...slot, start: slot.start + by, end: slot.end + by } : slot,
      ),
    }
  }, utterance)
}
