import { useEffect, useState } from 'react'
import type { CommandRecord, Slot, UtteranceRecord } from '#domain/document.ts'
import type { UtteranceId } from '#domain/ids.ts'
import { utterancesOf } from '#domain/queries.ts'
import { slotTargets } from '#domain/slot-targets.ts'
import { valuesOfCommand } from '#domain/slot-suggestions.ts'
import type { LookupValue } from '#engine/ports.ts'
import type { Studio } from '../session/studio.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { suggestedSlots } from './suggested-slots.ts'

const NONE: readonly Slot[] = []

/** Values to propose in one utterance, while it is worked on. */
export function useSlotSuggestions(
  utterance: UtteranceRecord,
  command: CommandRecord,
  isActive: boolean,
): readonly Slot[] {
  const studio = useStudio()
  const [found, setFound] = useState<{ of: UtteranceRecord; slots: readonly Slot[] } | null>(null)
  const isWanted = isActive && command.parameters.length > 0

  useEffect(() => {
    if (!isWanted) return
    let isCurrent = true
    suggestAll(studio, command, [utterance])
      .then(([first]) => {
        if (isCurrent) setFound({ of: utterance, slots: first?.slots ?? NONE })
      })
      .catch(studio.report)
    return () => {
      isCurrent = false
    }
  }, [studio, utterance, command, isWanted])

  return isWanted && found?.of === utterance ? found.slots : NONE
}

/** What is proposed in an utterance. */
export interface UtteranceSuggestion {
  readonly utterance: UtteranceId
  /** As it was when it was looked at: of another text the places mean nothing. */
  readonly of: UtteranceRecord
  readonly slots: readonly Slot[]
}

/** The page is given back to the person after so many milliseconds of work. */
const SLICE_MS = 12

/** Values to propose in each of the utterances; those with none are left out. */
export async function suggestAll(
  studio: Studio,
  command: CommandRecord,
  utterances: readonly UtteranceRecord[],
): Promise<UtteranceSuggestion[]> {
  const { document } = studio.document.state.getState()
  const known = valuesOfCommand(command, utterancesOf(document, command.id))
  const existing = await existingValues(studio, command)
  const suggestions: UtteranceSuggestion[] = []
  let since = performance.now()
  for (const utterance of utterances) {
    const asked = { text: utterance.text, command: command.id, asked: [] }
    const spans = await studio.training.findSpans(asked)
    const evidence = { known, existing, spans, now: Date.now() }
    const slots = suggestedSlots(utterance, command, evidence)
    if (slots.length > 0) suggestions.push({ utterance: utterance.id, of: utterance, slots })
    if (performance.now() - since < SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    since = performance.now()
  }
  return suggestions
}

/** An application that does not run offers nothing; that is no reason to propose nothing. */
async function existingValues(
  studio: Studio,
  command: CommandRecord,
): Promise<Map<string, readonly LookupValue[]>> {
  const existing = new Map<string, readonly LookupValue[]>()
  for (const { path, parameter } of slotTargets(command))
    if (parameter.lookup.trim() !== '')
      existing.set(path, await studio.existingValues(command.id, path).catch(() => []))
  return existing
}
