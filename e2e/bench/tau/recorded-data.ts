import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readDatabase } from '../../fixtures/retail/read-tables.ts'
import { readTools } from '../../fixtures/retail/tools.ts'
import { dataFile } from '../data-folder.ts'
import type { TauData } from './measure-tau.ts'
import { readNegatives, readTasks } from './tau-data.ts'

/** The folder of the recorded calls; `null` where they are not: they are no part of the project. */
export function recordedFolder(): string | null {
  try {
    const path = dataFile('tau_bench_retail')
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** All of them, with so many conversations side by side as the proof asks for. */
export async function recordedData(folder: string): Promise<TauData> {
  const files = ['tasks_train.jsonl', 'tasks_dev.jsonl'].map((name) => join(folder, name))
  return {
    database: await readDatabase(join(folder, 'db')),
    tools: await readTools(join(folder, 'tools.json')),
    tasks: (await Promise.all(files.map(readTasks))).flat(),
    negatives: await readNegatives(join(folder, 'negative_calls.jsonl')),
    sessions: 100,
  }
}
