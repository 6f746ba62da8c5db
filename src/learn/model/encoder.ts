import { AppError } from '#shared/app-error.ts'
import { encoderKey } from '../encoders.ts'
import { normalizeText } from '../text.ts'

/** Turns a text into a point on the unit sphere. The only thing `learn/` knows of an encoder. */
export interface Encoder {
  readonly id: string
  readonly revision: string
  readonly dimension: number
  /**
   * Names what computes the vectors where that changes their last bits: the cache keeps such
   * vectors apart, so that a training is the same whatever was computed before. '' is a CPU.
   */
  arithmetic?(): string
  /** The vector of a normalised text that ships with the encoder: none of these is computed. */
  known?(text: string): Float32Array | undefined
  /** L2-normalised. Takes a normalised text (see `normalizeText`). */
  embed(text: string): Promise<Float32Array>
  /** Groups of texts that are best embedded together; each text is in one. */
  batches?(texts: readonly string[]): readonly (readonly string[])[]
  /** As `embed`, for one of those groups: exactly the vectors each would get alone. */
  embedBatch?(texts: readonly string[]): Promise<readonly Float32Array[]>
  /** As `embed`, with what the encoder made of each token. Left out where it tells no tokens. */
  read?(text: string): Promise<TokenReading>
}

/** What one pass over a normalised text gives: one vector for the whole, and one for each token. */
export interface TokenReading {
  readonly embedding: Float32Array
  /** In the normalised text, in order, without the marks at its ends; `end` is exclusive. */
  readonly tokens: readonly { readonly start: number; readonly end: number }[]
  /** tokens × dimension, row-major, as a middle layer has them (see `slots/README.md`). */
  readonly hidden: Float32Array
}

/** So many readings are kept: a message is first embedded and then, routed, read for its values. */
const LAST_READINGS = 4

/** The encoder, but one pass gives both the vector and the tokens of a text that was just read. */
export function rememberingLast(encoder: Encoder): Encoder {
  if (!encoder.read) return encoder
  const last = new Map<string, Promise<TokenReading>>()
  const read = (text: string): Promise<TokenReading> => {
    const known = last.get(text)
    if (known) return known
    const reading = encoder.read!(text)
    last.set(text, reading)
    reading.catch(() => last.delete(text))
    const [oldest] = last.keys()
    if (last.size > LAST_READINGS && oldest !== undefined) last.delete(oldest)
    return reading
  }
  return { ...encoder, embed: async (text) => (await read(text)).embedding, read }
}

/** Where embeddings are kept between sessions. */
export interface VectorCache {
  read(encoder: string, texts: readonly string[]): Promise<readonly (Float32Array | null)[]>
  write(encoder: string, texts: readonly string[], vectors: readonly Float32Array[]): Promise<void>
}

export interface EmbedOptions {
  readonly cache?: VectorCache | null | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void | Promise<void>) | undefined
}

/** So many are asked of the cache, or put there, at a time. */
const CHUNK = 512

/**
 * One vector for each text, from the cache where it has them. A text has one vector, whichever
 * texts are embedded beside it: training and message time agree.
 * Throws the signal's reason when aborted; a cache that fails is done without.
 */
export async function embedAll(
  encoder: Encoder,
  texts: readonly string[],
  { cache, signal, onProgress }: EmbedOptions = {},
): Promise<Float32Array[]> {
  const normalized = texts.map(normalizeText)
  const distinct = [...new Set(normalized)]
  const vectors = new Map<string, Float32Array>()
  const progress = (): void | Promise<void> => onProgress?.(vectors.size, distinct.length)
  for (let start = 0; start < distinct.length; start += CHUNK) {
    signal?.throwIfAborted()
    await embedChunk(encoder, distinct.slice(start, start + CHUNK), vectors, {
      cache,
      signal,
      onProgress: progress,
    })
  }
  return normalized.map((text) => {
    const vector = vectors.get(text)
    if (!vector) throw new Error('A text was not embedded')
    return vector
  })
}

async function embedChunk(
  encoder: Encoder,
  texts: readonly string[],
  vectors: Map<string, Float32Array>,
  { cache, signal, onProgress }: EmbedOptions & { readonly onProgress: () => unknown },
): Promise<void> {
  const unknown = texts.filter((text) => {
    const vector = encoder.known?.(text)
    if (vector) vectors.set(text, vector)
    return !vector
  })
  const cached = (await cache?.read(cacheKey(encoder), unknown).catch(() => null)) ?? []
  const missing: string[] = []
  unknown.forEach((text, index) => {
    const vector = cached[index]
    if (vector && isUsable(vector, encoder.dimension)) vectors.set(text, vector)
    else missing.push(text)
  })
  await onProgress()
  const batches = encoder.batches?.(missing) ?? missing.map((text) => [text])
  const writes: Promise<void>[] = []
  try {
    for (const batch of batches) {
      signal?.throwIfAborted()
      const fresh = await embedTogether(encoder, batch)
      batch.forEach((text, i) => vectors.set(text, fresh[i]!))
      // The next batch is computed while this one is written.
      if (cache) writes.push(cache.write(cacheKey(encoder), batch, fresh).catch(() => {}))
      await onProgress()
    }
  } finally {
    await Promise.all(writes)
  }
}

function cacheKey(encoder: Encoder): string {
  const arithmetic = encoder.arithmetic?.() ?? ''
  return arithmetic === '' ? encoderKey(encoder) : `${encoderKey(encoder)} ${arithmetic}`
}

async function embedTogether(
  encoder: Encoder,
  texts: readonly string[],
): Promise<readonly Float32Array[]> {
  const vectors = encoder.embedBatch
    ? await encoder.embedBatch(texts)
    : [await encoder.embed(texts[0]!)]
  for (let i = 0; i < texts.length; i++)
    if (!vectors[i] || !isUsable(vectors[i]!, encoder.dimension)) throw unusable(encoder)
  return vectors
}

/** A unit vector of the right size: what was kept may be of another build, or cut short. */
export function isUsable(vector: Float32Array, dimension: number): boolean {
  if (vector.length !== dimension) return false
  let squares = 0
  for (const value of vector) squares += value * value
  return Math.abs(squares - 1) < 0.01
}

/** What is thrown of vectors that are none. */
export function unusable({ id }: Encoder): AppError {
  return new AppError('learn/encoder-damaged', 'The encoder gives vectors that make no sense', {
    details: { encoder: id },
  })
}
