/**
 * Measures intent recognition on labelled messages: trains as the studio does, and asks as its
 * chat does. `npm run bench:intent -- --train A.jsonl --test B.jsonl`; see `USAGE`.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, platform, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { mean, quantile } from '#learn/train/statistics.ts'
import { BACKENDS, type BackendChoice } from '#learn/worker/contract.ts'
import type { BenchRun, BenchRuntime } from './bench-runtime.ts'
import { crossSplits, drawShots, readRows, type Split } from './rows.ts'
import { score, type Scores } from './score.ts'

const USAGE = `npm run bench:intent -- --train ROWS.jsonl (--test ROWS.jsonl | --cv FOLDS) [options]
  --shots K        draw K rows of each label from the training rows
  --seeds N        so many draws, or runs (1)
  --oos-label L    label of the messages that are out of scope (oos); in training rows too
  --runtime R      chromium (default) or node
  --backend B      auto (default), ${BACKENDS.join(', ')}
  --json OUT       writes the figures to a file`

interface Options {
  readonly train: string
  readonly test: string | undefined
  readonly cv: number
  readonly shots: number
  readonly seeds: number
  readonly oosLabel: string
  readonly runtime: 'chromium' | 'node'
  readonly backend: BackendChoice
  readonly json: string | undefined
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      cv: { type: 'string', default: '0' },
      shots: { type: 'string', default: '0' },
      seeds: { type: 'string', default: '1' },
      'oos-label': { type: 'string', default: 'oos' },
      runtime: { type: 'string', default: 'chromium' },
      backend: { type: 'string', default: 'auto' },
      json: { type: 'string' },
    },
  })
  const { train, test, runtime, backend, json } = values
  const cv = whole(values.cv, '--cv')
  if (!train || (test === undefined) === cv < 2) throw new Error(USAGE)
  if (runtime !== 'chromium' && runtime !== 'node') throw new Error(USAGE)
  const choice = (['auto', ...BACKENDS] as const).find((known) => known === backend)
  if (!choice) throw new Error(USAGE)
  return {
    train,
    test,
    cv,
    shots: whole(values.shots, '--shots'),
    seeds: Math.max(1, whole(values.seeds, '--seeds')),
    oosLabel: values['oos-label'],
    runtime,
    backend: choice,
    json,
  }
}

function whole(text: string, flag: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${flag} must be a whole number`)
  return value
}

async function splitsOf({ train, test, cv, shots, seeds }: Options): Promise<Split[]> {
  const rows = await readRows(train)
  const asked = test === undefined ? [] : await readRows(test)
  const numbers = Array.from({ length: seeds }, (_, index) => index + 1)
  if (test === undefined)
    return numbers.flatMap((seed) =>
      crossSplits(rows, cv, seed).map((split) => ({
        ...split,
        train: shots > 0 ? drawShots(split.train, shots, seed) : split.train,
      })),
    )
  return numbers.map((seed) => ({
    name: `seed ${seed}`,
    seed,
    train: shots > 0 ? drawShots(rows, shots, seed) : rows,
    test: asked,
  }))
}

const average = (values: readonly (number | null)[]): number | null =>
  mean(values.filter((value) => value !== null))

function spread(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  const centre = mean(known)
  if (centre === null || known.length < 2) return null
  const squares = known.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Math.sqrt(squares / (known.length - 1))
}

function figures(options: Options, runs: readonly (BenchRun & { scores: Scores })[]) {
  const of = (name: keyof Scores): number | null => average(runs.map(({ scores }) => scores[name]))
  const messageMs = runs.flatMap((run) => run.messageMs)
  return {
    accuracy: of('accuracy'),
    accuracySd: spread(runs.map(({ scores }) => scores.accuracy)),
    macroF1: of('macroF1'),
    oosAuroc: of('oosAuroc'),
    oosRecallAt5: of('oosRecallAt5'),
    ece: of('ece'),
    routed: of('routed'),
    routedPrecision: of('routedPrecision'),
    oosRefused: of('oosRefused'),
    falseRefusal: of('falseRefusal'),
    trainingRows: average(runs.map(({ report }) => report.rows)),
    embedMs: average(runs.map(({ report }) => report.embedMs)),
    fitMs: average(runs.map(({ report }) => report.fitMs)),
    messageMedianMs: quantile(messageMs, 0.5),
    messageP95Ms: quantile(messageMs, 0.95),
    modelBytes: average(runs.map(({ report }) => report.modelBytes)),
    backend: runs[0]?.report.backend ?? '',
    runtime: options.runtime,
    seeds: options.seeds,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()}, Node ${process.version}`,
  }
}

async function openRuntime({ runtime, backend }: Options): Promise<BenchRuntime> {
  if (runtime === 'node') return (await import('./node-runtime.ts')).openNodeRuntime()
  return (await import('./chromium-runtime.ts')).openChromiumRuntime(backend)
}

async function main(): Promise<void> {
  const options = readOptions()
  const splits = await splitsOf(options)
  const runtime = await openRuntime(options)
  try {
    const runs = []
    for (const { name, seed, train, test } of splits) {
      const messages = test.map(({ text }) => text)
      const run = await runtime.run({ seed, train, messages, oosLabel: options.oosLabel })
      const scores = score(test, run.asked, options.oosLabel)
      runs.push({ ...run, scores })
      console.error(`${name}: accuracy ${scores.accuracy?.toFixed(4) ?? '–'}`)
    }
    const result = figures(options, runs)
    for (const [name, value] of Object.entries(result))
      console.log(name.padEnd(16), typeof value === 'number' ? Number(value.toFixed(4)) : value)
    if (options.json) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`)
  } finally {
    await runtime.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
