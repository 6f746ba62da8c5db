import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dataFile } from '../../e2e/bench/data-folder.ts'
import { spread } from '../../e2e/bench/tau/measure-restores.ts'
import { measureTau } from '../../e2e/bench/tau/measure-tau.ts'
import { readNegatives, readTasks } from '../../e2e/bench/tau/tau-data.ts'
import { readDatabase } from '../../e2e/fixtures/retail/read-tables.ts'
import { readTools } from '../../e2e/fixtures/retail/tools.ts'

/** The data is public and no part of the project: where it is not, there is nothing to measure. */
const folder = dataOrNothing()

function dataOrNothing(): string | null {
  try {
    const path = dataFile('tau_bench_retail')
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

// A part of what `npm run bench:tau` measures, spread over all of it.
describe.skipIf(folder === null)('recorded calls over a retail database (needs its data)', () => {
  it('give what was recorded, through refusals, restores and crashes', async () => {
    const at = (name: string): string => `${folder ?? ''}/${name}`
    const { levels } = await measureTau({
      database: await readDatabase(at('db')),
      tools: await readTools(at('tools.json')),
      tasks: spread(await readTasks(at('tasks_train.jsonl')), 60),
      negatives: spread(await readNegatives(at('negative_calls.jsonl')), 50),
      sessions: 8,
      language: false,
    })
    for (const [level, { total, failures }] of Object.entries(levels)) {
      expect({ level, failures }).toEqual({ level, failures: [] })
      expect(total).toBeGreaterThan(0)
    }
  }, 600_000)
})
