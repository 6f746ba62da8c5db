import { AppError } from '#shared/app-error.ts'
import { guarded } from './db-errors.ts'
import type { EmbeddingRow, StudioDb } from './studio-db.ts'

/**
 * Embeddings kept between sessions, by encoder and text. A cache is never a condition: what cannot
 * be read is computed again, and what cannot be written is let go.
 */
export interface EmbeddingCache {
  read(encoder: string, texts: readonly string[]): Promise<readonly (Float32Array | null)[]>
  write(encoder: string, texts: readonly string[], vectors: readonly Float32Array[]): Promise<void>
}

export interface EmbeddingCacheOptions {
  readonly now?: () => number
  /** Rows kept at most, those used last. */
  readonly limit?: number
}

/** About 80 MB of 384 floats each. */
const DEFAULT_LIMIT = 50_000
/** A text longer than this is no utterance, and its key would cost more than embedding it again. */
const LONGEST_TEXT = 2_000
const DAY_MS = 24 * 60 * 60 * 1000
/** The rows are counted after this many writes, not after each. */
const COUNT_EVERY = 1_000

export function createEmbeddingCache(
  db: StudioDb,
  { now = () => Date.now(), limit = DEFAULT_LIMIT }: EmbeddingCacheOptions = {},
): EmbeddingCache {
  // Counted at the first write of a session, and then now and again.
  let writtenSinceCount = COUNT_EVERY

  async function dropLeastUsed(count: number): Promise<void> {
    const oldest = await db.embeddings.orderBy('lastUsed').limit(count).primaryKeys()
    await db.embeddings.bulkDelete(oldest)
  }

  async function prune(): Promise<void> {
    if (writtenSinceCount < Math.min(COUNT_EVERY, limit)) return
    writtenSinceCount = 0
    const excess = (await db.embeddings.count()) - limit
    // A tenth more than needed, so that the next writes need not prune again.
    if (excess > 0) await dropLeastUsed(excess + Math.floor(limit / 10))
  }

  return {
    async read(encoder, texts) {
      try {
        const rows = await db.embeddings.bulkGet(texts.map((text) => [encoder, text]))
        const found = rows.filter((row): row is EmbeddingRow => row !== undefined)
        // Once a day is enough to tell what is used, and keeps a read from being a write.
        const stale = found.filter(({ lastUsed }) => lastUsed < now() - DAY_MS)
        if (stale.length > 0)
          await db.embeddings.bulkPut(stale.map((row) => ({ ...row, lastUsed: now() })))
        return rows.map((row) => row?.vector ?? null)
      } catch {
        return texts.map(() => null)
      }
    },

    async write(encoder, texts, vectors) {
      const rows = texts.flatMap((text, i) => {
        const vector = vectors[i]
        return vector && text.length <= LONGEST_TEXT
          ? [{ encoder, text, vector, lastUsed: now() }]
          : []
      })
      if (rows.length === 0) return
      try {
        await guarded(() => db.embeddings.bulkPut(rows))
        writtenSinceCount += rows.length
        await prune()
      } catch (error) {
        // What can be computed again makes room for what cannot.
        if (error instanceof AppError && error.code === 'db/quota-exceeded')
          await dropLeastUsed(Math.ceil(limit / 2)).catch(() => undefined)
      }
    },
  }
}
