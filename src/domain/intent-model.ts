import type { CommandId, ParameterId } from './ids.ts'

/** The label of everything that no command of the workflow is meant for. */
export const OUT_OF_SCOPE = 'out-of-scope' as CommandId

/**
 * Thresholds found by calibration on cross-validated rows (never on training rows), all 0–1.
 */
export interface Thresholds {
  /** Least probability, among the commands in scope, to route without asking. */
  readonly route: number
  /** Least lead over the second candidate to route without asking. */
  readonly gap: number
  /** Least `inScope` probability (see `Understanding`) not to refuse. */
  readonly outOfScope: number
}

/**
 * A trained head over a frozen encoder: everything needed to route, as plain data. The labels are
 * command ids (the workflow's own and the core ones), so a renamed command needs no new training.
 */
export interface IntentModel {
  readonly format: 1
  readonly encoder: { readonly id: string; readonly revision: string; readonly dimension: number }
  /** `labels[i]` is the command of logit i. */
  readonly labels: readonly CommandId[]
  /** The head as an ONNX graph: input `features` float32 [n, dimension], output `logits` [n, labels]. */
  readonly head: Uint8Array
  /** Softmax temperature: probabilities are softmax(logits / temperature). */
  readonly temperature: number
  readonly thresholds: Thresholds
  /** The training texts, for "nearest utterances" and the out-of-scope detector. */
  readonly examples: {
    readonly texts: readonly string[]
    /** Index into `labels`, one for each text. */
    readonly labels: readonly number[]
    /** n × dimension, row-major, each row L2-normalised. */
    readonly vectors: Float32Array
  }
  /** Detector parameters: opaque outside `learn/`; plain JSON so that a bundle can carry it. */
  readonly detector: Readonly<Record<string, number | readonly number[]>>
  /** Tags the values in messages; `null` or left out where no utterance has a value marked. */
  readonly slots?: SlotModel | null | undefined
  /** Key of what was taught (`trainingKey`): with the encoder and the seed it determines the model. */
  readonly trainedOn: string
  readonly seed: number
  /** Unix time in milliseconds. */
  readonly trainedAt: number
}

/** A trained tagger of values: which words of a message are the value of which parameter. */
export interface SlotModel {
  readonly format: 1
  /** What it knows; parameters of the same kind (name and type) share what was learned. */
  readonly parameters: readonly {
    readonly id: ParameterId
    readonly command: CommandId
    readonly kind: number
  }[]
  /** Weights, quantised and packed; opaque outside `learn/`. */
  readonly weights: Uint8Array
}

/** A place in a text that the tagger takes for the value of a parameter. */
export interface TaggedSpan {
  readonly command: CommandId
  readonly parameter: ParameterId
  /** UTF-16 offsets in the text as it was given; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** 0–1: how probable the least certain of its words is. */
  readonly probability: number
}

/** A text that is meant for a command. */
export interface SpanRequest {
  readonly text: string
  readonly command: CommandId
  /** Parameters that the text is an answer for. */
  readonly asked: readonly ParameterId[]
}

/** What the model makes of one message, before any scope is applied. */
export interface Understanding {
  readonly encoder: string
  /** L2-normalised sentence embedding. */
  readonly embedding: Float32Array
  readonly labels: readonly CommandId[]
  /** Calibrated (already divided by the temperature), one for each label. */
  readonly logits: Float32Array
  /**
   * For each label, a detector score of how familiar the message is to it, oriented so that more is
   * more familiar, and calibrated to a probability 0–1 that the message is in the label's territory.
   * The engine takes the maximum over the commands in scope.
   */
  readonly inScope: Float32Array
  /** The training texts nearest to the message, nearest first, at most 12. */
  readonly nearest: readonly {
    readonly label: CommandId
    readonly text: string
    readonly cosine: number
  }[]
  readonly embedMs: number
  readonly headMs: number
}

/** One row to learn from. `label` is a command id or `OUT_OF_SCOPE`. */
export interface TrainingRow {
  readonly text: string
  readonly label: CommandId
  /** How much it counts beside the other rows of its label; 1 unless said. */
  readonly weight?: number
}
