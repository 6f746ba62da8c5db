import type { CommandId } from '#domain/ids.ts'
import type { Json } from '#shared/json.ts'

export type Rung = 'exact' | 'fuzzy' | 'memory' | 'classifier'

/** A command the message may have meant. */
export interface Candidate {
  readonly command: CommandId
  /** Level of the scope it was found at; 0 is the current instance. Core commands are at 0. */
  readonly level: number
  /** 0–1, over the commands in scope. */
  readonly probability: number
  /** Utterances nearest to the message, for "why". */
  readonly nearest: readonly { readonly text: string; readonly cosine: number }[]
}

/** Why nothing was routed. */
export type RefusalReason =
  /** Nothing in the whole workflow is like it. */
  | { readonly kind: 'out-of-scope' }
  /** It is like a command that is not offered here, or not available now. */
  | { readonly kind: 'elsewhere'; readonly command: CommandId; readonly unavailable: boolean }
  /** The model has not been trained, and no name matched. */
  | { readonly kind: 'not-trained' }
  /** It is trained, but its model or the encoder cannot be loaded, and no name matched. */
  | { readonly kind: 'model-unavailable' }
  /** A correction says that these words are out of scope. */
  | { readonly kind: 'remembered' }

/** What the ladder concluded, with everything needed to explain it. Plain data; stored in journals. */
export interface Decision {
  readonly outcome: 'route' | 'ask' | 'refuse'
  readonly rung: Rung
  /** Best first, at most 5; an `ask` offers the first 2–3 of them; a `refuse` names them as nearest. */
  readonly candidates: readonly Candidate[]
  readonly refusal: RefusalReason | null
  /** Values given inline with an exact command name: `add 2 3`, `add a=2`. Not yet validated. */
  readonly inlineText: string | null
  readonly inlineValues: Readonly<Record<string, Json>> | null
  /** The thresholds in force, 0–1; `null` on rungs that use none. */
  readonly thresholds: {
    readonly route: number
    readonly gap: number
    readonly outOfScope: number
  } | null
  /** The detector's verdict that the message belongs to what is in scope, 0–1; `null` where not asked. */
  readonly inScope: number | null
  /** The correction that decided, on the memory rung. */
  readonly correction: string | null
  /** The message begins by saying not to do this: it is left, however sure the rung was. */
  readonly isForbidden?: true
  readonly timings: readonly { readonly stage: string; readonly ms: number }[]
}
