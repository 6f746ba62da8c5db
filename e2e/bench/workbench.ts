import type { BenchRuntime } from './bench-runtime.ts'
import { dataFile } from './data-folder.ts'
import { measureIntent, type IntentFigures } from './measure-intent.ts'
import type { NodeLearner } from './node-learner.ts'
import { nodeRuntime } from './node-runtime.ts'
import { divide, readRows, type LabelledRow } from './rows.ts'

export const OOS = 'oos'

/** `null` for all rows. */
export type Shots = 5 | 10 | null

/** What the sections of a bench share: one encoder, and what more than one of them asks for. */
export interface Workbench {
  readonly learner: NodeLearner
  readonly runtime: BenchRuntime
  /** Draws of a few-shot figure. */
  readonly seeds: number
  /** CLINC150: trained on drawn in-scope rows, asked all of its test rows, out-of-scope included. */
  clinc(shots: Shots): Promise<IntentFigures>
  /** BANKING77, cross-validated within its training rows, one draw a fold. */
  banking(shots: Shots): Promise<IntentFigures>
}

const FOLDS = 5

export function openWorkbench(learner: NodeLearner, seeds: number): Workbench {
  const runtime = nodeRuntime(learner)
  const once = memoised<IntentFigures>()
  return {
    learner,
    runtime,
    seeds,
    clinc: (shots) =>
      once(`CLINC150, ${named(shots)}`, async () => {
        const train = inScope(await readRows(dataFile('clinc150/train.jsonl')))
        const test = await readRows(dataFile('clinc150/test.jsonl'))
        const draws = shots === null ? 1 : seeds
        const division = { shots: shots ?? 0, seeds: draws, folds: 0 }
        return measureIntent(runtime, divide(train, test, division), OOS)
      }),
    banking: (shots) =>
      once(`BANKING77, ${named(shots)}`, async () => {
        const rows = await readRows(dataFile('banking77/train.jsonl'))
        const rounds = shots === null ? 1 : Math.ceil(seeds / FOLDS)
        const division = { shots: shots ?? 0, seeds: rounds, folds: FOLDS }
        return measureIntent(runtime, divide(rows, null, division), OOS)
      }),
  }
}

/** Out-of-scope rows must not be learnt from where it is asked how unseen ones are told. */
export const inScope = (rows: readonly LabelledRow[]): LabelledRow[] =>
  rows.filter(({ label }) => label !== OOS)

const named = (shots: Shots): string => (shots === null ? 'all rows' : `${shots} a command`)

/** Computes each thing once, and says when it begins. */
function memoised<T>(): (name: string, compute: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (name, compute) => {
    const before = known.get(name)
    if (before) return before
    console.error(name)
    const computing = compute()
    known.set(name, computing)
    return computing
  }
}
