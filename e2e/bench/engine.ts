/** Runs every proof of the engine, one after the other. `npm run bench:engine`; see `USAGE`. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFile } from './data-folder.ts'
import { machine } from './machine.ts'

interface Proof {
  readonly about: string
  /** Beside what the program does of itself. */
  readonly whole: readonly string[]
  /** A part that takes a minute at most: that the proof runs at all. */
  readonly part: () => readonly string[]
}

const PROOFS = {
  tau: {
    about: 'recorded calls over a retail database, and what is said of them',
    whole: ['--language'],
    part: () => ['--tasks', dataFile('tau_bench_retail/tasks_dev.jsonl'), '--sessions', '5'],
  },
  turns: {
    about: 'recorded calls over directories that are contexts',
    whole: [],
    part: () => ['--only', '20'],
  },
  sandbox: {
    about: 'what a handler, a large state and a large scope cost',
    whole: [],
    part: () => ['--objects', '1000', '--commands', '200', '--rounds', '3'],
  },
  'two-commands': {
    about: 'two requests in one message',
    whole: [],
    part: () => ['--domains', 'alarm', '--folds', '3', '--pairs', '8'],
  },
  sgd: {
    about: 'whole conversations over services',
    whole: [],
    part: () => ['--only', '10'],
  },
} satisfies Record<string, Proof>
type ProofName = keyof typeof PROOFS

const USAGE = `npm run bench:engine -- [options]
  --only NAMES   some of ${Object.keys(PROOFS).join(', ')}; by commas
  --part         a small part of each: that it runs, not what it gives
  --minutes N    how long each may take before it is ended (180)
  --json OUT     writes what each gave to one file
Each prints its own table. Ends with 1 where one of them failed, or missed a target of 100 %; what
depends on the machine (milliseconds) or on chance (a share that others reach less of) is told only.`

interface Ended {
  readonly name: ProofName
  readonly code: number
  readonly seconds: number
  /** As the proof itself writes it; `null` where it got nowhere. */
  readonly result: unknown
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: Object.keys(PROOFS).join(',') },
      part: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '180' },
      json: { type: 'string' },
    },
  })
  const names = values.only.split(',').map((name) => name.trim())
  const only = names.filter((name): name is ProofName => name in PROOFS)
  const minutes = Number(values.minutes)
  if (only.length < names.length || !(minutes > 0)) throw new Error(USAGE)
  return { only, isPart: values.part, minutes, json: values.json }
}

/** In a process of its own: none can take the memory or the minutes of the others with it. */
async function run(
  name: ProofName,
  { isPart, minutes }: { readonly isPart: boolean; readonly minutes: number },
  folder: string,
): Promise<Ended> {
  const out = join(folder, `${name}.json`)
  const { about, whole, part } = PROOFS[name]
  const script = join(import.meta.dirname, `${name}.ts`)
  const more = isPart ? part() : whole
  console.log(`\n${name}: ${about}\n`)
  const from = performance.now()
  const code = await ended([...process.execArgv, script, ...more, '--json', out], minutes)
  const seconds = Math.round((performance.now() - from) / 1000)
  return { name, code, seconds, result: await resultIn(out) }
}

/** The exit code; 1 too where there is none: it did not start, or a signal ended it. */
const ended = (args: readonly string[], minutes: number): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: 'inherit',
      timeout: minutes * 60_000,
      killSignal: 'SIGKILL',
    })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })

async function resultIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch {
    return null
  }
}

async function main(): Promise<void> {
  const { only, isPart, minutes, json } = readOptions()
  const folder = await mkdtemp(join(tmpdir(), 'espalier-bench-'))
  const all: Ended[] = []
  try {
    for (const name of only) {
      all.push(await run(name, { isPart, minutes }, folder))
      if (json !== undefined)
        await writeFile(
          json,
          `${JSON.stringify({ machine: machine(), isPart, proofs: all }, null, 2)}\n`,
        )
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  console.log(`\n${isPart ? 'A part of each' : 'All of each'}, on ${machine()}`)
  for (const { name, code, seconds } of all)
    console.log(
      `${name.padEnd(14)}${code === 0 ? 'passed' : 'FAILED'}${`${seconds} s`.padStart(9)}`,
    )
  if (all.some(({ code }) => code !== 0)) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
