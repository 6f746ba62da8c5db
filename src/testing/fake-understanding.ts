import { CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { OUT_OF_SCOPE, type IntentModel, type Understanding } from '#domain/intent-model.ts'
import { recordsOf } from '#domain/queries.ts'

const DIMENSION = 256
/** How far one more shared word moves the logits: two commands a word apart are 20 : 1. */
const SHARPNESS = 12

/** Words of a text as a unit vector: equal bags of words, equal vectors. Deterministic. */
export function bagOfWords(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const slot = Array.from(word).reduce(
      (hash, char) => (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0,
      7,
    )
    vector[slot % DIMENSION] = (vector[slot % DIMENSION] ?? 0) + 1
  }
  const norm = Math.hypot(...vector)
  return norm === 0 ? vector : vector.map((value) => value / norm)
}

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

/** Thresholds that suit the fake below. */
export const FAKE_MODEL: Pick<IntentModel, 'thresholds' | 'labels'> = {
  thresholds: { route: 0.6, gap: 0.2, outOfScope: 0.63 },
  labels: [],
}

/**
 * A model that knows a command by the words of its utterances: the nearest utterance's cosine is
 * its logit, and the root of it its familiarity.
 */
export function fakeUnderstanding(document: Document, text: string): Understanding {
  const embedding = bagOfWords(text)
  const rows = [
    ...recordsOf(document, 'utterance').map((row) => ({ label: row.command, text: row.text })),
    ...CORE_COMMANDS.flatMap(({ id, utterances }) =>
      utterances.map((row) => ({ label: id, text: row })),
    ),
  ].map((row) => ({ ...row, cosine: cosine(embedding, bagOfWords(row.text)) }))
  const best = new Map<CommandId, number>([[OUT_OF_SCOPE, 0.2]])
  for (const row of rows) best.set(row.label, Math.max(best.get(row.label) ?? 0, row.cosine))
  return {
    encoder: 'bag-of-words',
    embedding,
    labels: [...best.keys()],
    logits: Float32Array.from(best.values(), (value) => value * SHARPNESS),
    inScope: Float32Array.from(best.values(), Math.sqrt),
    nearest: rows.sort((a, b) => b.cosine - a.cosine).slice(0, 12),
    embedMs: 0,
    headMs: 0,
  }
}
