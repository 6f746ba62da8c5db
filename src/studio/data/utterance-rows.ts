import type { CommandRecord, Document, UtteranceRecord } from '#domain/document.ts'
import { contextsOf, ownCommands, utterancesOf } from '#domain/queries.ts'

export interface UtteranceFilter {
  /** Words that a text must contain, in any order. */
  readonly search: string
  /** A command's id, or '' for all. */
  readonly command: string
}

export interface UtteranceRow {
  readonly utterance: UtteranceRecord
  readonly command: CommandRecord
}

/** The utterances of the workflow, command by command, that pass the filter. */
export function utteranceRows(document: Document, filter: UtteranceFilter): UtteranceRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return contextsOf(document)
    .flatMap(({ id }) => ownCommands(document, id))
    .filter(({ id }) => filter.command === '' || id === filter.command)
    .flatMap((command) =>
      utterancesOf(document, command.id).map((utterance) => ({ utterance, command })),
    )
    .filter(({ utterance }) => {
      const text = utterance.text.toLowerCase()
      return words.every((word) => text.includes(word))
    })
}
