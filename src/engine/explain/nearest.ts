import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { utterancesOf } from '#domain/queries.ts'
import { cosineOf } from '../decide/likeness.ts'
import type { AskedModel } from '../decide/rung.ts'
import { comparable } from '../parameters/words.ts'

export interface NearText {
  readonly text: string
  readonly cosine: number
}

interface Known {
  readonly model: AskedModel | null
  readonly understanding: Understanding | null
}

const MOST = 2

/**
 * The training texts of a command that are nearest to a message, though many of other commands are
 * nearer. Texts that were removed since the training are left out: they cannot be looked at.
 */
export function nearestOf(
  document: Document,
  command: CommandId,
  { model, understanding }: Known,
): NearText[] {
  const label = model?.labels.indexOf(command) ?? -1
  const examples = model?.examples
  if (!examples || !understanding || label < 0) return []
  const { embedding } = understanding
  const living = new Set(utterancesOf(document, command).map(({ text }) => comparable(text)))
  return examples.labels
    .flatMap((each, row) => {
      const text = examples.texts[row]
      if (each !== label || text === undefined || !living.has(comparable(text))) return []
      const at = row * embedding.length
      const vector = examples.vectors.subarray(at, at + embedding.length)
      return [{ text, cosine: cosineOf(embedding, vector) }]
    })
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, MOST)
}
