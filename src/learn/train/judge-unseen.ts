import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { bestFamiliarity, ownLengths } from './cross-validate.ts'
import type { Sighting } from './report-rows.ts'
import { headLogits, type Head } from './softmax-loss.ts'
import { foreignTo, type EmbeddedRows, type TrainingSet } from './training-set.ts'

/** Comparing a message with every row is the dear part; the first ones are enough for a share. */
const MOST_COMPARED = 400

/** Judges held-out utterances, and general messages (as `OUT_OF_SCOPE` rows), by the final head. */
export async function judgeUnseen(
  { rows, vectors }: Pick<EmbeddedRows, 'rows' | 'vectors'>,
  set: TrainingSet,
  head: Head,
  pause: () => Promise<void>,
): Promise<Sighting[]> {
  const lengths = ownLengths(set)
  const known = new Set(set.labels)
  const unseen: Sighting[] = []
  for (const [i, row] of rows.entries()) {
    if (!known.has(row.label)) continue
    await pause()
    const logits = headLogits(head, vectors[i]!, Int32Array.of(0))
    const familiarity =
      unseen.length < MOST_COMPARED ? bestFamiliarity(set, lengths, logits, vectors[i]!) : null
    unseen.push({ ...row, logits, familiarity })
  }
  return unseen
}

/** General messages that were neither taught nor calibrated on, and what they say if known. */
interface HeldOutMessages {
  readonly heldOut: readonly Float32Array[]
  readonly heldOutTexts?: readonly string[]
}

/** Judges the held-out general messages, less those that are about what the rows are about. */
export function judgeOutside(
  input: EmbeddedRows & { readonly background: HeldOutMessages },
  set: TrainingSet,
  head: Head,
  pause: () => Promise<void>,
): Promise<Sighting[]> {
  const { heldOut, heldOutTexts } = input.background
  const foreign = foreignTo(input, heldOut)
  const rows = foreign.map((vector) => ({
    text: heldOutTexts?.[heldOut.indexOf(vector)] ?? '',
    label: OUT_OF_SCOPE,
  }))
  return judgeUnseen({ rows, vectors: foreign }, set, head, pause)
}
