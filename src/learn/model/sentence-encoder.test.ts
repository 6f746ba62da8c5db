import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workflowSchema } from '#domain/document.ts'
import { DEFAULT_ENCODER, ENCODERS } from '../encoders.ts'
import { BACKGROUND_MESSAGES } from '../background.ts'
import { embedAll } from './encoder.ts'
import { readEncoderFiles } from './encoder-files.ts'
import { textsToKnow } from './known-vectors.ts'
import { openSentenceEncoder } from './sentence-encoder.ts'
import { cosinesTo } from './detector.ts'

const MODELS = join(import.meta.dirname, '../../../public/models')

it('gives a new workflow the default encoder', () => {
  expect(workflowSchema.shape.encoder.parse(undefined)).toBe(DEFAULT_ENCODER)
})

describe.each(ENCODERS)('$id', (spec) => {
  const open = async () => {
    const files = await readEncoderFiles(spec, async (path) =>
      Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
    )
    return openSentenceEncoder(spec, files, 'cpu')
  }

  it('gives a text the very same vector alone and among others', async () => {
    const encoder = await open()
    const texts = BACKGROUND_MESSAGES.slice(0, 60).map((text) => `${text} please`)
    const together = await embedAll(encoder, texts)
    for (const [i, text] of texts.entries())
      expect(together[i], text).toEqual(await encoder.embed(text))
    await encoder.dispose()
  }, 60_000)

  it('ships with the vectors it gives for what every training needs', async () => {
    const encoder = await open()
    for (const text of textsToKnow())
      expect(encoder.known?.(text), `${text}: run npm run write-known-vectors`).toBeDefined()
    for (const text of textsToKnow().filter((_, i) => i % 25 === 0))
      expect(cosinesTo(encoder.known!(text)!, await encoder.embed(text))[0]).toBeGreaterThan(0.9999)
    await encoder.dispose()
  }, 60_000)

  it('puts what means the same closer than what shares words', async () => {
    const encoder = await open()
    const [lost, missing, bread] = await embedAll(encoder, [
      'I lost my bank card',
      'my debit card has gone missing',
      'I lost my recipe for bread',
    ])
    const near = (a: Float32Array, b: Float32Array) => cosinesTo(a, b)[0]!
    expect(near(lost!, missing!)).toBeGreaterThan(near(lost!, bread!))
    await encoder.dispose()
  }, 60_000)
})
