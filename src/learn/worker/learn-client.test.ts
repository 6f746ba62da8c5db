import { expose } from 'comlink'
import * as ort from 'onnxruntime-web'
import { describe, expect, it, onTestFinished } from 'vitest'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { AppError } from '#shared/app-error.ts'
import { ROWS, SCOPES, wordEncoder } from '../testing/synthetic.ts'
import { ACCURATE_ENCODER } from '../encoders.ts'
import type {
  Backend,
  EmbeddingCache,
  EncoderStatus,
  LearnApi,
  TrainJob,
  TrainProgress,
} from './contract.ts'
import { createLearnApi, type LearnPorts } from './learn-api.ts'
import { createLearnClient, type LearnClient, type LearnConnection } from './learn-client.ts'

ort.env.wasm.numThreads = 1

const ENCODER = 'all-MiniLM-L6-v2'
const job: TrainJob = {
  id: 'job-1',
  encoder: ENCODER,
  backend: 'wasm',
  seed: 1,
  rows: ROWS,
  scopes: SCOPES,
}

/** What a worker would give, with an encoder that knows words instead of a model. */
function ports(overrides: Partial<LearnPorts> = {}): LearnPorts {
  return {
    async openEncoder(spec, choice, onBytes) {
      onBytes(1, 2)
      const encoder = { ...wordEncoder(), id: spec.id, revision: spec.revision }
      const backend: Backend = choice === 'auto' ? 'wasm' : choice
      const { id, revision, dimension } = encoder
      const status = { encoder: id, revision, dimension, backend, threads: 1, passedOver: [] }
      return { encoder, status: { ...status, loadMs: 0 }, dispose: async () => {} }
    },
    runtime: async () => ort,
    ...overrides,
  }
}

function keptVectors(): EmbeddingCache & { readonly kept: Map<string, Float32Array> } {
  const kept = new Map<string, Float32Array>()
  return {
    kept,
    read: async (_, texts) => texts.map((text) => kept.get(text) ?? null),
    async write(_, texts, vectors) {
      texts.forEach((text, i) => kept.set(text, vectors[i]!))
    },
  }
}

interface Joined {
  readonly client: LearnClient
  readonly cache: ReturnType<typeof keptVectors>
  /** How many workers were started. */
  readonly started: () => number
}

/** Joins the two sides by a message channel: the same serialization as a worker, in one thread. */
function join(
  api: () => LearnApi = () => createLearnApi(ports()),
  crashed: Promise<never> = new Promise(() => {}),
): Joined {
  let workers = 0
  const cache = keptVectors()
  const connect = (): LearnConnection => {
    workers++
    const { port1, port2 } = new MessageChannel()
    expose(api(), port1)
    port1.start()
    return { endpoint: port2, crashed, terminate: () => port1.close() }
  }
  const client = createLearnClient(connect, cache)
  onTestFinished(() => client.dispose())
  return { client, cache, started: () => workers }
}

const options = (signal = new AbortController().signal, onProgress = (_: TrainProgress) => {}) => ({
  signal,
  onProgress,
})

async function trained(client: LearnClient) {
  const outcome = await client.train(job, options())
  if (outcome.outcome === 'cancelled') throw new Error('Nobody cancelled this')
  return outcome
}

describe('learn client', () => {
  it('trains, loads the model, and understands with its ONNX head', async () => {
    const { client } = join()
    const seen: TrainProgress[] = []
    const outcome = await client.train(
      job,
      options(undefined, (progress) => seen.push(progress)),
    )
    if (outcome.outcome === 'cancelled') throw new Error('Nobody cancelled this')
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'loading',
      'embedding',
      'fitting',
    ])
    expect(outcome.report).toMatchObject({ rows: 12, backend: 'wasm' })

    expect(await client.understand('cancel my order')).toBeNull()
    await client.loadModel(outcome.model)
    const understood = await client.understand('please  cancel\tmy order')
    expect(understood?.labels).toEqual(['cancel', 'return', 'track', OUT_OF_SCOPE])
    const [cancel = 0, ...others] = understood?.logits ?? []
    expect(Math.max(...others)).toBeLessThan(cancel)
    expect(understood?.nearest[0]).toMatchObject({ label: 'cancel', text: 'cancel my order' })
    expect(understood?.inScope[0]).toBeGreaterThan(understood?.inScope[2] ?? 1)
    expect(understood?.inScope[3]).toBe(0)

    await client.unloadModel()
    expect(await client.understand('cancel my order')).toBeNull()
  })

  it('keeps embeddings where the page says, and uses them again', async () => {
    const { client, cache } = join()
    await trained(client)
    expect(cache.kept.has('cancel my order')).toBe(true)
    const [vector] = await client.embed(['cancel my order'])
    expect(vector).toEqual(cache.kept.get('cancel my order'))
  })

  it('understands while it trains', async () => {
    const { client } = join()
    const { model } = await trained(client)
    await client.loadModel(model)
    const [outcome, understood] = await Promise.all([
      client.train({ ...job, id: 'job-2' }, options()),
      client.understand('track parcel'),
    ])
    expect(outcome.outcome).toBe('trained')
    expect(understood?.nearest[0]?.label).toBe('track')
  })

  it('measures how quality grows, from the embeddings it has, and can be stopped', async () => {
    const { client } = join()
    await trained(client)
    const measured = await client.learningCurve({ ...job, id: 'curve' }, options())
    if (measured.outcome === 'cancelled') throw new Error('Nobody cancelled this')
    expect(measured.curve.points.map(({ share }) => share)).toEqual([0.25, 0.5, 0.75, 1])

    const controller = new AbortController()
    const stopAtFitting = ({ phase }: TrainProgress): void => {
      if (phase === 'fitting') controller.abort()
    }
    const stopped = options(controller.signal, stopAtFitting)
    expect(await client.learningCurve(job, stopped)).toEqual({ outcome: 'cancelled' })
  })

  it('stops a job when its signal aborts, and trains the next', async () => {
    const { client } = join()
    const controller = new AbortController()
    const stopAtFitting = ({ phase }: TrainProgress): void => {
      if (phase === 'fitting') controller.abort()
    }
    expect(await client.train(job, options(controller.signal, stopAtFitting))).toEqual({
      outcome: 'cancelled',
    })
    expect(await client.train(job, options(controller.signal))).toEqual({ outcome: 'cancelled' })
    expect((await client.train(job, options())).outcome).toBe('trained')
  })

  it('keeps the code and the details of an expected error', async () => {
    const { client } = join()
    await expect(client.train({ ...job, rows: [] }, options())).rejects.toMatchObject({
      name: 'AppError',
      code: 'learn/not-enough-utterances',
      details: { rows: 0 },
    })
    await expect(client.loadEncoder('unheard-of', 'auto')).rejects.toMatchObject({
      code: 'learn/encoder-unavailable',
      details: { encoder: 'unheard-of' },
    })
  })

  it('tries again to load an encoder that did not load', async () => {
    let isThere = false
    const openEncoder: LearnPorts['openEncoder'] = async (...request) => {
      if (!isThere) throw new AppError('learn/encoder-damaged', 'Not the file it was')
      return ports().openEncoder(...request)
    }
    const { client } = join(() => createLearnApi(ports({ openEncoder })))
    await expect(client.loadEncoder(ENCODER, 'wasm')).rejects.toMatchObject({
      code: 'learn/encoder-damaged',
    })
    isThere = true
    expect(await client.loadEncoder(ENCODER, 'wasm')).toMatchObject({ backend: 'wasm' })
  })

  it('refuses a model of another encoder, or one whose head is damaged', async () => {
    const { client } = join()
    const { model } = await trained(client)
    const notTrained = { code: 'learn/not-trained' }
    const other = { ...model, encoder: { ...model.encoder, revision: 'older' } }
    await expect(client.loadModel(other)).rejects.toMatchObject(notTrained)
    const damaged = { ...model, head: model.head.slice(0, 40) }
    await expect(client.loadModel(damaged)).rejects.toMatchObject(notTrained)
  })

  it('understands nothing by a model once another encoder is open', async () => {
    const { client } = join()
    const { model } = await trained(client)
    await client.loadModel(model)
    await client.loadEncoder(ACCURATE_ENCODER, 'wasm')
    await expect(client.understand('cancel my order')).rejects.toMatchObject({
      code: 'learn/not-trained',
    })
    await client.loadEncoder(ENCODER, 'wasm')
    expect((await client.understand('cancel my order'))?.nearest[0]?.label).toBe('cancel')
  })

  it('leaves a training the encoder it began with when another is loaded meanwhile', async () => {
    const disposed: string[] = []
    const openEncoder: LearnPorts['openEncoder'] = async (spec, ...rest) => {
      const opened = await ports().openEncoder(spec, ...rest)
      let isOpen = true
      const embed = (text: string): Promise<Float32Array> =>
        isOpen ? opened.encoder.embed(text) : Promise.reject(new Error('It was let go'))
      const dispose = async (): Promise<void> => {
        isOpen = false
        disposed.push(spec.id)
      }
      return { ...opened, encoder: { ...opened.encoder, embed }, dispose }
    }
    const { client } = join(() => createLearnApi(ports({ openEncoder })))
    let other: Promise<unknown> | null = null
    const loadOther = ({ phase }: TrainProgress): void => {
      if (phase === 'embedding') other ??= client.loadEncoder(ACCURATE_ENCODER, 'wasm')
    }
    const outcome = await client.train(job, options(undefined, loadOther))
    expect(outcome).toMatchObject({ outcome: 'trained', model: { encoder: { id: ENCODER } } })
    expect(await Promise.resolve(other)).toMatchObject({ encoder: ACCURATE_ENCODER })
    await client.embed(['go up'])
    expect(disposed).toEqual([ENCODER])
  })

  it('goes on training on the CPU when the GPU is lost in the middle, and says so', async () => {
    const openEncoder: LearnPorts['openEncoder'] = async (spec, choice, onBytes) => {
      const sound = await ports().openEncoder(spec, choice, onBytes)
      let left = 5
      const embed = (text: string): Promise<Float32Array> =>
        left-- > 0 ? sound.encoder.embed(text) : Promise.reject(new Error('The device is lost'))
      const openOnCpu = () => ports().openEncoder(spec, 'wasm', onBytes)
      return { ...sound, encoder: { ...sound.encoder, embed }, openOnCpu }
    }
    const { client } = join(() => createLearnApi(ports({ openEncoder })))
    const told: EncoderStatus[] = []
    client.watchEncoder((status) => told.push(status))
    const onGpu = await client.train({ ...job, backend: 'webgpu' }, options())
    const passedOver = [{ backend: 'webgpu', because: 'it stopped while at work' }]
    expect(onGpu).toMatchObject({
      report: {
        backend: 'wasm',
        notes: ['The encoder began on webgpu and went on on wasm: it stopped while at work.'],
      },
      status: { backend: 'wasm', passedOver },
    })
    expect(told).toMatchObject([{ backend: 'wasm', passedOver }])
    const onCpu = await trained(join().client)
    expect(onCpu.report.notes).toBeUndefined()
    expect({ ...onGpu, report: null, status: null }).toEqual({
      ...onCpu,
      model: { ...onCpu.model, trainedAt: (onGpu as typeof onCpu).model.trainedAt },
      report: null,
      status: null,
    })
  })

  it('never decides by a head that gives no numbers', async () => {
    const nonsense = { logits: { data: new Float32Array(4).fill(Number.NaN) } }
    const session = { run: async () => nonsense, release: async () => {} }
    const runtime = { ...ort, InferenceSession: { create: async () => session } }
    const { client } = join(() =>
      createLearnApi(ports({ runtime: async () => runtime as unknown as typeof ort })),
    )
    const { model } = await trained(join().client)
    await client.loadModel(model)
    await expect(client.understand('cancel my order')).rejects.toMatchObject({
      code: 'learn/backend-unavailable',
    })
  })

  it('starts a worker when first needed, and another for another back end', async () => {
    const { client, started } = join()
    expect(started()).toBe(0)
    await client.loadEncoder(ENCODER, 'auto')
    await client.loadEncoder(ENCODER, 'auto')
    expect(started()).toBe(1)
    expect(await client.loadEncoder(ENCODER, 'webgpu')).toMatchObject({ backend: 'webgpu' })
    expect(started()).toBe(2)
  })

  it('reports a bug in the worker as a crash, with its cause', async () => {
    const openEncoder = async (): Promise<never> => {
      throw new TypeError('x is undefined')
    }
    const { client } = join(() => createLearnApi(ports({ openEncoder })))
    await expect(client.train(job, options())).rejects.toMatchObject({
      code: 'learn/worker-crashed',
      cause: { name: 'TypeError', message: 'x is undefined' },
    })
  })

  it('does not wait for ever on a worker that died, or was ended', async () => {
    const openEncoder = (): Promise<never> => new Promise(() => {})
    const stuck = () => createLearnApi(ports({ openEncoder }))
    const dead = Promise.reject(new Error('out of memory'))
    await expect(join(stuck, dead).client.train(job, options())).rejects.toMatchObject({
      code: 'learn/worker-crashed',
      cause: { message: 'out of memory' },
    })
    const { client } = join(stuck)
    const waiting = client.embed(['go up'])
    client.dispose()
    await expect(waiting).rejects.toMatchObject({ code: 'learn/worker-crashed' })
  })
})
