import type { CommandRecord, Document, UtteranceRecord } from '#domain/document.ts'
import { textKey } from '#domain/problems-of-utterances.ts'
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
  const rows: UtteranceRow[] = []
  for (const { id: context } of contextsOf(document))
    for (const command of ownCommands(document, context)) {
      if (filter.command !== '' && command.id !== filter.command) continue
      for (const utterance of utterancesOf(document, command.id))
        if (words.every((word) => textKey(utterance.text).includes(word)))
          rows.push({ utterance, command })
    }
  return rows
}
