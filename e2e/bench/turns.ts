/**
 * Runs the recorded calls of multi-turn function calling, directories being contexts.
 * `npm run bench:turns`; see `USAGE`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { mean } from '#learn/train/statistics.ts'
import { dataFile } from './data-folder.ts'
import { atLeast, percent, tableOf, type Figure } from './figure.ts'
import { readJsonLines } from './json-lines.ts'
import {
  FILE_SYSTEM,
  fileWorkflow,
  readFunctionDocs,
  type FileConfig,
} from './turns/file-workflow.ts'
import { playCalls, type PlayedCalls } from './turns/play-calls.ts'

const USAGE = `npm run bench:turns -- [options]
  --only N      the first so many dialogues (all 200)
  --show        prints every call that went wrong
  --json OUT    writes the figures and the faults to a file`

const dialogueSchema = z.object({
  id: z.string(),
  involved_classes: z.array(z.string()),
  expected_calls: z.array(z.array(z.string())),
  initial_config: z.record(z.string(), z.unknown()),
})

interface PlayedDialogue extends PlayedCalls {
  readonly id: string
  readonly hasFiles: boolean
}

async function playAll(only: number): Promise<PlayedDialogue[]> {
  const docs = await readFunctionDocs()
  const path = createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')
  const wasm = await WebAssembly.compile(await readFile(path))
  const dialogues = await readJsonLines(dataFile('bfcl/multi_turn_base.jsonl'), dialogueSchema)
  const played: PlayedDialogue[] = []
  for (const { id, involved_classes: classes, ...dialogue } of dialogues.slice(0, only)) {
    const files = (dialogue.initial_config[FILE_SYSTEM] ?? {}) as FileConfig
    const document = await fileWorkflow(docs, classes, files)
    const hasFiles = classes.includes(FILE_SYSTEM)
    const top = hasFiles ? (Object.keys(files.root ?? {})[0] ?? 'home') : null
    const result = await playCalls(document, wasm, top, dialogue.expected_calls.flat())
    played.push({ id, hasFiles, ...result })
  }
  return played
}

const sumOf = (played: readonly PlayedDialogue[], of: (each: PlayedDialogue) => number): number =>
  played.reduce((sum, each) => sum + of(each), 0)

const shareOf = (played: readonly PlayedDialogue[], is: (each: PlayedDialogue) => boolean) =>
  mean(played.map((each) => (is(each) ? 1 : 0)))

const isInPlace = ({ faults }: PlayedDialogue): boolean =>
  faults.every(({ kind }) => kind === 'not-run')

function figuresOf(played: readonly PlayedDialogue[]): Figure[] {
  const withFiles = played.filter(({ hasFiles }) => hasFiles)
  return [
    {
      name: 'dialogues',
      ours: played.length,
      unit: 'count',
      note: `${withFiles.length} with files`,
    },
    { name: 'calls', ours: sumOf(played, ({ calls }) => calls), unit: 'count' },
    percent(
      'dialogues whose calls all run',
      shareOf(played, ({ faults }) => faults.length === 0),
    ),
    percent('dialogues always in the right context', shareOf(played, isInPlace), {
      target: atLeast(100),
    }),
    percent(
      'with files: calls all run',
      shareOf(withFiles, ({ faults }) => faults.length === 0),
    ),
    percent('with files: always in the right context', shareOf(withFiles, isInPlace), {
      target: atLeast(100),
    }),
    { name: 'moves between directories', ours: sumOf(played, ({ moves }) => moves), unit: 'count' },
    { name: 'moves that had to fail', ours: sumOf(played, ({ probes }) => probes), unit: 'count' },
    {
      name: 'deepest directory',
      ours: Math.max(...played.map(({ deepest }) => deepest)),
      unit: 'count',
    },
  ]
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '200' },
      show: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  })
  const only = Number(values.only)
  if (!Number.isInteger(only) || only < 1) throw new Error(USAGE)
  const played = await playAll(only)
  const figures = figuresOf(played)
  console.log(tableOf('Context stack of recorded calls', figures).join('\n'))
  const faults = played.flatMap(({ id, faults }) => faults.map((fault) => ({ id, ...fault })))
  if (values.show)
    for (const { id, kind, call, text } of faults)
      console.log(`${id} ${kind}: ${call}\n    ${text}`)
  if (values.json) await writeFile(values.json, `${JSON.stringify({ figures, faults }, null, 2)}\n`)
  if (played.some((each) => !isInPlace(each))) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
