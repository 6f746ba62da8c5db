import type { CommandId } from './ids.ts'

/**
 * What the figures of a training report were read off. Every row in here was judged by a head that
 * never saw it: cross-validated, held out, or general. All shares and probabilities are 0–1.
 */
export interface ReportDetails {
  /** Fitted on the cross-validated rows. */
  readonly temperature: number
  /** Bins of equal width by the stated probability, those without rows left out. */
  readonly calibration: readonly CalibrationBin[]
  /** `null` where no row could be compared. */
  readonly outOfScope: OutOfScopeCurve | null
  readonly routing: RoutingCurve | null
  /** Cross-validated rows that went wrong, and those that came nearest to it; see `JudgedUtterance`. */
  readonly judged: readonly JudgedUtterance[]
  /** `null` where the workflow holds no utterance out. */
  readonly heldOut: HeldOutQuality | null
}

/** Rows whose first command was stated with a probability from `from` up to `to`. */
export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly rows: number
  /** Mean of the stated probabilities. */
  readonly stated: number
  /** Share of the rows that were right. */
  readonly right: number
}

/**
 * What the out-of-scope threshold does, in steps of 1 %: with it the refused shares only rise. A row
 * that is taken for "out of scope" by the head itself is refused at every threshold. Own messages are
 * judged in the narrowest context that offers their command, the others where all is offered: each
 * where it is hardest.
 */
export interface OutOfScopeCurve {
  /** The workflow's own messages that were compared, cross-validated. */
  readonly own: number
  /** Messages nothing here is meant for: general ones, and the person's own of that kind. */
  readonly outside: number
  /** Held-out utterances that were compared. */
  readonly heldOut: number
  /** Probability that an own message seems more in scope than an outside one. */
  readonly auroc: number | null
  readonly points: readonly OutOfScopePoint[]
  /** The outside messages that seem most in scope, those first. */
  readonly nearest: readonly OutsideMessage[]
}

export interface OutOfScopePoint {
  readonly threshold: number
  readonly ownRefused: number
  readonly outsideRefused: number
  readonly heldOutRefused: number | null
}

export interface OutsideMessage {
  readonly text: string
  readonly inScope: number
  /** What it would be taken for. */
  readonly predicted: CommandId
}

/**
 * What the route threshold does to the messages that are not refused, in steps of 1 %, all commands
 * of the workflow competing. The four shares of a point make 1; from one point to the next, what is
 * routed only falls.
 */
export interface RoutingCurve {
  readonly rows: number
  /** The lead over the second command that was asked for besides. */
  readonly gap: number
  readonly points: readonly RoutingPoint[]
}

export interface RoutingPoint {
  readonly threshold: number
  readonly routedRight: number
  readonly routedWrong: number
  /** Asked, the right command being among the choices. */
  readonly askedWithRight: number
  readonly askedWithout: number
}

export interface JudgedCandidate {
  readonly command: CommandId
  readonly probability: number
}

/**
 * One row and what it was taken for. `ranking` is likeliest first, over all commands, down to the
 * right one, and never less than two: within any scope that offers the right command, the first of
 * the ranking that is in scope is what it is taken for.
 */
export interface JudgedUtterance {
  readonly text: string
  readonly actual: CommandId
  readonly ranking: readonly JudgedCandidate[]
  /** Probability to be in scope at all; `null` where it was not compared. */
  readonly inScope: number | null
}

/** How the finished model did on utterances that are kept from training. */
export interface HeldOutQuality {
  readonly rows: number
  readonly accuracy: number | null
  readonly macroF1: number | null
  readonly calibrationError: number | null
  /** Share that was refused at the calibrated threshold; `null` where none was compared. */
  readonly refused: number | null
  readonly calibration: readonly CalibrationBin[]
  readonly commands: readonly HeldOutCommand[]
  /** Those that went wrong. */
  readonly judged: readonly JudgedUtterance[]
}

export interface HeldOutCommand {
  readonly command: CommandId
  readonly rows: number
  readonly right: number
}

/** How quality grows with the rows: the same folds, trained on more and more of their rows. */
export interface LearningCurve {
  readonly folds: number
  readonly points: readonly LearningPoint[]
}

export interface LearningPoint {
  /** Share of the training rows, of each command alike. */
  readonly share: number
  /** Mean number of the person's rows a head was fitted to. */
  readonly rows: number
  readonly accuracy: number
  readonly macroF1: number
  /** Accuracy of the worst and of the best fold. */
  readonly lowest: number
  readonly highest: number
  /** Recall of each command that was judged. */
  readonly recall: readonly { readonly command: CommandId; readonly recall: number }[]
}
