import type { Document } from '#domain/document.ts'
import type { Database } from '../../fixtures/retail/read-tables.ts'
import type { Tool } from '../../fixtures/retail/tools.ts'
import { retailWorkflow } from '../../fixtures/retail/workflow.ts'
import { openDesks, type Desks } from './desk.ts'
import { withEars } from './ears.ts'
import { measureGoldCalls, measureNegativeCalls } from './measure-calls.ts'
import { measureCrashes } from './measure-crashes.ts'
import { measureOpenings, type OpeningFigures } from './measure-openings.ts'
import { measureRestores, spread } from './measure-restores.ts'
import { measureViolations } from './measure-violations.ts'
import { measureVisibility } from './measure-visibility.ts'
import { bothOf, type Score } from './score.ts'
import { stateHashes, type StateHashes } from './store-state.ts'
import type { NegativeCall, Task } from './tau-data.ts'

export interface TauData {
  readonly database: Database
  readonly tools: readonly Tool[]
  readonly tasks: readonly Task[]
  readonly negatives: readonly NegativeCall[]
  /** How many conversations are held side by side. */
  readonly sessions: number
}

export type Level = 'l0' | 'l1' | 'l2' | 'l3' | 'l4'

/** The store over the data, booted: what every level is measured on. */
export interface Store extends TauData {
  readonly document: Document
  readonly desks: Desks
  readonly hashes: StateHashes
}

export async function openStore(data: TauData): Promise<Store> {
  const document = await retailWorkflow(data.database, data.tools)
  return { ...data, document, desks: await openDesks(document), hashes: stateHashes(data.database) }
}

/** L0, L1 and L2: calls that are answered, and calls that are refused. */
export async function measureCalls({
  desks,
  hashes,
  tools,
  tasks,
  negatives,
}: Store): Promise<Readonly<Record<'l0' | 'l1' | 'l2', Score>>> {
  const gold = await measureGoldCalls(desks, hashes, tasks)
  const refused = await measureNegativeCalls(desks, hashes, negatives)
  return { ...gold, l2: bothOf(refused, await measureViolations(desks, tools)) }
}

/** L3: conversations that are put away, and such that break off. */
export async function measureKeeping({ desks, hashes, tasks, sessions }: Store): Promise<Score> {
  const restored = await measureRestores(desks, hashes, spread(tasks, sessions))
  return bothOf(restored, await measureCrashes(desks, hashes, tasks))
}

/** L4: what is offered, and what is out of reach, for words too. */
export const measureOffers = ({ document, desks, database }: Store): Promise<Score> =>
  withEars(document, (ears) => measureVisibility(desks, database, ears))

/** L5: what is understood of the language of the tasks. `progress` is told how many were said. */
export const measureLanguage = (
  { document, desks, tasks }: Store,
  progress: (said: number) => void,
): Promise<OpeningFigures> =>
  withEars(document, (ears) => measureOpenings(desks, ears, tasks, progress))
