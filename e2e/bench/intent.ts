/**
 * Measures intent recognition on labelled messages: trains as the studio does, and asks as its
 * chat does. `npm run bench:intent -- --train A.jsonl --test B.jsonl`; see `USAGE`.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { BACKENDS, type BackendChoice } from '#learn/worker/contract.ts'
import type { BenchRuntime } from './bench-runtime.ts'
import { machine } from './machine.ts'
import { measureIntent } from './measure-intent.ts'
import { divide, readRows } from './rows.ts'

const USAGE = `npm run bench:intent -- --train ROWS.jsonl (--test ROWS.jsonl | --cv FOLDS) [options]
  --shots K        draw K rows of each label from the training rows
  --seeds N        so many draws, or runs (1)
  --oos-label L    label of the messages that are out of scope (oos); in training rows too
  --encoder ID     one of public/models (${DEFAULT_ENCODER})
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
  readonly encoder: string
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
      encoder: { type: 'string', default: DEFAULT_ENCODER },
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
    encoder: values.encoder,
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

async function openRuntime({ encoder, runtime, backend }: Options): Promise<BenchRuntime> {
  if (runtime === 'node') return (await import('./node-runtime.ts')).openNodeRuntime(encoder)
  return (await import('./chromium-runtime.ts')).openChromiumRuntime(encoder, backend)
}

async function main(): Promise<void> {
  const options = readOptions()
  const { shots, seeds, cv, oosLabel, encoder } = options
  const test = options.test === undefined ? null : await readRows(options.test)
  const splits = divide(await readRows(options.train), test, { shots, seeds, folds: cv })
  const runtime = await openRuntime(options)
  try {
    const { ladder, promises, ...figures } = await measureIntent(runtime, splits, oosLabel)
    const setting = { encoder, runtime: options.runtime, seeds, machine: machine() }
    const result = { ...figures, ...ladder, ...setting }
    for (const [name, value] of Object.entries(result))
      console.log(name.padEnd(16), typeof value === 'number' ? Number(value.toFixed(4)) : value)
    if (options.json)
      await writeFile(options.json, `${JSON.stringify({ ...result, promises }, null, 2)}\n`)
  } finally {
    await runtime.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
