import type { Choice, ParameterType } from '../parameter.ts'

/** A stretch of an imported text that is the value of an entity; `end` is exclusive, UTF-16. */
export interface ImportedSlot {
  readonly entity: string
  readonly start: number
  readonly end: number
}

/** One example as another system kept it, cleaned as utterances are; slots fit its text. */
export interface ImportedRow {
  /** As the file names it; '' where the file names none. */
  readonly intent: string
  readonly text: string
  readonly slots: readonly ImportedSlot[]
  /** The file itself keeps it for measuring. */
  readonly heldOut: boolean
  /** Where it stands, for people: `shop.csv, line 12`. */
  readonly where: string
}

/** What a file tells of an entity beside its marks. */
export interface ImportedEntity {
  readonly name: string
  readonly type: ParameterType
  readonly choices: readonly Choice[]
  readonly examples: readonly string[]
  /** A regular expression the whole value matches; '' for none. */
  readonly pattern: string
}

/** Something that was not taken, and why. */
export interface ImportSkip {
  readonly where: string
  readonly why: string
}

/** All that was read from one or more files. Order is that of the files. */
export interface Imported {
  readonly rows: readonly ImportedRow[]
  readonly entities: readonly ImportedEntity[]
  readonly skipped: readonly ImportSkip[]
  /** What a person should know though nothing is missing by it. */
  readonly notes: readonly string[]
}
