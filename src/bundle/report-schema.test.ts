import { describe, expect, it } from 'vitest'
import type { CommandId } from '#domain/ids.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { reportSchema } from './report-schema.ts'

const pay = 'pay' as CommandId
const call = 'call' as CommandId

const earlier: TrainingReport = {
  rows: 2,
  folds: 2,
  accuracy: 0.5,
  macroF1: 0.5,
  calibrationError: null,
  outOfScopeRecall: null,
  falseRefusal: null,
  contexts: [],
  commands: [{ command: pay, utterances: 2, precision: 1, recall: 1, f1: 1, thin: true }],
  confusions: [],
  backend: 'wasm',
  embedMs: 1,
  fitMs: 1,
  totalMs: 2,
  modelBytes: 3,
}

const ranking = [
  { command: call, probability: 0.75 },
  { command: pay, probability: 0.25 },
]

const whole: TrainingReport = {
  ...earlier,
  commands: [{ ...earlier.commands[0]!, judged: 2 }],
  details: {
    temperature: 0.5,
    calibration: [{ from: 0, to: 0.5, rows: 2, stated: 0.25, right: 0.5 }],
    outOfScope: {
      own: 2,
      outside: 1,
      heldOut: 0,
      auroc: 1,
      points: [{ threshold: 0, ownRefused: 0, outsideRefused: 0, heldOutRefused: null }],
      nearest: [{ text: 'sing', inScope: 0.25, predicted: pay }],
    },
    routing: {
      rows: 2,
      gap: 0.15,
      points: [
        { threshold: 0, routedRight: 1, routedWrong: 0, askedWithRight: 0, askedWithout: 0 },
      ],
    },
    judged: [{ text: 'ring', actual: pay, ranking, inScope: null }],
    heldOut: {
      rows: 1,
      accuracy: 0,
      macroF1: 0,
      calibrationError: 0.75,
      refused: null,
      calibration: [],
      commands: [{ command: pay, rows: 1, right: 0 }],
      judged: [],
    },
  },
  learningCurve: {
    folds: 3,
    points: [{ share: 1, rows: 2, accuracy: 1, macroF1: 1, lowest: 1, highest: 1, recall: [] }],
  },
}

const throughJson = (report: unknown) => reportSchema.parse(JSON.parse(JSON.stringify(report)))

describe('a training report in a bundle', () => {
  it('comes back whole', () => {
    expect(throughJson(whole)).toEqual(whole)
  })

  it('opens as an earlier release wrote it', () => {
    expect(throughJson(earlier)).toEqual(earlier)
  })

  it('keeps its figures where a later release wrote details that cannot be read', () => {
    expect(throughJson({ ...whole, details: { judged: 'elsewhere' } })).toEqual({
      ...whole,
      details: undefined,
    })
  })
})
