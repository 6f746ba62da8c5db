import type { CommandRecord, Slot, UtteranceRecord } from '#domain/document.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import { freeSlots, knownValuesIn, type KnownValues } from '#domain/slot-suggestions.ts'
import { hasPlaceholder } from '#domain/utterance-templates.ts'
import { extract } from '#engine/parameters/extract.ts'
import type { LookupValue } from '#engine/ports.ts'

/** What is known of a command's values, beside the utterance at hand. */
export interface SlotEvidence {
  readonly known: KnownValues
  /** By parameter name. */
  readonly existing: ReadonlyMap<string, readonly LookupValue[]>
  /** What a trained tagger sees in the utterance; `null` without one. */
  readonly spans: readonly TaggedSpan[] | null
  readonly now: number
}

/** Less sure than this, a tagger's guess is more work than help. */
const LEAST = 0.5

/**
 * Values to propose in an utterance: those marked before elsewhere, then what the tagger is sure
 * of, then what can be read by a parameter's type, choices and lookup.
 */
export function suggestedSlots(
  utterance: Pick<UtteranceRecord, 'text' | 'slots'>,
  command: CommandRecord,
  { known, existing, spans, now }: SlotEvidence,
): Slot[] {
  const { text } = utterance
  const tagged = (spans ?? [])
    .filter(({ probability }) => probability >= LEAST)
    .map(({ parameter, start, end }) => ({ parameter, start, end }))
  return freeSlots(utterance, [
    ...knownValuesIn(text, known),
    ...tagged,
    ...(hasPlaceholder(text) ? [] : readByType(text, command, existing, now)),
  ])
}

function readByType(
  text: string,
  command: CommandRecord,
  existing: SlotEvidence['existing'],
  now: number,
): Slot[] {
  const { parameters } = command
  const { values } = extract({
    command,
    parameters,
    text,
    given: null,
    utterances: [],
    now,
    existing,
  })
  return values.flatMap(({ parameter, span, parts }) =>
    parts
      ? parts.map(({ parameter: { id }, start, end }) => ({ parameter: id, start, end }))
      : span
        ? [{ parameter: parameter.id, ...span }]
        : [],
  )
}
