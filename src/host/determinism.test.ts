import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trainingRows } from '#domain/training-rows.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { slotLesson } from '#domain/slot-lesson.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import { BACKGROUND_MESSAGES } from '#learn/background.ts'
import { ENCODERS } from '#learn/encoders.ts'
import { readEncoderFiles } from '#learn/model/encoder-files.ts'
import { embedAll, type VectorCache } from '#learn/model/encoder.ts'
import { openSentenceEncoder, type SentenceEncoder } from '#learn/model/sentence-encoder.ts'
import { openLoss } from '#learn/onnx/loss-session.ts'
import { wordReader } from '#learn/slots/word-reader.ts'
import { normalizeText } from '#learn/text.ts'
import { runJob } from '#learn/train/run-job.ts'
import { readExample } from './examples/read-example.ts'
import { nativeRuntime } from './node-learn.ts'

const MODELS = join(import.meta.dirname, '../../public/models')
const document = await readExample('hello-world')
const rows = trainingRows(document)

/** A cache that has what it is given, and counts what it is asked in vain. */
function cacheWith(texts: readonly string[], vectors: readonly Float32Array[]) {
  const kept = new Map(texts.map((text, i) => [text, vectors[i]]))
  let missed = 0
  const cache: VectorCache = {
    async read(_, asked) {
      missed += asked.filter((text) => !kept.has(text)).length
      return asked.map((text) => kept.get(text) ?? null)
    },
    async write(_, written, fresh) {
      written.forEach((text, i) => kept.set(text, fresh[i]))
    },
  }
  return { cache, missed: () => missed }
}

describe.each(ENCODERS)('training by $id', (spec) => {
  let encoder: SentenceEncoder
  beforeAll(async () => {
    const files = await readEncoderFiles(spec, async (path) =>
      Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
    )
    encoder = await openSentenceEncoder(spec, files, 'cpu')
  }, 60_000)
  afterAll(() => encoder.dispose())

  async function train(cache: VectorCache | null): Promise<IntentModel> {
    const { model } = await runJob(
      { rows, seed: 1, scopes: jobScopes(document), slots: slotLesson(document) },
      {
        encoder,
        cache,
        readWords: wordReader(encoder),
        openLoss: (problem) => openLoss(nativeRuntime(), problem),
        backend: 'test',
      },
      () => undefined,
      new AbortController().signal,
    )
    return { ...model, trainedAt: 0 }
  }

  it('gives the same bytes, and so the same decisions, whatever was embedded before', async () => {
    const cold = await train(null)
    const texts = [...rows.map(({ text }) => text), ...BACKGROUND_MESSAGES]
    const vectors = await embedAll(encoder, texts)

    const warm = cacheWith(texts, vectors)
    expect(await train(warm.cache)).toEqual(cold)
    expect(warm.missed()).toBeLessThan(rows.length / 4) // Only what normalisation changes.

    // Every third is missing, so that what is left is batched in other company.
    const third = texts.map((text, i) => ({ text, vector: vectors[i]! })).filter((_, i) => i % 3)
    const partly = cacheWith(
      third.map(({ text }) => text),
      third.map(({ vector }) => vector),
    )
    expect(await train(partly.cache)).toEqual(cold)
    const asked = texts.filter((text) => !encoder.known?.(normalizeText(text)))
    expect(partly.missed()).toBeGreaterThan(asked.length / 4)
  }, 120_000)
})
