import { mean, quantile } from '#learn/train/statistics.ts'
import type { BenchRun, BenchRuntime } from './bench-runtime.ts'
import type { Split } from './rows.ts'
import { score, type Ladder, type Scores } from './score.ts'

/** Means over the splits; shares are 0–1, `null` where there was nothing to measure. */
export type IntentFigures = Omit<Scores, 'ladder'> & {
  readonly accuracySd: number | null
  readonly ladder: Ladder
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
  const runs: (BenchRun & { scores: Scores })[] = []
  for (const { name, seed, train, test } of splits) {
    const messages = test.map(({ text }) => text)
    const run = await runtime.run({ seed, train, messages, oosLabel })
    const scores = score(test, run.asked, oosLabel)
    runs.push({ ...run, scores })
    console.error(`  ${name}: accuracy ${scores.accuracy?.toFixed(4) ?? '–'}`)
  }
  return figuresOf(runs)
}

function figuresOf(runs: readonly (BenchRun & { scores: Scores })[]): IntentFigures {
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
