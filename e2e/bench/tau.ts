/**
 * Runs recorded tool calls over a retail database through Espalier's action path. `npm run bench:tau`;
 * see `USAGE`.
 */
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readDatabase } from '../fixtures/retail/read-tables.ts'
import { readTools } from '../fixtures/retail/tools.ts'
import { dataFile } from './data-folder.ts'
import { atLeast, percent, tableOf, type Figure } from './figure.ts'
import {
  measureCalls,
  measureKeeping,
  measureLanguage,
  measureOffers,
  openStore,
  type Level,
  type Store,
} from './tau/measure-tau.ts'
import type { OpeningFigures } from './tau/measure-openings.ts'
import { shareOf, type Score } from './tau/score.ts'
import { readNegatives, readTasks } from './tau/tau-data.ts'

const USAGE = `npm run bench:tau -- [options]
  --tasks FILE     tasks with recorded calls (JSON Lines); may be given more than once
                   (tasks_train.jsonl and tasks_dev.jsonl of tau_bench_retail)
  --db DIR         users.json, orders.json, products.json; tools.json in it or in the folder above
                   (db of tau_bench_retail)
  --negative FILE  calls that must be refused (JSON Lines; negative_calls.jsonl of tau_bench_retail)
  --sessions N     conversations side by side, restored after every call (100)
  --language       says the instructions of the tasks, too, and reports what is understood (l5)
  --json OUT       writes l0, l1, l2, l3 and l4 as fractions, with what failed, to a file
Ends with 1 where anything failed.`

const LEVELS = {
  l0: 'recorded calls give what was recorded',
  l1: 'tasks end in the golden state',
  l2: 'wrong calls are refused, with the exact error or by path',
  l3: 'restored after every call, or crashed: old or new',
  l4: 'commands follow the status of the order',
} as const

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tasks: { type: 'string', multiple: true },
      db: { type: 'string' },
      negative: { type: 'string' },
      sessions: { type: 'string', default: '100' },
      language: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const sessions = Number(values.sessions)
  if (values.help || !Number.isSafeInteger(sessions) || sessions < 1) throw new Error(USAGE)
  const ours = (name: string): string => dataFile(`tau_bench_retail/${name}`)
  const db = values.db ?? ours('db')
  const files = values.tasks ?? [ours('tasks_train.jsonl'), ours('tasks_dev.jsonl')]
  const store = await openStore({
    database: await readDatabase(db),
    tools: await readTools(join(dirname(db), 'tools.json')),
    tasks: (await Promise.all(files.map(readTasks))).flat(),
    negatives: await readNegatives(values.negative ?? ours('negative_calls.jsonl')),
    sessions,
  })
  const levels = await measureLevels(store)
  print(levels)
  const write = async (l5: OpeningFigures | null): Promise<void> => {
    if (values.json === undefined) return
    await writeFile(values.json, `${JSON.stringify(written(levels, l5), null, 2)}\n`)
  }
  // What was proven stays proven if what comes next fails.
  await write(null)
  if (values.language) {
    const l5 = await measureLanguage(store, (said) => {
      if (said % 50 === 0) tell(`${said} instructions said`)
    })
    console.log(tableOf('What is said', languageFigures(l5)).join('\n'))
    await write(l5)
  }
  tell('done')
  if (Object.values(levels).some(({ failures }) => failures.length > 0)) process.exitCode = 1
}

type Levels = Readonly<Record<Level, Score>>

async function measureLevels(store: Store): Promise<Levels> {
  const calls = await measureCalls(store)
  tell('l0, l1 and l2 measured')
  const l3 = await measureKeeping(store)
  tell('l3 measured')
  const l4 = await measureOffers(store)
  tell('l4 measured')
  return { ...calls, l3, l4 }
}

/** How far it is, beside the figures: with the time and the memory that it took. */
function tell(text: string): void {
  const seconds = performance.now() / 1000
  const megabytes = process.memoryUsage.rss() / 1e6
  console.error(`${text} (${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB)`)
}

function print(levels: Levels): void {
  const measured = Object.keys(LEVELS) as Level[]
  const figures = measured.map((level): Figure => {
    const { right, total } = levels[level]
    const share = shareOf(levels[level])
    const name = `${level.toUpperCase()}  ${LEVELS[level]}`
    return percent(name, share, { target: atLeast(100), note: `${right} of ${total}` })
  })
  console.log(tableOf('Recorded calls', figures).join('\n'))
  for (const level of measured)
    for (const { where, expected, got } of levels[level].failures)
      console.log(
        `${level.toUpperCase()}  ${where}\n    expected  ${expected}\n    got       ${got}`,
      )
}

/** What is counted is no share: nothing is promised of either. */
const languageFigures = (l5: OpeningFigures): Figure[] =>
  Object.entries(l5).map(([name, figure]) => {
    const ours = Number(figure)
    return ours > 1 ? { name: `L5  ${name}`, ours, unit: 'count' } : percent(`L5  ${name}`, ours)
  })

function written(scores: Levels, l5: OpeningFigures | null): unknown {
  const levels = Object.entries(scores) as [Level, Score][]
  return {
    ...Object.fromEntries(levels.map(([level, score]) => [level, shareOf(score)])),
    l5,
    counts: Object.fromEntries(
      levels.map(([level, { right, total }]) => [level, { right, total }]),
    ),
    failures: Object.fromEntries(levels.map(([level, { failures }]) => [level, failures])),
    seconds: performance.now() / 1000,
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
