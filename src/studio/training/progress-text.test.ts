import { describe, expect, it } from 'vitest'
import type { EncoderStatus } from '#learn/worker/contract.ts'
import type { TrainingState } from '../session/studio.ts'
import {
  encoderName,
  encoderReasons,
  progressView,
  shortStatus,
  trainingStatus,
} from './progress-text.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

const idle: TrainingState = {
  status: 'idle',
  progress: null,
  model: null,
  report: null,
  stale: false,
  misfit: null,
  encoder: null,
  backend: 'auto',
  error: null,
  curve: null,
}
const model = {} as TrainingState['model']

describe('progressView', () => {
  it('counts in the unit of each phase', () => {
    const loading = progressView({
      phase: 'loading',
      loadedBytes: 5_750_000,
      totalBytes: 23_000_000,
    })
    expect(plain(loading.text)).toBe('Loading the encoder, 5.8 MB of 23.0 MB')
    expect(loading.fraction).toBe(0.25)
    expect(progressView({ phase: 'embedding', done: 3, total: 12 })).toEqual({
      text: 'Reading utterances, 3 of 12',
      fraction: 0.25,
    })
  })

  it('does not know the end of nothing', () => {
    expect(progressView(null).fraction).toBeNull()
    expect(progressView({ phase: 'loading', loadedBytes: 0, totalBytes: 0 }).fraction).toBeNull()
    expect(progressView({ phase: 'fitting', done: 0, total: 0 }).fraction).toBeNull()
  })
})

describe('trainingStatus', () => {
  it.each([
    [800, 'about 1 s left', 'Reading 25 %'],
    [12_400, 'about 10 s left', 'Reading, 10 s left'],
    [58_000, 'about 1 min 0 s left', 'Reading, 1 min 0 s left'],
    [132_000, 'about 2 min 10 s left', 'Reading, 2 min 10 s left'],
  ])('says roughly how long it goes on (%i ms)', (leftMs, long, short) => {
    const progress = { phase: 'embedding', done: 5, total: 20 } as const
    const state: TrainingState = { ...idle, status: 'training', progress, leftMs }
    expect(plain(trainingStatus(state))).toBe(`Reading utterances, 5 of 20 (25 %), ${long}`)
    expect(plain(shortStatus(state))).toBe(short)
  })

  it('says how training stands, long and short', () => {
    const training: TrainingState = {
      ...idle,
      status: 'training',
      progress: { phase: 'fitting', done: 3, total: 6 },
    }
    const states = [idle, training, { ...idle, model }, { ...idle, model, stale: true }]
    expect(
      states.map((state) => [plain(trainingStatus(state)), plain(shortStatus(state))]),
    ).toEqual([
      ['Not trained', 'Not trained'],
      ['Fitting and measuring, 3 of 6 (50 %)', 'Fitting 50 %'],
      ['Trained', 'Trained'],
      ['Trained, but changed since', 'Changed'],
    ])
  })
})

describe('the encoder', () => {
  const status: EncoderStatus = {
    encoder: 'mini',
    revision: '1',
    dimension: 384,
    backend: 'wasm-threads',
    threads: 2,
    passedOver: [{ backend: 'webgpu', because: 'there is no adapter' }],
    loadMs: 812,
  }

  it('is called by what it runs on', () => {
    expect(encoderName(status)).toBe('WASM · 2 threads')
    expect(encoderName({ ...status, backend: 'wasm', threads: 1 })).toBe('WASM · 1 thread')
    expect(encoderName({ ...status, backend: 'webgpu' })).toBe('WebGPU')
  })

  it('says why nothing faster was taken', () => {
    expect(encoderReasons(status)).toEqual([
      'Encoder mini, loaded in 0.8 s',
      'WebGPU not used: there is no adapter',
    ])
  })
})
