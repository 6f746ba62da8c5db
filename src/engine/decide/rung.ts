import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { IntentModel, Thresholds } from '#domain/intent-model.ts'
import type { EnginePorts } from '../ports.ts'
import type { Candidate, Decision, Rung } from './decision.ts'
import type { CommandsInScope, ScopedCommand } from './scope-commands.ts'

/** What the ladder reads of a model; the memory rung measures by its examples, where they are given. */
export type AskedModel = Pick<IntentModel, 'thresholds' | 'labels'> &
  Partial<Pick<IntentModel, 'examples'>>

/** What every rung looks at. */
export interface RungInput {
  /** As `understandable` gives it; never empty. */
  readonly text: string
  readonly document: Document
  readonly scope: CommandsInScope
  readonly model: AskedModel | null
  /** Nothing is open that a message could drop. */
  readonly isIdle?: boolean
}

export type DecidePorts = Pick<EnginePorts, 'now' | 'understand' | 'embed'>

/** A rung's answer; `decide` adds the timings. */
export type Verdict = Omit<Decision, 'timings'>

/** A verdict of this rung, with what most verdicts leave open. */
export function verdict(
  rung: Rung,
  outcome: Decision['outcome'],
  candidates: readonly Candidate[],
  more: Partial<Verdict> = {},
): Verdict {
  return {
    outcome,
    rung,
    candidates,
    refusal: null,
    inlineText: null,
    inlineValues: null,
    thresholds: null,
    inScope: null,
    correction: null,
    ...more,
  }
}

/** A candidate that was named, rather than weighed. */
export const namedCandidate = ({ id, level }: ScopedCommand, probability = 1): Candidate => ({
  command: id,
  level,
  probability,
  nearest: [],
})

/** How far each command is from being routed: nothing in the workflow offers it here. */
export const elsewhere = (
  command: CommandId,
  { unavailable }: CommandsInScope,
): Decision['refusal'] => ({ kind: 'elsewhere', command, unavailable: unavailable.has(command) })

/** What calibration found, unless the workflow's settings say otherwise. */
export function thresholdsOf(
  thresholds: Thresholds,
  settings: { readonly routeThreshold: number | null; readonly outOfScopeThreshold: number | null },
): Thresholds {
  return {
    route: settings.routeThreshold ?? thresholds.route,
    gap: thresholds.gap,
    outOfScope: settings.outOfScopeThreshold ?? thresholds.outOfScope,
  }
}
