export const PROBLEM_CODES = [
  'context-name',
  'context-name-taken',
  'unknown-base',
  'unknown-container',
  'inheritance-cycle',
  'context-unconnected',
  'unknown-context',
  'command-name',
  'command-name-taken',
  'name-shadows',
  'no-utterances',
  'thin',
  'held-out-only',
  'no-description',
  'no-handler',
  'no-undo',
  'property-values',
  'parameter-name',
  'parameter-name-taken',
  'parameter-description',
  'enum-without-choices',
  'choice-twice',
  'invalid-pattern',
  'empty-range',
  'lookup-on-object',
  'object-without-fields',
  'unknown-source',
  'utterance-twice',
  'utterance-shared',
  'utterance-empty',
  'utterance-too-long',
  'unknown-command',
  'slot-invalid',
  'slot-whole',
  'unknown-placeholder',
  'source-path-taken',
  'identity-same',
  'startup-empty',
  'startup-unknown',
  'startup-lacks-values',
  'host-not-origin',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/**
 * Something about the document that a person should know. An `error` means that part of the
 * workflow cannot work, a `warning` that it will work badly, a `hint` that it could be better.
 */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'hint'
  readonly code: ProblemCode
  /** A sentence, with what to do about it. */
  readonly text: string
  /** The record it is about. */
  readonly record: string
  /** The field of it, as the record names it; `parameters.<id>.<field>` within a parameter. */
  readonly field?: string
}
