import type { CommandId, ContextId } from './ids.ts'
import type { LearningCurve, ReportDetails } from './training-details.ts'

/** Quality of one command, from cross-validation (each row judged by a head that never saw it). */
export interface CommandQuality {
  readonly command: CommandId
  /** How many utterances it was trained on. */
  readonly utterances: number
  /** How many of them were judged, its support; reports of earlier releases do not say. */
  readonly judged?: number | undefined
  /** 0–1; `null` where there was nothing to measure. */
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  /** Fewer than `THIN_BELOW` utterances: it will be misunderstood often. */
  readonly thin: boolean
}

export const THIN_BELOW = 8

/** Rows of `actual` that were taken for `predicted`, with the texts, most frequent first. */
export interface Confusion {
  readonly actual: CommandId
  readonly predicted: CommandId
  readonly texts: readonly string[]
}

/** Quality within one context: its commands against everything in its scope. */
export interface ContextQuality {
  readonly context: ContextId
  readonly rows: number
  /** Share of rows whose right command came first among the commands in scope, 0–1. */
  readonly accuracy: number | null
  readonly macroF1: number | null
}

/** What training measured; stored beside the model, shown in the report, and written to the bundle. */
export interface TrainingReport {
  readonly rows: number
  readonly folds: number
  /** Cross-validated over all commands of the workflow, 0–1; `null` with too few rows to divide. */
  readonly accuracy: number | null
  readonly macroF1: number | null
  /** Expected calibration error over 15 bins, 0–1. */
  readonly calibrationError: number | null
  /** Of general messages that no workflow is meant for, the share that is refused, 0–1. */
  readonly outOfScopeRecall: number | null
  /** Of the workflow's own utterances (cross-validated), the share wrongly refused, 0–1. */
  readonly falseRefusal: number | null
  readonly contexts: readonly ContextQuality[]
  readonly commands: readonly CommandQuality[]
  readonly confusions: readonly Confusion[]
  readonly backend: string
  /** What went otherwise than it should, in sentences: a back end that failed and was done without. */
  readonly notes?: readonly string[] | undefined
  readonly embedMs: number
  readonly fitMs: number
  readonly totalMs: number
  readonly modelBytes: number
  /** What the figures were read off; reports of earlier releases have none. */
  readonly details?: ReportDetails | undefined
  /** Measured apart from the training, when somebody wants to know. */
  readonly learningCurve?: LearningCurve | undefined
}
