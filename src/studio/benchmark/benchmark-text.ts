import type { BenchmarkScore, CaseOutcome, Share } from '#domain/benchmark/benchmark-score.ts'
import type { CaseDefect } from '#domain/benchmark/place-cases.ts'
import type { CommandId } from '#domain/ids.ts'
import { percent } from '../ui/format.ts'

/** One line of the result. */
export interface ScoreLine {
  readonly name: string
  readonly meaning: string
  readonly share: Share
}

export const scoreLines = (score: BenchmarkScore): readonly ScoreLine[] => [
  { name: 'Routing', meaning: 'the right command ran at once', share: score.routing },
  {
    name: 'Routing, listed',
    meaning: 'it ran, or stood in the question',
    share: score.routingInList,
  },
  {
    name: 'Escalation',
    meaning: 'the right command of a context around ran at once',
    share: score.escalation,
  },
  { name: 'Out of scope', meaning: 'refused', share: score.outOfScope },
]

/** `93 % (28 of 30)`; a dash where the file has no such case. */
export const shareText = ({ total, correct, share }: Share): string =>
  total === 0 ? 'no case' : `${percent(share)} (${String(correct)} of ${String(total)})`

const DEFECTS: Readonly<Record<CaseDefect['because'], string>> = {
  'no-such-context': 'names a context that this workflow does not have',
  'no-such-command': 'names a command that this workflow does not have',
  'not-in-context': 'expects a command that its context does not offer',
  'in-context': 'is an escalation to a command of the context itself',
  'in-no-ancestor': 'is an escalation to a command of no context around it',
}

export const defectText = ({ because }: CaseDefect): string => DEFECTS[because]

/** What became of a case: `asked: Cancel order, Track order`. */
export function outcomeText(
  { outcome, shown }: CaseOutcome,
  titleOf: (command: CommandId) => string,
): string {
  if (outcome === 'refuse') return 'refused'
  const titles = shown.map(titleOf).join(', ')
  return outcome === 'ask' ? `asked: ${titles}` : `ran ${titles}`
}
