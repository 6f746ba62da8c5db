import { z } from 'zod'
import { groupBy } from '#shared/group-by.ts'
import { seededRandom, shuffled } from '#learn/train/random.ts'
import { readJsonLines } from './json-lines.ts'

/** A labelled message; what else a line of a data file says is left out. */
export interface LabelledRow {
  readonly text: string
  readonly label: string
}

/** What is trained on, and what is then asked. */
export interface Split {
  readonly name: string
  readonly seed: number
  readonly train: readonly LabelledRow[]
  readonly test: readonly LabelledRow[]
}

const rowSchema = z.object({ text: z.string(), label: z.string() })

export const readRows = (path: string): Promise<LabelledRow[]> => readJsonLines(path, rowSchema)

/** How rows are divided into what is trained on and what is asked. */
export interface Division {
  /** Rows of each label that are drawn to train on; 0 for all. */
  readonly shots: number
  /** So many draws, each with its own seed, counted from 1. */
  readonly seeds: number
  /** Folds to cross-validate by, where there are no rows to ask but those of the training. */
  readonly folds: number
}

/** One split for each seed, or for each seed and fold. */
export function divide(
  rows: readonly LabelledRow[],
  test: readonly LabelledRow[] | null,
  { shots, seeds, folds }: Division,
): Split[] {
  const drawn = (from: readonly LabelledRow[], seed: number): readonly LabelledRow[] =>
    shots > 0 ? drawShots(from, shots, seed) : from
  return Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) =>
    test
      ? [{ name: `seed ${seed}`, seed, train: drawn(rows, seed), test }]
      : crossSplits(rows, folds, seed).map((split) => ({
          ...split,
          train: drawn(split.train, seed),
        })),
  )
}

/** `shots` rows of each label, another choice for each seed. */
export function drawShots(
  rows: readonly LabelledRow[],
  shots: number,
  seed: number,
): LabelledRow[] {
  const random = seededRandom(seed)
  const byLabel = groupBy(rows, ({ label }) => label)
  return [...byLabel.values()].flatMap((own) => shuffled(own, random).slice(0, shots))
}

/** `folds` ways to divide rows so that each row is asked once, by label. */
export function crossSplits(rows: readonly LabelledRow[], folds: number, seed: number): Split[] {
  const random = seededRandom(seed)
  const dealt = [...groupBy(rows, ({ label }) => label).values()]
    .flatMap((own) => shuffled(own, random))
    .map((row, index) => ({ row, fold: index % folds }))
  return Array.from({ length: folds }, (_, held) => ({
    name: `fold ${held + 1} of ${folds}`,
    seed,
    train: dealt.filter(({ fold }) => fold !== held).map(({ row }) => row),
    test: dealt.filter(({ fold }) => fold === held).map(({ row }) => row),
  }))
}
