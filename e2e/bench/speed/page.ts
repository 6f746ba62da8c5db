import * as ort from 'onnxruntime-web/webgpu'
import type { TrainingRow } from '#domain/intent-model.ts'
import { openLoss } from '#learn/onnx/loss-session.ts'
import { fitHead } from '#learn/train/fit-head.ts'
import { typedArraySpace } from '#learn/train/head-space.ts'
import type { Problem } from '#learn/train/softmax-loss.ts'
import { encoderKey } from '#learn/encoders.ts'
import { requireEncoder } from '#learn/model/sentence-encoder.ts'
import type { Backend, EmbeddingCache } from '#learn/worker/contract.ts'
import { startLearnWorker, type LearnClient } from '#learn/worker/learn-client.ts'
import { createEmbeddingCache } from '#store/embedding-cache.ts'
import { openStudioDb } from '#store/open-studio-db.ts'
import { ask } from '../ask.ts'
import { benchWorkflow } from '../bench-workflow.ts'
import type { LabelledRow } from '../rows.ts'
// For its settings of the runtime, which the page shares with the worker.
import '#learn/worker/browser-runtime.ts'

/** Milliseconds of one fit, begun at nothing or at the head before. */
export interface FitTimes {
  readonly openMs: number
  readonly fitMs: number
  readonly refitMs: number
  /** Only for problems that typed arrays finish in reasonable time. */
  readonly typedArraysMs: number | null
}

/** What the driver outside calls. */
export interface SpeedPage {
  /** Milliseconds from asking until the encoder answers; a worker of its own. */
  ready(encoder: string, backend: Backend): Promise<number>
  /** Milliseconds to embed texts none of which was seen before, once warmed up by others. */
  embed(encoder: string, backend: Backend, warmUp: string[], texts: string[]): Promise<number>
  /** Puts vectors where the studio keeps them between sessions, so that a training finds them. */
  keep(encoder: string, texts: string[], vectors: string): Promise<void>
  fit(vectors: string, labels: number[], dimension: number, typedArrays: boolean): Promise<FitTimes>
  train(encoder: string, backend: Backend, rows: readonly LabelledRow[]): Promise<Training>
  /** Milliseconds of each message, from its words to the decision. */
  messages(
    encoder: string,
    backend: Backend,
    rows: readonly LabelledRow[],
    messages: readonly string[],
  ): Promise<number[]>
  /** Bytes of all that belongs to the page, its workers included. */
  memory(): Promise<number>
}

export interface Training {
  readonly embedMs: number
  readonly fitMs: number
  readonly headBytes: number
}

declare global {
  interface Window {
    speedBench: SpeedPage
  }
}

// As in the studio: in the database, not in the memory of the page.
const kept = openStudioDb().then(({ db }) => createEmbeddingCache(db))
const workers = new Map<string, LearnClient>()

const NOTHING_KEPT: EmbeddingCache = {
  read: async (_, texts) => texts.map(() => null),
  write: async () => {},
}

const remembered: EmbeddingCache = {
  read: async (encoder, texts) => (await kept).read(encoder, texts),
  write: async (encoder, texts, vectors) => (await kept).write(encoder, texts, vectors),
}

function workerFor(backend: Backend, remembers: boolean): LearnClient {
  const key = `${backend} ${remembers}`
  const known = workers.get(key)
  if (known) return known
  endWorkers()
  const worker = startLearnWorker(remembers ? remembered : NOTHING_KEPT)
  workers.set(key, worker)
  return worker
}

function endWorkers(): void {
  for (const worker of workers.values()) worker.dispose()
  workers.clear()
}

const floats = (base64: string): Float32Array =>
  new Float32Array(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer)

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const from = performance.now()
  const result = await work()
  return [result, performance.now() - from]
}

const pause = async (): Promise<void> => {}

async function trainOn(
  learn: LearnClient,
  encoder: string,
  backend: Backend,
  rows: readonly TrainingRow[],
) {
  const { signal } = new AbortController()
  const job = { id: 'speed', encoder, backend, seed: 1, rows, scopes: [] }
  const trained = await learn.train(job, { onProgress: () => {}, signal })
  if (trained.outcome === 'cancelled') throw new Error('Nobody cancelled this')
  return trained
}

window.speedBench = {
  async ready(encoder, backend) {
    endWorkers()
    const worker = startLearnWorker(NOTHING_KEPT)
    const [, ms] = await timed(() => worker.loadEncoder(encoder, backend))
    worker.dispose()
    return ms
  },

  async embed(encoder, backend, warmUp, texts) {
    const learn = workerFor(backend, false)
    await learn.loadEncoder(encoder, backend)
    await learn.embed(warmUp)
    const [, ms] = await timed(() => learn.embed(texts))
    return ms
  },

  async keep(encoder, texts, vectors) {
    const all = floats(vectors)
    const dimension = all.length / texts.length
    const each = texts.map((_, i) => all.slice(i * dimension, (i + 1) * dimension))
    await (await kept).write(encoderKey(requireEncoder(encoder)), texts, each)
  },

  async fit(vectors, labels, dimension, typedArrays) {
    const problem: Problem = {
      features: floats(vectors),
      labels: Int32Array.from(labels),
      dimension,
      classes: Math.max(...labels) + 1,
    }
    const [, ...rows] = labels.keys()
    // Whoever trains has the runtime at work already, for the encoder.
    await (await openLoss(ort, problem)).dispose()
    const [space, openMs] = await timed(() => openLoss(ort, problem))
    await fitHead(problem, rows, pause, { space }) // Warms up.
    const [head, fitMs] = await timed(() => fitHead(problem, rows, pause, { space }))
    const all = [...labels.keys()]
    const [, refitMs] = await timed(() => fitHead(problem, all, pause, { space, near: head }))
    await space.dispose()
    const plain = typedArraySpace(problem)
    const typedArraysMs = typedArrays
      ? (await timed(() => fitHead(problem, rows, pause, { space: plain })))[1]
      : null
    return { openMs, fitMs, refitMs, typedArraysMs }
  },

  async train(encoder, backend, rows) {
    // Memory that a runtime once took it never gives back.
    endWorkers()
    const learn = workerFor(backend, true)
    const { rows: all } = benchWorkflow(rows, 'oos')
    const { model, report } = await trainOn(learn, encoder, backend, all)
    return { embedMs: report.embedMs, fitMs: report.fitMs, headBytes: model.head.length }
  },

  async messages(encoder, backend, rows, messages) {
    const learn = workerFor(backend, true)
    const workflow = benchWorkflow(rows, 'oos')
    const { model } = await trainOn(learn, encoder, backend, workflow.rows)
    await learn.loadModel(model)
    const understand = (text: string) => learn.understand(text)
    await ask(workflow, model, understand, messages.slice(0, 40))
    return (await ask(workflow, model, understand, messages.slice(40))).map(({ ms }) => ms)
  },

  async memory() {
    const { measureUserAgentSpecificMemory: measure } = performance as Performance & {
      measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>
    }
    if (!measure) throw new Error('This browser does not tell how much memory a page takes')
    return (await measure.call(performance)).bytes
  },
}
