/**
 * Measures what a context changes: a message goes to a command of the context it is said in, of one
 * that this is inside of, or to none. `npm run bench:scope`; see `USAGE`.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { dataFile } from './data-folder.ts'
import { machine } from './machine.ts'
import { measureHeadPerContext, measureScope } from './measure-scope.ts'
import { openNodeLearner } from './node-learner.ts'
import { readScopeData } from './scope-data.ts'
import type { ScopeScores } from './scope-score.ts'

const USAGE = `npm run bench:scope -- [options]
  --hierarchy FILE  the tree of contexts, with their commands (JSON)
  --seeds FILE      utterances to train on (JSON Lines)
  --cases FILE      messages to ask, each with its context (JSON Lines)
                    without these three: the public part of context_routing
  --seed N          of the training (1)
  --encoder ID      one of public/models (${DEFAULT_ENCODER})
  --one-way         leaves out what it is compared with: a head of its own for each context
  --json OUT        writes the figures to a file`

const FOLDER = 'context_routing/clinc_public'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      hierarchy: { type: 'string' },
      seeds: { type: 'string' },
      cases: { type: 'string' },
      seed: { type: 'string', default: '1' },
      encoder: { type: 'string', default: DEFAULT_ENCODER },
      json: { type: 'string' },
      'one-way': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const seed = Number(values.seed)
  if (values.help || !Number.isSafeInteger(seed)) throw new Error(USAGE)
  const data = await readScopeData({
    hierarchy: values.hierarchy ?? dataFile(`${FOLDER}_hierarchy.json`),
    seeds: values.seeds ?? dataFile(`${FOLDER}_seeds.jsonl`),
    cases: values.cases ?? dataFile(`${FOLDER}_cases.jsonl`),
  })
  const learner = await openNodeLearner(values.encoder)
  try {
    const { calibrated, atFive } = await measureScope(learner, data, seed)
    const other = values['one-way'] ? null : await measureHeadPerContext(learner, data, seed)
    printColumns({
      'one head': calibrated,
      '… 5 % refused': atFive,
      ...(other && { 'head a context': other.calibrated, '… 5 % refused too': other.atFive }),
    })
    const setting = { seed, encoder: learner.encoder, machine: machine() }
    const result = { ...calibrated, atFive, headPerContext: other, ...setting }
    if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`)
  } finally {
    await learner.close()
  }
}

/** A line for each figure, a column for each way. */
function printColumns(columns: Readonly<Record<string, ScopeScores>>): void {
  const names = Object.keys(columns)
  const rows = Object.values(columns).map(({ ladder, ...scores }) => ({ ...scores, ...ladder }))
  const lines = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[]
  console.log(''.padEnd(18), ...names.map((name) => name.padStart(18)))
  for (const line of lines)
    console.log(line.padEnd(18), ...rows.map((row) => percent(row[line]).padStart(18)))
}

const percent = (share: number | null): string => (share === null ? '–' : (share * 100).toFixed(1))

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
