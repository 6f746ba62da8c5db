/**
 * Measures how values are found in messages: trains taggers as the studio does, and reads messages
 * as its chat does. `npm run bench:slots -- [snips] [few] [restaurant] [functions]`; all of them
 * where none is named. The id of an encoder measures with that one. Without the data it says so, and measures nothing.
 */
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { DEFAULT_ENCODER, ENCODERS } from '#learn/encoders.ts'
import { seededRandom, shuffled } from '#learn/train/random.ts'
import { groupBy } from '#shared/group-by.ts'
import { measureArguments } from './slots/measure-arguments.ts'
import { openSpanBench, type SpanBench, type SpanRun } from './slots/measure-spans.ts'
import { readSlotMessages, slotNames, type SlotMessage } from './slots/slot-data.ts'

const SHOTS = 5
const DRAWS = 5
const FOLDS = 5

interface Figure {
  readonly name: string
  readonly value: number
  readonly target: number | null
  readonly note: string
}

/** A folder of data sets beside the project, or beside what it lies in. */
function findData(): string | null {
  const named = process.env['ESPALIER_DATA']
  if (named !== undefined) return named
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const data = join(folder, '../shared/data')
    if (existsSync(join(data, 'snips'))) return data
  }
  return null
}

const percent = (share: number): number => 100 * share
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function spread(values: readonly number[]): string {
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return `± ${Math.sqrt(squares / Math.max(1, values.length - 1)).toFixed(1)}`
}

const aside = ({ intent, fitMs, bytes }: SpanRun): string =>
  `intent ${percent(intent).toFixed(1)}, fitted in ${(fitMs / 1000).toFixed(1)} s, ${Math.round(bytes / 1000)} kB`

async function snips(bench: SpanBench, data: string): Promise<Figure[]> {
  const taught = await readSlotMessages(join(data, 'snips/train.jsonl'))
  const asked = await readSlotMessages(join(data, 'snips/test.jsonl'))
  const run = await bench.run({ names: slotNames(taught), taught, asked, seed: 1 })
  const note = aside(run)
  return [
    { name: 'SNIPS full, slot F1', value: percent(run.f1), target: 93, note },
    { name: 'SNIPS full, exact frame', value: percent(run.frame), target: 80, note },
  ]
}

async function snipsFew(bench: SpanBench, data: string): Promise<Figure[]> {
  const pool = await readSlotMessages(join(data, 'snips/train.jsonl'))
  const asked = await readSlotMessages(join(data, 'snips/test.jsonl'))
  const runs: SpanRun[] = []
  for (let seed = 1; seed <= DRAWS; seed++) {
    const byLabel = groupBy(shuffled(pool, seededRandom(seed)), ({ label }) => label)
    const taught = [...byLabel.values()].flatMap((own) => own.slice(0, SHOTS))
    runs.push(await bench.run({ names: slotNames(pool), taught, asked, seed }))
  }
  const f1 = runs.map((run) => percent(run.f1))
  const frame = runs.map((run) => percent(run.frame))
  const draws = `seeds 1–${DRAWS}, intent ${percent(mean(runs.map(({ intent }) => intent))).toFixed(1)}`
  return [
    {
      name: `SNIPS ${SHOTS} an intent, slot F1`,
      value: mean(f1),
      target: 75,
      note: `${spread(f1)}, ${draws}`,
    },
    {
      name: `SNIPS ${SHOTS} an intent, exact frame`,
      value: mean(frame),
      target: null,
      note: spread(frame),
    },
  ]
}

async function restaurant(bench: SpanBench, data: string): Promise<Figure[]> {
  const path = join(data, 'polyai_spans/restaurant8k_train.jsonl')
  const dealt = shuffled(await readSlotMessages(path), seededRandom(1))
  const runs: SpanRun[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const part = (isAsked: boolean): SlotMessage[] =>
      dealt.filter((_, index) => (index % FOLDS === fold) === isAsked)
    const taught = part(false)
    runs.push(await bench.run({ names: slotNames(dealt), taught, asked: part(true), seed: 1 }))
  }
  const f1 = runs.map((run) => percent(run.f1))
  return [
    {
      name: `Restaurant8k, ${FOLDS} folds, slot F1`,
      value: mean(f1),
      target: 93,
      note: spread(f1),
    },
  ]
}

async function functions(data: string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [file, seen] of [
    ['simple_python', 'tuned on'],
    ['multiple', 'unseen'],
  ] as const) {
    const { right, literal, byType } = await measureArguments(join(data, `bfcl/${file}.jsonl`))
    const types = [...byType].map(([type, [good, of]]) => `${type} ${good}/${of}`).join(', ')
    figures.push({
      name: `BFCL ${file}, literal arguments`,
      value: percent(right / literal),
      target: 95,
      note: `${seen}; ${types}`,
    })
  }
  return figures
}

function print({ name, value, target, note }: Figure): void {
  const goal = target === null ? '    ' : `≥ ${target}`
  console.log(`${name.padEnd(38)} ${value.toFixed(1).padStart(5)}  ${goal.padEnd(5)} ${note}`)
}

const PARTS = ['snips', 'few', 'restaurant', 'functions'] as const

async function main(): Promise<void> {
  const data = findData()
  if (!data) {
    console.log('There are no data sets here (ESPALIER_DATA names their folder): nothing measured.')
    return
  }
  const named = PARTS.filter((part) => process.argv.includes(part))
  const isWanted = (part: (typeof PARTS)[number]): boolean =>
    named.length === 0 || named.includes(part)
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`)
  if (isWanted('functions')) (await functions(data)).forEach(print)
  if (named.length > 0 && named.every((part) => part === 'functions')) return
  const encoder = ENCODERS.find(({ id }) => process.argv.includes(id))?.id ?? DEFAULT_ENCODER
  const bench = await openSpanBench(encoder)
  console.log(`encoder ${bench.encoder}`)
  try {
    if (isWanted('few')) (await snipsFew(bench, data)).forEach(print)
    if (isWanted('restaurant')) (await restaurant(bench, data)).forEach(print)
    if (isWanted('snips')) (await snips(bench, data)).forEach(print)
  } finally {
    await bench.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
