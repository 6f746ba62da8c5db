import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { VectorCache } from '#learn/model/encoder.ts'

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/espalier-bench')

/** Embeddings kept in a file between runs: a line of JSON for each text, vectors in base64. */
export async function openVectorFile(): Promise<VectorCache> {
  await mkdir(FOLDER, { recursive: true })
  const path = join(FOLDER, 'vectors.jsonl')
  const known = new Map<string, Float32Array>()
  const keyOf = (encoder: string, text: string): string => `${encoder}\n${text}`
  for (const line of (await readFile(path, 'utf8').catch(() => '')).split('\n')) {
    if (!line.endsWith(']')) continue // The end of a run that was cut off.
    const [encoder, text, base64] = JSON.parse(line) as [string, string, string]
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
    known.set(keyOf(encoder, text), new Float32Array(bytes.buffer))
  }
  return {
    async read(encoder, texts) {
      return texts.map((text) => known.get(keyOf(encoder, text)) ?? null)
    },
    async write(encoder, texts, vectors) {
      const lines = texts.map((text, i) => {
        const vector = vectors[i]!
        known.set(keyOf(encoder, text), vector)
        const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
        return `${JSON.stringify([encoder, text, bytes.toString('base64')])}\n`
      })
      await appendFile(path, lines.join(''))
    },
  }
}
