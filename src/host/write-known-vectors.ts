/**
 * `npm run write-known-vectors`: writes the vectors that ship with each encoder anew,
 * and prints their entries for `learn/encoders.ts`. To be run whenever general messages or
 * utterances of core commands have changed; a test says when that is.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ENCODERS, type EncoderSpec } from '#learn/encoders.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { KNOWN_TEXTS_PATH, KNOWN_VECTORS_PATH, textsToKnow } from '#learn/model/known-vectors.ts'
import { openSentenceEncoder } from '#learn/model/sentence-encoder.ts'

const MODELS = join(import.meta.dirname, '../../public/models')

for (const spec of ENCODERS) await writeKnown(spec)

async function writeKnown(spec: EncoderSpec): Promise<void> {
  const isOld = (path: string): boolean => [KNOWN_TEXTS_PATH, KNOWN_VECTORS_PATH].includes(path)
  const bare = { ...spec, files: spec.files.filter(({ path }) => !isOld(path)) }
  const files = await readEncoderFiles(bare, async (path) =>
    Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
  )
  const encoder = await openSentenceEncoder(bare, files, 'cpu')
  const texts = textsToKnow()
  const vectors = new Float32Array(texts.length * spec.dimension)
  for (const [i, text] of texts.entries())
    vectors.set(await encoder.embed(text), i * spec.dimension)
  await encoder.dispose()
  console.error(spec.id)
  await write(spec, KNOWN_TEXTS_PATH, new TextEncoder().encode(`${JSON.stringify(texts)}\n`))
  await write(spec, KNOWN_VECTORS_PATH, new Uint8Array(vectors.buffer))
}

async function write({ id }: EncoderSpec, path: string, content: Uint8Array): Promise<void> {
  const target = join(MODELS, id, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  console.error(`  { path: '${path}', bytes: ${content.length}, sha256: '${sha256}' },`)
}
