/** Measures how two commands in one message are told from one. `npm run bench:two-commands`; see `USAGE`. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { mean } from '#learn/train/statistics.ts'
import { groupBy } from '#shared/group-by.ts'
import { dataFile } from './data-folder.ts'
import { atMost, percent, tableOf, type Figure } from './figure.ts'
import { machine } from './machine.ts'
import { openNodeLearner, type NodeLearner } from './node-learner.ts'
import { crossSplits } from './rows.ts'
import { measureSplits, type SplitRun } from './two-commands/measure-splits.ts'
import { readDomainMessages, TIES, type DomainMessage } from './two-commands/requests.ts'

const USAGE = `npm run bench:two-commands -- [options]
  --part P         folds (TOPv2, cross-validated within its training sample; the default),
                   reminder-val or reminder-test (trained on its 25 rows a label)
  --folds LIST     which of the five, by commas (3,4,5: 1 and 2 were developed on)
  --domains LIST   some of the eight, by commas
  --pairs N        joined messages of each domain and fold (80)
  --encoder ID     one of public/models (${DEFAULT_ENCODER})
  --show           prints what was split wrongly, and what was not
  --json OUT       writes the figures to a file`

const FOLDS = 5

interface Options {
  readonly part: string
  readonly folds: readonly number[]
  readonly domains: readonly string[] | null
  readonly pairs: number
  readonly encoder: string
  readonly show: boolean
  readonly json: string | undefined
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      part: { type: 'string', default: 'folds' },
      folds: { type: 'string', default: '3,4,5' },
      domains: { type: 'string' },
      pairs: { type: 'string', default: '80' },
      encoder: { type: 'string', default: DEFAULT_ENCODER },
      show: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  })
  const folds = values.folds.split(',').map(Number)
  const pairs = Number(values.pairs)
  const isPart = ['folds', 'reminder-val', 'reminder-test'].includes(values.part)
  const areFolds = folds.every((fold) => Number.isInteger(fold) && fold >= 1 && fold <= FOLDS)
  if (!isPart || !areFolds || !Number.isInteger(pairs)) throw new Error(USAGE)
  const { part, encoder, show, json, domains } = values
  return { part, encoder, show, json, folds, pairs, domains: domains?.split(',') ?? null }
}

const REMINDER = 'topv2/lowres_reminder'

async function reminderRuns(learner: NodeLearner, options: Options): Promise<SplitRun[]> {
  const isTest = options.part === 'reminder-test'
  const taught = await readDomainMessages(dataFile(`${REMINDER}_train_25spis.jsonl`))
  const file = isTest ? 'test_sample1500' : 'val_25spis'
  const asked = await readDomainMessages(dataFile(`${REMINDER}_${file}.jsonl`))
  const all = [...taught, ...asked]
  return [await measureSplits(learner, { all, taught, asked, pairs: options.pairs, seed: 1 })]
}

async function foldRuns(
  learner: NodeLearner,
  { folds, domains, pairs }: Options,
): Promise<SplitRun[]> {
  const rows = await readDomainMessages(dataFile('topv2/train_sample.jsonl'))
  const runs: SplitRun[] = []
  for (const [domain, all] of groupBy(rows, (row) => row.domain)) {
    if (domains && !domains.includes(domain)) continue
    for (const fold of folds) {
      const { taught, asked } = dealt(all, fold)
      const job = { all, taught, asked, pairs, seed: fold }
      runs.push(await measureSplits(learner, job))
      console.error(`  ${domain}, fold ${fold}`)
    }
  }
  return runs
}

/** One fold is asked, the others are taught; the same for each seed. */
function dealt(all: readonly DomainMessage[], fold: number) {
  const { test } = crossSplits(all, FOLDS, 1)[fold - 1]!
  const held = new Set<unknown>(test)
  return {
    taught: all.filter((row) => !held.has(row)),
    asked: all.filter((row) => held.has(row)),
  }
}

function figuresOf(runs: readonly SplitRun[]): Figure[] {
  const joined = runs.flatMap((run) => run.joined)
  const single = runs.reduce((sum, run) => sum + run.single, 0)
  const falsely = runs.reduce((sum, run) => sum + run.falseSplits.length, 0)
  const passes = runs.reduce((sum, run) => sum + run.extraPasses, 0)
  const shareOf = (from: typeof joined, is: (each: (typeof joined)[number]) => boolean) =>
    mean(from.map((each) => (is(each) ? 1 : 0)))
  const possible = joined.filter(({ isPossible }) => isPossible)
  return [
    { name: 'single requests', ours: single, unit: 'count' },
    percent('split falsely', falsely / single, { target: atMost(1) }),
    { name: 'encoder passes a single request', ours: passes / single, unit: 'share' },
    { name: 'joined messages', ours: joined.length, unit: 'count' },
    percent(
      'both found',
      shareOf(joined, ({ isRight }) => isRight),
    ),
    percent(
      'both found, where each alone is routed rightly',
      shareOf(possible, ({ isRight }) => isRight),
      { note: `${possible.length} messages` },
    ),
    percent(
      'split wrongly',
      shareOf(joined, ({ parts, isRight }) => parts !== null && !isRight),
    ),
    ...TIES.map((tie) =>
      percent(
        `both found of those possible, tied by “${tie}”`,
        shareOf(
          possible.filter(({ message }) => message.tie === tie),
          ({ isRight }) => isRight,
        ),
      ),
    ),
  ]
}

function show(runs: readonly SplitRun[]): void {
  for (const { falseSplits, joined } of runs) {
    for (const { text, parts } of falseSplits) console.log('FALSE', text, '→', told(parts))
    for (const { message, parts, isRight } of joined)
      if (parts && !isRight) console.log('WRONG', message.text, '→', told(parts))
    for (const { message, parts, isPossible } of joined)
      if (!parts && isPossible) console.log('MISSED', message.text)
  }
}

const told = (parts: SplitRun['falseSplits'][number]['parts']): string =>
  parts
    .map(({ text, decision: { candidates } }) => {
      const [best] = candidates
      return `[${best?.command} ${best?.probability.toFixed(2)}] ${text}`
    })
    .join(' | ')

async function main(): Promise<void> {
  const options = readOptions()
  const learner = await openNodeLearner(options.encoder)
  try {
    const runs =
      options.part === 'folds'
        ? await foldRuns(learner, options)
        : await reminderRuns(learner, options)
    const figures = figuresOf(runs)
    if (options.show) show(runs)
    console.log(tableOf(`Two commands, ${options.part}`, figures).join('\n'))
    const about = { part: options.part, encoder: options.encoder, machine: machine() }
    if (options.json)
      await writeFile(options.json, `${JSON.stringify({ ...about, figures }, null, 2)}\n`)
  } finally {
    await learner.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
