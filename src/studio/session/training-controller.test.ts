import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { commandSchema, newDocument, utteranceSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type WorkflowId } from '#domain/ids.ts'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { LearningCurve } from '#domain/training-details.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { AppError } from '#shared/app-error.ts'
import { roundedRows } from '#shared/eight-bit-rows.ts'
import { createDocumentStore } from '#store/document-store.ts'
import type { TrainedModel } from '#store/model-store.ts'
import type { KeptModel } from '#store/model-rows.ts'
import { DEFAULT_ENCODER, ENCODERS, FAST_ENCODER } from '#learn/encoders.ts'
import type { EncoderSink, EncoderStatus, TrainOutcome } from '#learn/worker/contract.ts'
import type { LearnService } from './learn-service.ts'
import { createTrainingService } from './training-controller.ts'

const shop = (): Document => ({
  ...newDocument('w' as WorkflowId, 'Shop'),
  pay: commandSchema.parse({
    kind: 'command',
    id: 'pay',
    context: ROOT_CONTEXT,
    name: 'pay',
    handler: { kind: 'reply', template: '' },
  }),
})

const revisionOf = (id: string): string =>
  ENCODERS.find((spec) => spec.id === id)?.revision ?? 'unknown'

const encoder: EncoderStatus = {
  encoder: DEFAULT_ENCODER,
  revision: revisionOf(DEFAULT_ENCODER),
  dimension: 2,
  backend: 'wasm',
  threads: 1,
  passedOver: [],
  loadMs: 1,
}

const model: IntentModel = {
  format: 1,
  encoder: { id: DEFAULT_ENCODER, revision: revisionOf(DEFAULT_ENCODER), dimension: 2 },
  labels: ['pay' as CommandId],
  head: new Uint8Array(),
  temperature: 1,
  thresholds: { route: 0.5, gap: 0.1, outOfScope: 0.5 },
  examples: { texts: [], labels: [], vectors: new Float32Array() },
  detector: {},
  trainedOn: 'by the worker',
  seed: 1,
  trainedAt: 0,
}

const trained: TrainOutcome = {
  outcome: 'trained',
  model,
  report: { rows: 1 } as TrainingReport,
  status: encoder,
}

const CURVE: LearningCurve = { folds: 3, points: [] }

/** A learn worker of a few lines; each call is noted in `calls`. */
function fakeLearn(overrides: Partial<LearnService> = {}) {
  const calls: string[] = []
  const watchers = new Set<EncoderSink>()
  let open: unknown = null
  const note = <T>(name: string, value: T) => {
    calls.push(name)
    return Promise.resolve(value)
  }
  const learn: LearnService = {
    loadEncoder: () => note('loadEncoder', encoder),
    train: () => note('train', trained),
    learningCurve: () => note('learningCurve', { outcome: 'measured', curve: CURVE }),
    loadModel: (given) => {
      open = given
      return note('loadModel', undefined)
    },
    hasLoaded: (given) => open === given,
    unloadModel: () => note('unloadModel', undefined),
    understand: () => note('understand', null),
    findSpans: () => note('findSpans', null),
    embed: () => note('embed', []),
    watchEncoder(onStatus) {
      watchers.add(onStatus)
      return () => void watchers.delete(onStatus)
    },
    ...overrides,
  }
  return { learn, calls, tell: (status: EncoderStatus) => watchers.forEach((hear) => hear(status)) }
}

function service(
  learn: LearnService,
  before: TrainedModel | null = null,
  kept: KeptModel | null = null,
) {
  const document = createDocumentStore(shop())
  const saved: TrainedModel[] = []
  const reported: unknown[] = []
  const training = createTrainingService({
    document,
    learn,
    trained: before,
    backend: 'auto',
    save: (result) => {
      saved.push(result)
      return Promise.resolve()
    },
    versions: {
      watch: () => () => undefined,
      load: () => Promise.resolve(kept),
    },
    saveBackend: () => undefined,
    report: (error) => reported.push(error),
    announce: () => undefined,
  })
  onTestFinished(() => training.dispose())
  return { training, document, saved, reported }
}

const utterance = utteranceSchema.parse({
  kind: 'utterance',
  id: 'u',
  command: 'pay',
  text: 'settle up',
})

describe('training', () => {
  it('keeps the model and the report, and loads the model for the next message', async () => {
    const { learn, calls } = fakeLearn()
    const { training, saved } = service(learn)
    await training.train()
    expect(calls).toEqual(['train', 'loadEncoder', 'loadModel'])
    expect(saved).toHaveLength(1)
    expect(training.state.getState()).toMatchObject({ status: 'idle', stale: false, encoder })
  })

  it('is stale once an utterance is added, and no longer when that is undone', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { training, document } = service(fakeLearn().learn)
    await training.train()
    document.edit('Add utterance', (records) => ({ ...records, u: utterance }))
    vi.runAllTimers()
    expect(training.state.getState().stale).toBe(true)
    document.undo()
    vi.runAllTimers()
    expect(training.state.getState().stale).toBe(false)
  })

  it('is stale after a reload when the document changed since', async () => {
    const first = service(fakeLearn().learn)
    await first.training.train()
    const [before] = first.saved
    if (!before) throw new Error('nothing saved')
    expect(service(fakeLearn().learn, before).training.state.getState().stale).toBe(false)
    const other = { ...before, model: { ...before.model, trainedOn: 'something else' } }
    expect(service(fakeLearn().learn, other).training.state.getState().stale).toBe(true)
  })

  it('loads encoder and model once for many messages', async () => {
    const { learn, calls } = fakeLearn()
    const { training } = service(learn, { model, report: {} as TrainingReport })
    await Promise.all([training.understand('a'), training.understand('b')])
    expect(calls).toEqual(['loadEncoder', 'loadModel', 'understand', 'understand'])
  })

  it('does not ask a model of another encoder, and asks it again when the choice is undone', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const encoders: string[] = []
    const { learn, calls } = fakeLearn({
      loadEncoder(id) {
        encoders.push(id)
        return Promise.resolve({ ...encoder, encoder: id, revision: revisionOf(id) })
      },
    })
    const { training, document } = service(learn, { model, report: {} as TrainingReport })
    await training.understand('pay')
    expect(calls).toEqual(['loadModel', 'understand'])

    document.edit('Choose encoder', updateWorkflow({ encoder: FAST_ENCODER }))
    // At once, not only when the state has caught up.
    expect(training.answering()).toBeNull()
    expect(await training.understand('pay')).toBeNull()
    vi.runAllTimers()
    expect(training.state.getState()).toMatchObject({ misfit: 'other-encoder' })
    await training.embed(['pay'])
    expect(encoders).toEqual([DEFAULT_ENCODER, FAST_ENCODER])
    expect(training.state.getState().encoder?.encoder).toBe(FAST_ENCODER)

    document.undo()
    vi.runAllTimers()
    await training.understand('pay')
    expect(encoders).toEqual([DEFAULT_ENCODER, FAST_ENCODER, DEFAULT_ENCODER])
    expect(calls).toEqual(['loadModel', 'understand', 'embed', 'loadModel', 'understand'])
    expect(training.state.getState().misfit).toBeNull()
  })

  it.each([
    [
      'another release of the encoder',
      { id: DEFAULT_ENCODER, revision: 'earlier' },
      'other-release',
    ],
    ['another encoder', { id: 'unheard-of', revision: '1' }, 'other-encoder'],
  ])('keeps a model of %s without asking it', async (_, made, misfit) => {
    const { learn, calls } = fakeLearn()
    const old = { ...model, encoder: { ...made, dimension: 2 } }
    const { training } = service(learn, { model: old, report: {} as TrainingReport })
    expect(training.state.getState()).toMatchObject({ model: old, misfit })
    expect(await training.understand('pay')).toBeNull()
    training.warmUp()
    await training.embed(['pay'])
    expect(calls).toEqual(['loadEncoder', 'embed'])

    await training.train()
    expect(training.state.getState()).toMatchObject({
      model: { encoder: model.encoder },
      misfit: null,
    })
  })

  it('says what a workflow lacks whose encoder this studio does not have', async () => {
    const unavailable = new AppError('learn/encoder-unavailable', 'none', {
      details: { encoder: 'unheard-of' },
    })
    const { learn } = fakeLearn({ loadEncoder: () => Promise.reject(unavailable) })
    const { training, document } = service(learn, { model, report: {} as TrainingReport })
    document.edit('Choose encoder', updateWorkflow({ encoder: 'unheard-of' }))
    await expect(training.embed(['pay'])).rejects.toBe(unavailable)
    expect(await training.understand('pay')).toBeNull()
  })

  it('loads the encoder that is chosen after one that could not be loaded', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const unavailable = new AppError('learn/encoder-unavailable', 'none')
    const { learn } = fakeLearn({
      loadEncoder: (id) =>
        id === 'unheard-of' ? Promise.reject(unavailable) : Promise.resolve(encoder),
    })
    const { training, document } = service(learn)
    document.edit('Choose encoder', updateWorkflow({ encoder: 'unheard-of' }))
    training.warmUp()
    await vi.runAllTimersAsync()
    expect(training.state.getState().error?.code).toBe('learn/encoder-unavailable')
    document.edit('Choose encoder', updateWorkflow({ encoder: DEFAULT_ENCODER }))
    await vi.runAllTimersAsync()
    expect(training.state.getState()).toMatchObject({ error: null, encoder })
  })

  it('shows the back end that the encoder went on on after its own failed', () => {
    const { learn, tell } = fakeLearn()
    const { training } = service(learn)
    const passedOver = [{ backend: 'webgpu', because: 'it stopped while at work' }] as const
    tell({ ...encoder, passedOver })
    expect(training.state.getState().encoder).toEqual({ ...encoder, passedOver })
  })

  it('understands nothing while untrained, without starting the worker', async () => {
    const { learn, calls } = fakeLearn()
    expect(await service(learn).training.understand('pay')).toBeNull()
    expect(calls).toEqual([])
  })

  it('goes on without the classifier, and says why, when the encoder is damaged', async () => {
    const damaged = new AppError('learn/encoder-damaged', 'hash differs')
    const { learn } = fakeLearn({ loadEncoder: () => Promise.reject(damaged) })
    const { training } = service(learn, { model, report: {} as TrainingReport })
    expect(await training.understand('pay')).toBeNull()
    expect(training.state.getState().error).toMatchObject({ code: 'learn/encoder-damaged' })
  })

  it('loads everything anew after the worker died', async () => {
    const crash = new AppError('learn/worker-crashed', 'gone')
    const answers = [Promise.reject(crash), Promise.resolve(null)]
    answers[0]?.catch(() => undefined)
    const { learn, calls } = fakeLearn({
      understand: () => answers.shift() ?? Promise.resolve(null),
    })
    const { training } = service(learn, { model, report: {} as TrainingReport })
    await training.understand('a')
    await training.understand('b')
    expect(calls).toEqual(['loadEncoder', 'loadModel', 'loadEncoder', 'loadModel'])
  })

  it('keeps the earlier model when training fails', async () => {
    const failure = new AppError('learn/not-enough-utterances', 'too few')
    const { learn } = fakeLearn({ train: () => Promise.reject(failure) })
    const { training, reported, saved } = service(learn, { model, report: {} as TrainingReport })
    await training.train()
    expect(reported).toEqual([failure])
    expect(saved).toEqual([])
    expect(training.state.getState()).toMatchObject({ status: 'idle', model })
  })

  it('answers by what another tab has trained, once it is told of it', async () => {
    const { learn, calls } = fakeLearn()
    const { training } = service(learn, { model, report: {} as TrainingReport })
    await training.understand('pay')
    const newer = { model: { ...model, trainedAt: 1 }, report: { rows: 2 } as TrainingReport }
    training.adopt(newer)
    expect(training.state.getState()).toMatchObject(newer)
    await training.understand('pay')
    expect(calls.filter((call) => call === 'loadModel')).toHaveLength(2)

    training.adopt(null)
    expect(training.state.getState().model).toBe(newer.model)
  })

  it('hands a cancel to the worker and keeps nothing', async () => {
    const { learn } = fakeLearn({
      train: (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ outcome: 'cancelled' }))
        }),
    })
    const { training, saved } = service(learn)
    const done = training.train()
    training.cancel()
    await done
    expect(saved).toEqual([])
    expect(training.state.getState()).toMatchObject({ status: 'idle', model: null })
  })

  it('gives the worker its own model again after another workflow gave it another', async () => {
    const { learn, calls } = fakeLearn()
    const { training } = service(learn, { model, report: {} as TrainingReport })
    await training.understand('a')
    await learn.loadModel({ ...model, seed: 2 })
    await training.understand('b')
    expect(calls.filter((call) => call === 'loadModel')).toHaveLength(3)
  })

  it('keeps what was learned even when it cannot be loaded', async () => {
    const gone = new AppError('learn/worker-crashed', 'gone')
    const { learn } = fakeLearn({ loadModel: () => Promise.reject(gone) })
    const { training, saved, reported } = service(learn)
    await training.train()
    expect(saved).toHaveLength(1)
    expect(reported).toEqual([gone])
  })

  it('adds the learning curve to the report, and keeps both', async () => {
    const { training, saved } = service(fakeLearn().learn)
    await training.train()
    await training.measureLearningCurve()
    expect(training.state.getState()).toMatchObject({
      report: { rows: 1, learningCurve: CURVE },
      curve: null,
    })
    expect(saved.at(-1)?.report).toEqual({ rows: 1, learningCurve: CURVE })
  })

  it('gives up a learning curve when it is trained anew meanwhile', async () => {
    const { learn } = fakeLearn({
      learningCurve: (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ outcome: 'cancelled' }))
        }),
    })
    const { training } = service(learn, { model, report: {} as TrainingReport })
    const measured = training.measureLearningCurve()
    expect(training.state.getState().curve).toEqual({ progress: null })
    await training.train()
    await measured
    expect(training.state.getState()).toMatchObject({ report: { rows: 1 }, curve: null })
  })

  it('restores an earlier version with its vectors made again, and answers by it', async () => {
    const { texts: _, ...rest } = model.examples
    const kept: KeptModel = {
      ...model,
      examples: { ...rest, texts: ['pay me'] },
      trainedAt: -1,
    }
    const { learn, calls } = fakeLearn({
      embed: () => Promise.resolve([Float32Array.of(0.6, 0.8)]),
    })
    const { training, saved } = service(learn, { model, report: {} as TrainingReport }, kept)
    const report = { rows: 5 } as TrainingReport
    await training.restore({ ...kept, report })
    expect(training.state.getState()).toMatchObject({
      model: { trainedAt: -1, examples: { vectors: roundedRows(Float32Array.of(0.6, 0.8), 2) } },
      report,
      stale: true,
    })
    expect(saved.at(-1)?.report).toBe(report)
    expect(calls.at(-1)).toBe('loadModel')
  })

  it('restores nothing that is gone, or that another encoder made', async () => {
    const before = { model, report: {} as TrainingReport }
    const version = { ...model, report: {} as TrainingReport }
    const gone = service(fakeLearn().learn, before)
    await expect(gone.training.restore(version)).rejects.toMatchObject({
      code: 'learn/not-restored',
      details: { because: 'gone' },
    })
    const elsewhere = { ...model, encoder: { ...model.encoder, revision: '0' } }
    const other = service(fakeLearn().learn, before, elsewhere)
    await expect(other.training.restore(version)).rejects.toMatchObject({
      details: { because: 'encoder' },
    })
    expect(other.training.state.getState().model).toBe(model)
  })
})
