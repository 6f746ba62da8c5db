import { mean } from '#learn/train/statistics.ts'
import { seededRandom, shuffled } from '#learn/train/random.ts'
import { groupBy } from '#shared/group-by.ts'
import { dataFile } from '../data-folder.ts'
import { atLeast, percent, type Figure } from '../figure.ts'
import { measureArguments } from '../slots/measure-arguments.ts'
import { openSpanBench, type SpanBench, type SpanRun } from '../slots/measure-spans.ts'
import { readSlotMessages, slotNames, type SlotMessage } from '../slots/slot-data.ts'
import type { Section } from './section.ts'

const SHOTS = 5
const FOLDS = 5

/** Parts of the section, for when not all are wanted. */
export const SLOT_PARTS = ['functions', 'few', 'full', 'folds'] as const
export type SlotPart = (typeof SLOT_PARTS)[number]

/** Values in messages, found without a language model. */
export const slotsSection: Section = {
  title: 'Values in messages',
  measure: ({ learner, seeds }) => measureSlots(learner.encoder, seeds, SLOT_PARTS),
}

export async function measureSlots(
  encoder: string,
  seeds: number,
  parts: readonly SlotPart[],
): Promise<Figure[]> {
  const figures = parts.includes('functions') ? await functionFigures() : []
  if (parts.every((part) => part === 'functions')) return figures
  const bench = await openSpanBench(encoder)
  try {
    if (parts.includes('few')) figures.push(...(await fewFigures(bench, seeds)))
    if (parts.includes('full')) figures.push(...(await fullFigures(bench)))
    if (parts.includes('folds')) figures.push(await foldFigure(bench))
    return figures
  } finally {
    await bench.close()
  }
}

const average = (runs: readonly SpanRun[], figure: 'f1' | 'frame' | 'intent'): number | null =>
  mean(runs.map((run) => run[figure]))

function spread(runs: readonly SpanRun[]): string {
  const centre = average(runs, 'f1') ?? 0
  const squares = runs.reduce((sum, { f1 }) => sum + (f1 - centre) ** 2, 0)
  return `± ${(100 * Math.sqrt(squares / Math.max(1, runs.length - 1))).toFixed(1)}`
}

async function fullFigures(bench: SpanBench): Promise<Figure[]> {
  const taught = await readSlotMessages(dataFile('snips/train.jsonl'))
  const asked = await readSlotMessages(dataFile('snips/test.jsonl'))
  console.error('SNIPS full')
  const run = await bench.run({ names: slotNames(taught), taught, asked, seed: 1 })
  const seconds = (run.fitMs / 1000).toFixed(0)
  return [
    percent('SNIPS full: slot F1', run.f1, {
      target: atLeast(93),
      references: 'fine-tuned BERT 97.0, slot-gated LSTM 88.8',
      note: `fitted in ${seconds} s, ${Math.round(run.bytes / 1000)} kB`,
    }),
    percent('… exact frame', run.frame, {
      target: atLeast(80),
      references: 'fine-tuned BERT 92.8, slot-gated LSTM 75.5',
      note: `intent ${(100 * run.intent).toFixed(1)}`,
    }),
  ]
}

async function fewFigures(bench: SpanBench, seeds: number): Promise<Figure[]> {
  const pool = await readSlotMessages(dataFile('snips/train.jsonl'))
  const asked = await readSlotMessages(dataFile('snips/test.jsonl'))
  const runs: SpanRun[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    console.error(`SNIPS ${SHOTS}-shot, seed ${seed}`)
    const byLabel = groupBy(shuffled(pool, seededRandom(seed)), ({ label }) => label)
    const taught = [...byLabel.values()].flatMap((own) => own.slice(0, SHOTS))
    runs.push(await bench.run({ names: slotNames(pool), taught, asked, seed }))
  }
  const intent = (100 * (average(runs, 'intent') ?? 0)).toFixed(1)
  return [
    percent(`SNIPS ${SHOTS} an intent: slot F1`, average(runs, 'f1'), {
      target: atLeast(75),
      note: `${spread(runs)}, intent ${intent}`,
    }),
    percent('… exact frame', average(runs, 'frame')),
  ]
}

async function foldFigure(bench: SpanBench): Promise<Figure> {
  const path = dataFile('polyai_spans/restaurant8k_train.jsonl')
  const dealt = shuffled(await readSlotMessages(path), seededRandom(1))
  const runs: SpanRun[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    console.error(`Restaurant8k, fold ${fold + 1}`)
    const part = (isAsked: boolean): SlotMessage[] =>
      dealt.filter((_, index) => (index % FOLDS === fold) === isAsked)
    const taught = part(false)
    runs.push(await bench.run({ names: slotNames(dealt), taught, asked: part(true), seed: 1 }))
  }
  return percent(`Restaurant8k, ${FOLDS} folds of train: slot F1`, average(runs, 'f1'), {
    target: atLeast(93),
    references: 'Span-ConveRT 95.8 on its test rows',
    note: spread(runs),
  })
}

async function functionFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [file, seen] of [
    ['simple_python', 'tuned on'],
    ['multiple', 'unseen'],
  ] as const) {
    const { right, literal, byType } = await measureArguments(dataFile(`bfcl/${file}.jsonl`))
    const types = [...byType].map(([type, [good, of]]) => `${type} ${good}/${of}`).join(', ')
    figures.push(
      percent(`BFCL ${file}: literal arguments`, right / literal, {
        target: atLeast(95),
        note: `${seen}; ${types}`,
      }),
    )
  }
  return figures
}
