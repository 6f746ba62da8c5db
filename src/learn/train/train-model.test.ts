import { describe, expect, it } from 'vitest'
import { OUT_OF_SCOPE, type TrainingRow } from '#domain/intent-model.ts'
import { embedAll } from '../model/encoder.ts'
import { row, ROWS, SCOPES, wordEncoder } from '../testing/synthetic.ts'
import { crossValidate, type Fit } from './cross-validate.ts'
import { fitHead } from './fit-head.ts'
import { stratifiedFolds } from './folds.ts'
import { runJob } from './run-job.ts'
import { trainModel } from './train-model.ts'
import { foreignTo, trainingSet } from './training-set.ts'

const now = async (): Promise<void> => {}

async function train(rows: readonly TrainingRow[], seed = 1, dimension = 32) {
  const encoder = wordEncoder(dimension)
  const { signal } = new AbortController()
  return runJob(
    { rows, seed, scopes: SCOPES },
    { encoder, cache: null, backend: 'test' },
    () => {},
    signal,
  )
}

/** Every number in a value that is neither finite nor null, by path. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => notFinite(item, `${path}/${key}`))
}

/** Greetings: emoji alone and with a skin tone, right to left, without spaces, with combining marks. */
const SCRIPTS = [
  '👋',
  '👋🏽👩‍👩‍👧',
  'שלום לך',
  'مرحبا بك',
  '你好世界',
  'नमस्ते दोस्त',
  'Zażółć gęślą jaźń',
  'e\u0301te\u0301',
]

describe('trainModel', () => {
  it('learns commands, and says how well by context', async () => {
    const { model, report } = await train(ROWS)
    expect(model.labels).toEqual(['cancel', 'return', 'track', OUT_OF_SCOPE])
    expect(report).toMatchObject({ rows: 12, accuracy: 1, macroF1: 1, confusions: [] })
    expect(report.contexts).toEqual([
      { context: 'root', rows: 12, accuracy: 1, macroF1: 1 },
      { context: 'order', rows: 8, accuracy: 1, macroF1: 1 },
    ])
    expect(report.commands[0]).toEqual({
      command: 'cancel',
      utterances: 4,
      judged: 4,
      precision: 1,
      recall: 1,
      f1: 1,
      thin: true,
    })
    expect(report.outOfScopeRecall).toBeGreaterThan(0.5)
  })

  it('gives the same bytes for the same rows and seed', async () => {
    const [first, second] = [await train(ROWS), await train(ROWS)]
    expect(second.model.head).toEqual(first.model.head)
    expect({ ...second.model, trainedAt: 0 }).toEqual({ ...first.model, trainedAt: 0 })
  })

  it.each([
    ['one command with one utterance', [row('cancel order', 'cancel')]],
    ['one command with five', ROWS.slice(0, 4)],
    ['two commands with one utterance each', [row('cancel order', 'a'), row('track it', 'b')]],
    ['the same text for two commands', [row('do it', 'a'), row('do it', 'b'), row('do it', 'b')]],
    ['out-of-scope rows besides', [...ROWS, row('sing a song', OUT_OF_SCOPE)]],
    ['an empty text', [...ROWS, row('', 'cancel')]],
    [
      'two commands with the same utterances',
      [...ROWS, ...ROWS.map((each) => row(each.text, 'b'))],
    ],
    ['emoji and other scripts', [...ROWS, ...SCRIPTS.map((text) => row(text, 'wave'))]],
    ['50,000 characters', [...ROWS, row('please cancel '.repeat(3600), 'cancel')]],
    ['labels with slashes and spaces', ROWS.map(({ text, label }) => row(text, `a/b/ ${label}`))],
  ])('makes numbers of %s', async (_, rows) => {
    const { model, report } = await train(rows)
    expect(notFinite({ ...model, head: [], trainedAt: 0 })).toEqual([])
    expect(notFinite(report)).toEqual([])
  })

  it('makes a model and a report of a thousand commands', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => row(`do thing ${i}`, `command ${i}`))
    const { model, report } = await train(rows, 1, 4)
    expect(model.labels).toHaveLength(1001)
    expect(report.commands).toHaveLength(1000)
    expect(notFinite(report)).toEqual([])
  }, 60_000)

  it('names the texts that were taken for something else', async () => {
    const rows = [...ROWS, row('track parcel please', 'cancel'), row('track my parcel', 'cancel')]
    const { report } = await train(rows)
    const confusion = report.confusions.find(({ actual }) => actual === 'cancel')
    expect(confusion).toMatchObject({ predicted: 'track' })
    expect(confusion?.texts).toContain('track parcel please')
  })

  it('tells each wrong row with what stood before the right command, in probabilities', async () => {
    const rows = [...ROWS, row('track parcel please', 'cancel'), row('track my parcel', 'cancel')]
    const { report } = await train(rows)
    const wrong = report.details!.judged.filter(
      ({ ranking, actual }) => ranking[0]!.command !== actual,
    )
    expect(wrong.map(({ text }) => text).sort()).toEqual(
      report.confusions.flatMap(({ texts }) => texts).sort(),
    )
    for (const { ranking, actual } of wrong) {
      expect(ranking.at(-1)?.command).toBe(actual)
      expect(ranking.map(({ probability }) => probability)).toEqual(
        ranking.map(({ probability }) => probability).sort((a, b) => b - a),
      )
    }
  })

  it('measures held-out utterances apart, and learns nothing from them', async () => {
    const encoder = wordEncoder()
    const { signal } = new AbortController()
    const job = { rows: ROWS, seed: 1, scopes: SCOPES }
    const ports = { encoder, cache: null, backend: 'test' }
    const heldOut = [
      row('please cancel that order', 'cancel'),
      row('track my parcel now', 'cancel'),
    ]
    const without = await runJob(job, ports, () => {}, signal)
    const { model, report } = await runJob({ ...job, heldOut }, ports, () => {}, signal)
    expect(model.head).toEqual(without.model.head)
    expect(without.report.details!.heldOut).toBeNull()
    expect(report.accuracy).toBe(without.report.accuracy)
    expect(report.details!.heldOut).toMatchObject({
      rows: 2,
      accuracy: 0.5,
      commands: [{ command: 'cancel', rows: 2, right: 1 }],
      judged: [{ text: 'track my parcel now', actual: 'cancel' }],
    })
  })

  it('judges the threshold by general messages that were not taught, and names them', async () => {
    const { report } = await train(ROWS)
    const { outOfScope } = report.details!
    expect(outOfScope?.own).toBe(12)
    expect(outOfScope?.outside).toBeGreaterThan(20)
    expect(outOfScope?.nearest[0]?.text).toMatch(/\w/)
  })

  it('asks for utterances where no command has any', async () => {
    await expect(train([row('sing a song', OUT_OF_SCOPE)])).rejects.toMatchObject({
      code: 'learn/not-enough-utterances',
    })
  })

  it('stops when cancelled', async () => {
    const controller = new AbortController()
    const job = runJob(
      { rows: ROWS, seed: 1, scopes: [] },
      { encoder: wordEncoder(), cache: null, backend: 'test' },
      ({ phase }) => {
        if (phase === 'fitting') controller.abort()
      },
      controller.signal,
    )
    await expect(job).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('tells of each fold and the final fit', async () => {
    const vectors = await embedAll(
      wordEncoder(),
      ROWS.map(({ text }) => text),
    )
    const seen: number[] = []
    await trainModel(
      {
        rows: ROWS,
        vectors,
        encoder: { id: 'words', revision: '1', dimension: 32 },
        seed: 1,
        scopes: [],
        background: { taught: [], heldOut: [] },
      },
      { pause: now, now: () => 0, onFitted: (done, total) => void seen.push(done / total) },
    )
    expect(seen).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  })
})

describe('crossValidate', () => {
  it('judges each row once, by a head and by neighbours it was none of', async () => {
    const vectors = await embedAll(
      wordEncoder(),
      ROWS.map(({ text }) => text),
    )
    const set = trainingSet({ rows: ROWS, vectors }, [])
    const folds = stratifiedFolds({ labels: set.problem.labels }, 1)
    const trainedOn: (readonly number[])[] = []
    const fit: Fit = (rows) => {
      trainedOn.push(rows)
      return fitHead(set.problem, rows, now)
    }
    const judged = await crossValidate(set, folds, { fit, pause: now, seed: 1 })
    expect(judged.map(({ row: judgedRow }) => judgedRow).sort((a, b) => a - b)).toEqual([
      ...ROWS.keys(),
    ])
    for (const { row: held, familiarity } of judged) {
      expect(trainedOn[folds.of[held]!]).not.toContain(held)
      // A text is not its own neighbour: nothing here is as near to another as to itself.
      expect(familiarity?.similarity).toBeLessThan(0.99)
    }
  })
})

describe('foreignTo', () => {
  it('leaves out what is about the same as something that was taught', async () => {
    const encoder = wordEncoder()
    const vectors = await embedAll(
      encoder,
      ROWS.map(({ text }) => text),
    )
    const [near, far] = await embedAll(encoder, ['cancel my order please', 'xylophones quiver'])
    expect(foreignTo({ rows: ROWS, vectors }, [near!, far!])).toEqual([far])
  })
})
