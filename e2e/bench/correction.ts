/**
 * Measures what a correction does: to messages like the one that was put right, and to all others.
 * `npm run bench:correction`; see `USAGE`.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { mean } from '#learn/train/statistics.ts'
import { dataFile } from './data-folder.ts'
import { machine } from './machine.ts'
import {
  measureCorrection,
  measureNewCommand,
  NEAR,
  summed,
  type CorrectionFigures,
  type Effect,
} from './measure-correction.ts'
import { openNodeLearner } from './node-learner.ts'
import { readRows } from './rows.ts'

const USAGE = `npm run bench:correction -- [options]
  --train FILE      rows to draw from (JSON Lines); CLINC150 without it
  --test FILE       messages to ask and correct
  --oos-label L     label of the messages that are out of scope (oos)
  --shots K         training rows of each label (10)
  --corrections N   so many wrong messages are corrected (200)
  --seeds N         draws (3)
  --new-commands N  so many intents are left out and made of one message (10)
  --encoder ID      one of public/models (${DEFAULT_ENCODER})
  --json OUT        writes the figures to a file`

/** Everything this bench has to tell; what \`npm run bench\` takes its lines from. */
export interface CorrectionBench extends CorrectionFigures {
  readonly newCommand: Awaited<ReturnType<typeof measureNewCommand>> | null
}

export interface CorrectionBenchOptions {
  readonly encoder: string
  readonly train: string
  readonly test: string
  readonly oosLabel: string
  readonly shots: number
  readonly corrections: number
  readonly seeds: number
  readonly newCommands: number
}

export const CORRECTION_DEFAULTS: Omit<CorrectionBenchOptions, 'train' | 'test'> = {
  encoder: DEFAULT_ENCODER,
  oosLabel: 'oos',
  shots: 10,
  corrections: 200,
  seeds: 3,
  newCommands: 10,
}

export async function benchCorrection(options: CorrectionBenchOptions): Promise<CorrectionBench> {
  const learner = await openNodeLearner(options.encoder)
  try {
    const job = {
      ...options,
      rows: await readRows(options.train),
      test: await readRows(options.test),
    }
    const runs: CorrectionFigures[] = []
    for (let seed = 1; seed <= options.seeds; seed++) {
      runs.push(await measureCorrection(learner, { ...job, seed }))
      console.error(`  draw ${seed} of ${options.seeds}`)
    }
    const of = (name: 'together' | 'alone' | 'trained' | 'outside'): Effect =>
      summed(runs.map((run) => run[name]))
    return {
      together: of('together'),
      alone: of('alone'),
      trained: of('trained'),
      outside: of('outside'),
      spread: mean(runs.map(({ spread }) => spread)) ?? 0,
      corrected: runs.reduce((sum, { corrected }) => sum + corrected, 0),
      newCommand:
        options.newCommands > 0
          ? await measureNewCommand(learner, { ...job, seed: 1 }, options.newCommands)
          : null,
    }
  } finally {
    await learner.close()
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      'oos-label': { type: 'string', default: CORRECTION_DEFAULTS.oosLabel },
      shots: { type: 'string', default: String(CORRECTION_DEFAULTS.shots) },
      corrections: { type: 'string', default: String(CORRECTION_DEFAULTS.corrections) },
      seeds: { type: 'string', default: String(CORRECTION_DEFAULTS.seeds) },
      'new-commands': { type: 'string', default: String(CORRECTION_DEFAULTS.newCommands) },
      encoder: { type: 'string', default: DEFAULT_ENCODER },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const counts = [values.shots, values.corrections, values.seeds, values['new-commands']].map(
    Number,
  )
  if (values.help || counts.some((count) => !Number.isSafeInteger(count))) throw new Error(USAGE)
  const [shots = 0, corrections = 0, seeds = 0, newCommands = 0] = counts
  const bench = await benchCorrection({
    encoder: values.encoder,
    train: values.train ?? dataFile('clinc150/train.jsonl'),
    test: values.test ?? dataFile('clinc150/test.jsonl'),
    oosLabel: values['oos-label'],
    shots,
    corrections,
    seeds,
    newCommands,
  })
  print(bench)
  const setting = { encoder: values.encoder, seeds, shots, machine: machine() }
  if (values.json)
    await writeFile(values.json, `${JSON.stringify({ ...bench, ...setting }, null, 2)}\n`)
}

function print(bench: CorrectionBench): void {
  console.log(
    `${bench.corrected} corrections; texts are ${bench.spread.toFixed(2)} apart on the mean`,
  )
  console.log(''.padEnd(28), ...NEAR.map((within) => `within ${within}`.padStart(18)), 'broken')
  const line = (name: string, near: Effect['near'], broken: number): void =>
    console.log(
      name.padEnd(28),
      ...near.map(({ wrong, right }) => `${percent(right / wrong)} of ${wrong}`.padStart(18)),
      percent(broken, 2),
    )
  line('all at once, memory', bench.together.near, bench.together.broken)
  line('each alone, memory', bench.alone.near, bench.alone.broken)
  line('all at once, trained', bench.trained.near, bench.trained.broken)
  line('to out of scope, memory', bench.outside.near, bench.outside.broken)
  console.log(
    `right first: ${percent(bench.together.before)} → ${percent(bench.together.after)} by memory, ${percent(bench.trained.after)} trained`,
  )
  if (!bench.newCommand) return
  line(
    `new command (${bench.newCommand.intents}), memory`,
    bench.newCommand.near,
    bench.newCommand.broken,
  )
  line('new command, trained', bench.newCommand.trainedNear, bench.newCommand.trainedBroken)
  console.log(
    `of all its messages: ${percent(bench.newCommand.share)} at once, ${percent(bench.newCommand.trainedShare)} trained`,
  )
}

const percent = (share: number, digits = 1): string =>
  Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–'

if (import.meta.filename === process.argv[1])
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
