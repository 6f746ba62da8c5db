import type { CommandId } from '#domain/ids.ts'
import { OUT_OF_SCOPE, type TrainingRow } from '#domain/intent-model.ts'
import { cosinesTo, relatedness } from '../model/detector.ts'
import type { Problem } from './softmax-loss.ts'

/** Rows with their embeddings, ready to be learnt from. */
export interface EmbeddedRows {
  readonly rows: readonly TrainingRow[]
  readonly vectors: readonly Float32Array[]
  /** See `EncoderSpec.unrelated`; 0 where it is left out. */
  readonly unrelated?: number
}

/**
 * What a head is fitted to: the person's rows first, then general messages as further rows of
 * `OUT_OF_SCOPE`, which is the last label. That label gives every logit something to be measured
 * against, and costs the other labels nothing (see `learn/README.md`).
 */
export interface TrainingSet {
  readonly labels: readonly CommandId[]
  readonly problem: Problem
  readonly rows: readonly TrainingRow[]
  /** Index of `OUT_OF_SCOPE` in `labels`. */
  readonly outside: number
  /** See `EncoderSpec.unrelated`. */
  readonly unrelated: number
}

/**
 * A general message as near as this (see `relatedness`) to something the person taught is within
 * their territory.
 */
const WITHIN_TERRITORY = 0.6

/** The general messages that are not about anything the rows are about. */
export function foreignTo(
  { rows, vectors, unrelated = 0 }: EmbeddedRows,
  background: readonly Float32Array[],
): Float32Array[] {
  const dimension = vectors[0]?.length ?? 0
  const own = stack(
    vectors.filter((_, row) => rows[row]!.label !== OUT_OF_SCOPE),
    dimension,
  )
  return background.filter((vector) =>
    cosinesTo(own, vector).every((cosine) => relatedness(cosine, unrelated) < WITHIN_TERRITORY),
  )
}

export function trainingSet(
  { rows, vectors, unrelated = 0 }: EmbeddedRows,
  background: readonly Float32Array[],
): TrainingSet {
  const commands = [...new Set(rows.map(({ label }) => label))].filter((id) => id !== OUT_OF_SCOPE)
  const labels = [...commands.sort(), OUT_OF_SCOPE]
  const indexOf = new Map(labels.map((label, index) => [label, index]))
  const outside = labels.length - 1
  const all = [...vectors, ...background]
  const dimension = all[0]?.length ?? 0
  return {
    labels,
    outside,
    unrelated,
    rows,
    problem: {
      features: stack(all, dimension),
      labels: Int32Array.from(all, (_, i) => {
        const row = rows[i]
        return row ? indexOf.get(row.label)! : outside
      }),
      dimension,
      classes: labels.length,
      importance: Float32Array.from(all, (_, i) => rows[i]?.weight ?? 1),
    },
  }
}

/** Vectors as the rows of one matrix. */
export function stack(vectors: readonly Float32Array[], dimension: number): Float32Array {
  const matrix = new Float32Array(vectors.length * dimension)
  vectors.forEach((vector, row) => matrix.set(vector, row * dimension))
  return matrix
}
