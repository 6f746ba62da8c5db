import { appendFile, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { VectorCache } from '#learn/model/encoder.ts'

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/espalier-bench')

/**
 * Embeddings kept in files between runs, one for each revision of an encoder: a line of JSON for
 * each text, its vector in base64. A file is read when its encoder is first asked for.
 */
export async function openVectorFile(): Promise<VectorCache> {
  await mkdir(FOLDER, { recursive: true })
  const opened = new Map<string, Promise<Map<string, Float32Array>>>()
  const known = (encoder: string) => {
    const reading = opened.get(encoder) ?? readVectors(pathOf(encoder))
    opened.set(encoder, reading)
    return reading
  }
  return {
    async read(encoder, texts) {
      const vectors = await known(encoder)
      return texts.map((text) => vectors.get(text) ?? null)
    },
    async write(encoder, texts, vectors) {
      const held = await known(encoder)
      const lines = texts.map((text, i) => {
        const vector = vectors[i]!
        held.set(text, vector)
        const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
        return `${JSON.stringify([text, bytes.toString('base64')])}\n`
      })
      await appendFile(pathOf(encoder), lines.join(''))
    },
  }
}

const pathOf = (encoder: string): string =>
  join(FOLDER, `${encoder.replaceAll(/[^\w.@-]/g, '_')}.jsonl`)

async function readVectors(path: string): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>()
  const file = await open(path, 'a+')
  try {
    for await (const line of file.readLines({ start: 0 })) {
      if (!line.endsWith('"]')) continue // The end of a run that was cut off.
      const [text, base64] = JSON.parse(line) as [string, string]
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
      vectors.set(text, new Float32Array(bytes.buffer))
    }
  } finally {
    await file.close()
  }
  return vectors
}
