import { describe, expect, it } from 'vitest'
import { embedAll, type Encoder } from '../model/encoder.ts'
import { oneAtATime } from '../onnx/runtime.ts'
import { wordEncoder } from '../testing/synthetic.ts'
import type { Backend, EncoderStatus } from './contract.ts'
import { steadyEncoder, type OpenedEncoder } from './steady-encoder.ts'

const statusOn = (backend: Backend): EncoderStatus => ({
  encoder: 'words',
  revision: '1',
  dimension: 32,
  backend,
  threads: 1,
  passedOver: [{ backend: 'wasm', because: 'slower in a trial' }],
  loadMs: 1,
})

/** An encoder on a GPU that breaks at the given pass, and a sound one on the CPU behind it. */
function onGpu(breaks: Encoder['embed'], soundPasses: number) {
  const gpu = wordEncoder()
  const cpu = wordEncoder()
  let passes = 0
  const first: OpenedEncoder = {
    encoder: {
      ...gpu,
      arithmetic: () => 'webgpu',
      embed: (text) => (passes++ < soundPasses ? gpu.embed(text) : breaks(text)),
    },
    status: statusOn('webgpu'),
    dispose: () => new Promise(() => {}), // A lost device does not answer.
    openOnCpu: async () => ({
      encoder: cpu,
      status: { ...statusOn('wasm'), passedOver: [] },
      dispose: async () => {},
    }),
  }
  return { first, gpu, cpu }
}

const lost = (): Promise<never> => Promise.reject(new Error('The device is lost'))
const nonsense = async (): Promise<Float32Array> => new Float32Array(32).fill(Number.NaN)
const TEXTS = ['go up', 'go down', 'turn left', 'turn right']

function memoryCache() {
  const kept = new Map<string, Float32Array>()
  return {
    kept,
    read: async (key: string, texts: readonly string[]) =>
      texts.map((text) => kept.get(`${key}: ${text}`) ?? null),
    async write(key: string, texts: readonly string[], vectors: readonly Float32Array[]) {
      texts.forEach((text, i) => kept.set(`${key}: ${text}`, vectors[i]!))
    },
  }
}

describe('steadyEncoder', () => {
  it.each([
    ['is lost', lost, 'it stopped while at work'],
    ['computes nonsense', nonsense, 'it computed numbers that make no sense'],
  ])('goes on on the CPU from where it was when the GPU %s', async (_, breaks, because) => {
    const { first, gpu, cpu } = onGpu(breaks, 2)
    const told: EncoderStatus[] = []
    const steady = steadyEncoder(first, oneAtATime(), (status) => told.push(status))
    const cache = memoryCache()
    const vectors = await embedAll(steady.encoder, TEXTS, { cache })
    expect(vectors).toEqual(await embedAll(wordEncoder(), TEXTS))
    expect(gpu.embedded).toEqual(TEXTS.slice(0, 2))
    expect(cpu.embedded).toEqual(TEXTS.slice(2))
    expect(steady.status()).toEqual({
      ...statusOn('wasm'),
      passedOver: [{ backend: 'webgpu', because }],
    })
    expect(told).toEqual([steady.status()])
    expect([...cache.kept.keys()]).toEqual([
      'words@1 webgpu: go up',
      'words@1 webgpu: go down',
      'words@1: turn left',
      'words@1: turn right',
    ])
  })

  it('opens the CPU once for all passes that were under way', async () => {
    const { first } = onGpu(lost, 0)
    const told: EncoderStatus[] = []
    const { encoder } = steadyEncoder(first, oneAtATime(), (status) => told.push(status))
    const vectors = await Promise.all(TEXTS.map((text) => encoder.embed(text)))
    expect(vectors).toEqual(await embedAll(wordEncoder(), TEXTS))
    expect(told).toHaveLength(1)
  })

  it('tells what fails on the CPU too, instead of a vector', async () => {
    const broken = { ...wordEncoder(), embed: nonsense }
    const opened = { encoder: broken, status: statusOn('wasm'), dispose: async () => {} }
    const alone = steadyEncoder(opened, oneAtATime())
    await expect(alone.encoder.embed('go up')).rejects.toMatchObject({
      code: 'learn/encoder-damaged',
    })
    const { first } = onGpu(lost, 0)
    const both = steadyEncoder({ ...first, openOnCpu: async () => opened }, oneAtATime())
    await expect(both.encoder.embed('go up')).rejects.toMatchObject({
      code: 'learn/encoder-damaged',
    })
  })

  it('tries again with the next text when the CPU could not be opened', async () => {
    const { first, cpu } = onGpu(lost, 0)
    let isThere = false
    const openOnCpu: OpenedEncoder['openOnCpu'] = async () => {
      if (!isThere) throw new Error('no memory')
      return { encoder: cpu, status: statusOn('wasm'), dispose: async () => {} }
    }
    const { encoder } = steadyEncoder({ ...first, openOnCpu }, oneAtATime())
    await expect(encoder.embed('go up')).rejects.toThrow('no memory')
    isThere = true
    expect(await encoder.embed('go up')).toEqual(await wordEncoder().embed('go up'))
  })

  it('opens nothing any more once it was let go', async () => {
    const { first, cpu } = onGpu(lost, 0)
    const steady = steadyEncoder(first, oneAtATime())
    void steady.dispose()
    await expect(steady.encoder.embed('go up')).rejects.toThrow('The device is lost')
    expect(cpu.embedded).toEqual([])
  })
})
