import { mean, quantile } from '#learn/train/statistics.ts'
import type { BenchRun, BenchRuntime } from './bench-runtime.ts'
import { promises, TARGETS, type KeptPromise } from './promise.ts'
import type { LabelledRow, Split } from './rows.ts'
import { score, type Ladder, type Scores } from './score.ts'

/** Means over the splits; shares are 0–1, `null` where there was nothing to measure. */
export type IntentFigures = Omit<Scores, 'ladder'> & {
  readonly accuracySd: number | null
  readonly ladder: Ladder
  /** One for each target that the training could promise, in-scope messages only. */
  readonly promises: readonly KeptPromise[]
  readonly trainingRows: number | null
  readonly embedMs: number | null
  readonly fitMs: number | null
  readonly messageMedianMs: number
  readonly messageP95Ms: number
  readonly modelBytes: number | null
  readonly backend: string
}

/** Trains and asks once for each split. */
export async function measureIntent(
  runtime: BenchRuntime,
  splits: readonly Split[],
  oosLabel: string,
): Promise<IntentFigures> {
  const runs: ScoredRun[] = []
  for (const { name, seed, train, test } of splits) {
    const messages = test.map(({ text }) => text)
    const run = await runtime.run({ seed, train, messages, oosLabel })
    const scores = score(test, run.asked, oosLabel)
    runs.push({ ...run, scores, promises: promisesOf(run, test, oosLabel) })
    console.error(`  ${name}: accuracy ${scores.accuracy?.toFixed(4) ?? '–'}`)
  }
  return figuresOf(runs)
}

interface ScoredRun extends BenchRun {
  readonly scores: Scores
  readonly promises: readonly KeptPromise[]
}

function promisesOf(
  { report, asked }: BenchRun,
  test: readonly LabelledRow[],
  oosLabel: string,
): KeptPromise[] {
  const curve = report.details?.routing
  const isInside = (_: unknown, i: number): boolean => test[i]!.label !== oosLabel
  return curve ? promises(curve, test.filter(isInside), asked.filter(isInside)) : []
}

/** The means over the runs that could promise a target. */
function meanPromises(runs: readonly ScoredRun[]): KeptPromise[] {
  return TARGETS.flatMap((target): KeptPromise[] => {
    const made = runs.flatMap((run) => run.promises.filter((promise) => promise.target === target))
    if (made.length === 0) return []
    return [
      {
        target,
        promised: mean(made.map(({ promised }) => promised)) ?? 0,
        kept: average(made.map(({ kept }) => kept)),
        routed: mean(made.map(({ routed }) => routed)) ?? 0,
      },
    ]
  })
}

function figuresOf(runs: readonly ScoredRun[]): IntentFigures {
  const of = (name: Exclude<keyof Scores, 'ladder'>): number | null =>
    average(runs.map(({ scores }) => scores[name]))
  const rung = (name: keyof Ladder): number =>
    mean(runs.map(({ scores }) => scores.ladder[name])) ?? 0
  const messageMs = runs.flatMap((run) => run.messageMs)
  return {
    accuracy: of('accuracy'),
    accuracySd: spread(runs.map(({ scores }) => scores.accuracy)),
    macroF1: of('macroF1'),
    oosAuroc: of('oosAuroc'),
    oosRecallAt5: of('oosRecallAt5'),
    accuracyAt5: of('accuracyAt5'),
    ece: of('ece'),
    routed: of('routed'),
    routedPrecision: of('routedPrecision'),
    oosRefused: of('oosRefused'),
    falseRefusal: of('falseRefusal'),
    ladder: {
      right: rung('right'),
      askedWith: rung('askedWith'),
      askedWithout: rung('askedWithout'),
      wrong: rung('wrong'),
      refused: rung('refused'),
    },
    promises: meanPromises(runs),
    trainingRows: average(runs.map(({ report }) => report.rows)),
    embedMs: average(runs.map(({ report }) => report.embedMs)),
    fitMs: average(runs.map(({ report }) => report.fitMs)),
    messageMedianMs: quantile(messageMs, 0.5),
    messageP95Ms: quantile(messageMs, 0.95),
    modelBytes: average(runs.map(({ report }) => report.modelBytes)),
    backend: runs[0]?.report.backend ?? '',
  }
}

const average = (values: readonly (number | null)[]): number | null =>
  mean(values.filter((value) => value !== null))

function spread(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  const centre = mean(known)
  if (centre === null || known.length < 2) return null
  const squares = known.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Math.sqrt(squares / (known.length - 1))
}
