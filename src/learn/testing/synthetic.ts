import type { CommandId, ContextId } from '#domain/ids.ts'
import type { TrainingRow } from '#domain/intent-model.ts'
import type { Encoder } from '../model/encoder.ts'
import { seededRandom } from '../train/random.ts'
import type { Problem } from '../train/softmax-loss.ts'

/** A unit vector near a corner of its own for each label, with some noise. */
export function point(label: number, dimension: number, random: () => number, noise = 0.3) {
  const vector = Float32Array.from({ length: dimension }, () => (random() - 0.5) * noise)
  vector[label % dimension]! += 1
  return normalized(vector)
}

/** `perLabel` points for each of `classes` labels. */
export function problemOf(
  classes: number,
  perLabel: number,
  { dimension = 16, seed = 1, noise = 0.3 } = {},
): Problem {
  const random = seededRandom(seed)
  const labels = Int32Array.from({ length: classes * perLabel }, (_, i) => i % classes)
  const features = new Float32Array(labels.length * dimension)
  labels.forEach((label, row) => {
    features.set(point(label, dimension, random, noise), row * dimension)
  })
  return { features, labels, dimension, classes }
}

/**
 * An encoder without a model: a text is the sum of fixed directions of its words, so that texts
 * that share words are near each other.
 */
export function wordEncoder(dimension = 32): Encoder & { readonly embedded: string[] } {
  const embedded: string[] = []
  return {
    id: 'words',
    revision: '1',
    dimension,
    embedded,
    async embed(text) {
      embedded.push(text)
      const vector = new Float32Array(dimension)
      for (const word of ['', ...text.toLowerCase().split(' ')]) {
        const random = seededRandom(seedOf(word))
        for (let d = 0; d < dimension; d++) vector[d]! += random() - 0.5
      }
      return normalized(vector)
    },
  }
}

export const row = (text: string, label: string): TrainingRow => ({
  text,
  label: label as CommandId,
})

/** Three commands that share no words. */
export const ROWS: readonly TrainingRow[] = [
  ...['cancel my order', 'cancel the order please', 'order cancel now', 'cancel order today'],
  ...['track parcel', 'track my parcel please', 'where parcel track', 'track that parcel'],
  ...['return broken shoes', 'return these shoes', 'shoes return please', 'return shoes today'],
].map((text, i) => row(text, ['cancel', 'track', 'return'][Math.floor(i / 4)]!))

export const SCOPES = [
  { context: 'root' as ContextId, commands: ['cancel', 'track', 'return'] as CommandId[] },
  { context: 'order' as ContextId, commands: ['cancel', 'return'] as CommandId[] },
]

function seedOf(word: string): number {
  let seed = 7
  for (const character of word) seed = Math.imul(seed ^ character.charCodeAt(0), 0x01000193)
  return seed
}

function normalized(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
