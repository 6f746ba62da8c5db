import type { Database } from '../../fixtures/retail/read-tables.ts'
import type { Tool } from '../../fixtures/retail/tools.ts'
import { retailWorkflow } from '../../fixtures/retail/workflow.ts'
import { openDesks } from './desk.ts'
import { withEars } from './ears.ts'
import { measureGoldCalls, measureNegativeCalls } from './measure-calls.ts'
import { measureCrashes } from './measure-crashes.ts'
import { measureOpenings, type OpeningFigures } from './measure-openings.ts'
import { measureRestores, spread } from './measure-restores.ts'
import { measureViolations } from './measure-violations.ts'
import { measureVisibility } from './measure-visibility.ts'
import { bothOf, type Score } from './score.ts'
import { stateHashes } from './store-state.ts'
import type { NegativeCall, Task } from './tau-data.ts'

export interface TauData {
  readonly database: Database
  readonly tools: readonly Tool[]
  readonly tasks: readonly Task[]
  readonly negatives: readonly NegativeCall[]
  /** How many conversations are held side by side. */
  readonly sessions: number
  /** Whether the language of the tasks is measured, too. */
  readonly language: boolean
}

export interface TauFigures {
  readonly levels: Readonly<Record<Level, Score>>
  /** `null` where it was not asked for. */
  readonly l5: OpeningFigures | null
}

export type Level = 'l0' | 'l1' | 'l2' | 'l3' | 'l4'

export async function measureTau({
  database,
  tools,
  tasks,
  negatives,
  sessions,
  language,
}: TauData): Promise<TauFigures> {
  const document = await retailWorkflow(database, tools)
  const desks = await openDesks(document)
  const hashes = stateHashes(database)
  const { l0, l1 } = await measureGoldCalls(desks, hashes, tasks)
  const refused = await measureNegativeCalls(desks, hashes, negatives)
  const l2 = bothOf(refused, await measureViolations(desks, tools))
  const restored = await measureRestores(desks, hashes, spread(tasks, sessions))
  const l3 = bothOf(restored, await measureCrashes(desks, hashes, tasks))
  const { l4, l5 } = await withEars(document, async (ears) => ({
    l4: await measureVisibility(desks, database, ears),
    l5: language ? await measureOpenings(desks, ears, tasks) : null,
  }))
  return { levels: { l0, l1, l2, l3, l4 }, l5 }
}
