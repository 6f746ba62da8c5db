import { quantile } from '#learn/train/statistics.ts'
import type { Asked } from './ask.ts'
import type { ScopeCase } from './scope-data.ts'
import { ladderOf, share, type Ladder } from './score.ts'

/** A case, and what became of it. */
export type AskedCase = ScopeCase & Asked

/** Shares 0–1, each of its own kind of case, never blended; `null` without such cases. */
export interface ScopeScores {
  /** Said where its command is: not refused, and the right command comes first. */
  readonly top1: number | null
  /** … and is among the three best. */
  readonly inList: number | null
  /** … or among the nearest that a refusal names. */
  readonly inListOrNearest: number | null
  /** Its command stands one level up, or two: not refused, and the right command comes first. */
  readonly escalation1: number | null
  readonly escalation2: number | null
  /** Meant for a command of another branch: refused. */
  readonly siblingRejection: number | null
  /** Meant for no command at all: refused. */
  readonly oosRejection: number | null
  /** Said where its command is in scope, at whatever level, and refused. */
  readonly falseRefusal: number | null
  /** Of the messages whose command is in scope. */
  readonly ladder: Ladder
}

const LISTED = 3

export function scopeScores(asked: readonly AskedCase[]): ScopeScores {
  const routing = asked.filter(({ kind }) => kind === 'routing')
  const upwards = (levels: number) =>
    asked.filter(({ kind, levels_up }) => kind === 'escalation' && levels_up === levels)
  const isFirst = (item: AskedCase) => isKept(item) && item.predicted === item.label
  const inside = asked.filter(isInside)
  return {
    top1: share(routing, isFirst),
    inList: share(routing, (item) => isKept(item) && isListed(item)),
    inListOrNearest: share(routing, isListed),
    escalation1: share(upwards(1), isFirst),
    escalation2: share(upwards(2), isFirst),
    siblingRejection: refusedOf(asked, 'sibling_out_of_scope'),
    oosRejection: refusedOf(asked, 'out_of_scope'),
    falseRefusal: share(inside, (item) => !isKept(item)),
    ladder: ladderOf(inside),
  }
}

/** The threshold that refuses this share of what is in scope. */
export const thresholdRefusing = (asked: readonly AskedCase[], refused: number): number =>
  quantile(
    asked.filter(isInside).map(({ inScope }) => inScope),
    refused,
  )

const isInside = ({ kind }: AskedCase): boolean => kind === 'routing' || kind === 'escalation'
const isKept = ({ outcome }: AskedCase): boolean => outcome !== 'refuse'
const isListed = ({ best, label }: AskedCase): boolean => best.slice(0, LISTED).includes(label)

const refusedOf = (asked: readonly AskedCase[], kind: ScopeCase['kind']): number | null =>
  share(
    asked.filter((item) => item.kind === kind),
    (item) => !isKept(item),
  )
