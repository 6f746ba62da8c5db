import { groupBy } from '#shared/group-by.ts'
import type { CommandId, ContextId } from '../ids.ts'
import type { PlacedCase } from './place-cases.ts'

/** What became of a case. */
export interface CaseOutcome extends PlacedCase {
  readonly outcome: 'route' | 'ask' | 'refuse'
  /** What a person is shown, best first: the command that runs, or the choice of a question. */
  readonly shown: readonly CommandId[]
}

/** How many, and which share of them, 0–1; `null` of none: not measured is not the same as 0. */
export interface Share {
  readonly total: number
  readonly correct: number
  readonly share: number | null
}

/** Each kind of case by itself: they are traded against each other, and a blend would hide that. */
export interface BenchmarkScore {
  /** The right command ran, at once. */
  readonly routing: Share
  /** It ran, or stood in the question that was asked. */
  readonly routingInList: Share
  /** The right command of a context around this one ran, at once. */
  readonly escalation: Share
  /** Refused. */
  readonly outOfScope: Share
}

export interface ContextScore extends BenchmarkScore {
  readonly context: ContextId
  readonly commands: readonly CommandScore[]
  /** Cases that did not pass, in the order of the file. */
  readonly failures: readonly CaseOutcome[]
}

export interface CommandScore {
  readonly command: CommandId
  readonly routing: Share
  readonly routingInList: Share
}

export const isCorrect = ({ outcome, shown, expected }: CaseOutcome): boolean =>
  expected === null ? outcome === 'refuse' : outcome === 'route' && shown[0] === expected

export const isInList = ({ outcome, shown, expected }: CaseOutcome): boolean =>
  outcome !== 'refuse' && expected !== null && shown.includes(expected)

export function benchmarkScore(outcomes: readonly CaseOutcome[]): BenchmarkScore {
  const of = (kind: PlacedCase['kind']) => outcomes.filter((each) => each.kind === kind)
  return {
    routing: shareOf(of('routing'), isCorrect),
    routingInList: shareOf(of('routing'), isInList),
    escalation: shareOf(of('escalation'), isCorrect),
    outOfScope: shareOf(of('out_of_scope'), isCorrect),
  }
}

/** By context, in the order in which the cases first name them. */
export function contextScores(outcomes: readonly CaseOutcome[]): ContextScore[] {
  return [...groupBy(outcomes, ({ context }) => context)].map(([context, own]) => ({
    context,
    ...benchmarkScore(own),
    commands: commandScores(own),
    failures: own.filter((each) => !isCorrect(each)),
  }))
}

function commandScores(outcomes: readonly CaseOutcome[]): CommandScore[] {
  const routing = outcomes.flatMap((each) =>
    each.kind === 'routing' && each.expected !== null ? [{ ...each, expected: each.expected }] : [],
  )
  return [...groupBy(routing, ({ expected }) => expected)].map(([command, own]) => ({
    command,
    routing: shareOf(own, isCorrect),
    routingInList: shareOf(own, isInList),
  }))
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): Share {
  const correct = items.filter(holds).length
  return {
    total: items.length,
    correct,
    share: items.length === 0 ? null : correct / items.length,
  }
}
