import type { CorrectionRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { correctionsOf, workflowOf } from '#domain/queries.ts'
import type { EnginePorts } from '../ports.ts'
import { comparable } from '../parameters/words.ts'
import { understandable } from './message.ts'
import { namedCandidate, verdict, type RungInput, type Verdict } from './rung.ts'

/** Least cosine to take a message for one that was corrected before. */
export const SAME_MEANING = 0.92
/** Least cosine to hold a correction against the command it was mistaken for. */
export const SAME_WORDS = 0.95

/** A correction that the message is like. */
export interface Recollection {
  readonly correction: CorrectionRecord
  /** 1 for the same words. */
  readonly cosine: number
}

/** The embeddings of corrections, each computed once for an encoder. */
export interface MemoryIndex {
  vectors(
    encoder: string,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>
}

/** One for each session: it forgets with it, and embeds anew when the encoder changes. */
export function createMemoryIndex(embed: EnginePorts['embed']): MemoryIndex {
  let known = { encoder: '', vectors: new Map<string, Float32Array>() }
  return {
    async vectors(encoder, texts, signal) {
      if (known.encoder !== encoder) known = { encoder, vectors: new Map() }
      const { vectors } = known
      const unknown = [...new Set(texts)].filter((text) => !vectors.has(text))
      const fresh = unknown.length > 0 ? await embed(unknown, signal) : []
      unknown.forEach((text, i) => {
        const vector = fresh[i]
        if (vector) vectors.set(text, vector)
      })
      return texts.map((text) => vectors.get(text) ?? new Float32Array())
    },
  }
}

/**
 * Corrections of the same words, newest first. They need no encoder, and come before the names are
 * looked at: a person who corrected an answer must not get it again.
 */
export function sameWords({ document, text }: RungInput): Recollection[] {
  const said = comparable(text)
  return correctionsOf(document)
    .filter((correction) => comparable(understandable(correction.text)) === said)
    .map((correction) => ({ correction, cosine: 1 }))
    .reverse()
}

/** Corrections like the message, nearest first; of equally near ones, the newest first. */
export async function recollect(
  input: RungInput,
  embedding: Float32Array,
  memory: MemoryIndex,
  signal: AbortSignal,
): Promise<Recollection[]> {
  const corrections = correctionsOf(input.document)
  const texts = corrections.map(({ text }) => understandable(text))
  const vectors = await memory.vectors(workflowOf(input.document).encoder, texts, signal)
  return corrections
    .map((correction, i) => ({ correction, cosine: dot(embedding, vectors[i]) }))
    .filter(({ cosine }) => cosine >= SAME_MEANING)
    .reverse()
    .sort((a, b) => b.cosine - a.cosine)
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  if (b?.length !== a.length) return 0
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/**
 * What the nearest correction says, if it can be followed here: its command is in scope, or it
 * says that these words are out of scope.
 */
export function memoryRung(
  recollections: readonly Recollection[],
  { scope }: RungInput,
): Verdict | null {
  const [nearest] = recollections
  if (!nearest) return null
  const { correction, cosine } = nearest
  if (correction.meant === null)
    return verdict('memory', 'refuse', [], {
      refusal: { kind: 'remembered' },
      correction: correction.id,
    })
  const command = scope.byId.get(correction.meant)
  if (!command) return null
  const candidate = {
    ...namedCandidate(command, Math.min(1, cosine)),
    nearest: [{ text: correction.text, cosine }],
  }
  return verdict('memory', 'route', [candidate], { correction: correction.id })
}

/** Commands these words were mistaken for, and were not since said to mean after all. */
export function mistakenFor(recollections: readonly Recollection[]): ReadonlySet<CommandId> {
  const newestFirst = recollections
    .filter(({ cosine }) => cosine >= SAME_WORDS)
    .map(({ correction }) => correction)
    .sort((a, b) => b.at - a.at)
  const judged = new Map<CommandId, boolean>()
  for (const { meant, mistaken } of newestFirst) {
    if (meant !== null && !judged.has(meant)) judged.set(meant, false)
    if (mistaken !== null && mistaken !== meant && !judged.has(mistaken)) judged.set(mistaken, true)
  }
  return new Set([...judged].filter(([, isMistaken]) => isMistaken).map(([command]) => command))
}
