import type { CommandRecord, Document, UtteranceRecord } from '#domain/document.ts'
import type { NearGroup } from '#domain/near-utterances.ts'
import { textKey } from '#domain/problems-of-utterances.ts'
import { contextsOf, ownCommands, recordById, utterancesOf } from '#domain/queries.ts'

export interface UtteranceFilter {
  /** Words that a text must contain, in any order. */
  readonly search: string
  /** A command's id, or '' for all. */
  readonly command: string
}

export interface UtteranceRow {
  readonly utterance: UtteranceRecord
  readonly command: CommandRecord
  /** Of those that say nearly the same: which group it is of, and whether it leads it. */
  readonly group?: { readonly number: number; readonly isFirst: boolean }
}

/** What a table of utterances can show: all, those near to others, those two commands claim. */
export const UTTERANCE_VIEWS = ['all', 'near', 'conflicts'] as const
export type UtteranceView = (typeof UTTERANCE_VIEWS)[number]

/** Groups of near utterances as lines, one group after the other; all of a group or none. */
export function nearRows(
  document: Document,
  groups: readonly NearGroup[],
  view: UtteranceView,
  filter: UtteranceFilter,
): UtteranceRow[] {
  const words = wordsOf(filter)
  return groups
    .filter(({ isConflict }) => view === 'near' || isConflict)
    .filter(({ utterances }) =>
      utterances.some(
        ({ text, command }) =>
          (filter.command === '' || command === filter.command) && hasWords(text, words),
      ),
    )
    .flatMap(({ utterances }, number) =>
      utterances
        .flatMap(({ id }) => {
          // They may have changed, or gone, since they were found.
          const utterance = recordById(document, 'utterance', id)
          const command = utterance && recordById(document, 'command', utterance.command)
          return command ? [{ utterance, command }] : []
        })
        .map((row, index) => ({ ...row, group: { number, isFirst: index === 0 } })),
    )
}

const wordsOf = ({ search }: UtteranceFilter): string[] =>
  search.toLowerCase().split(/\s+/).filter(Boolean)

const hasWords = (text: string, words: readonly string[]): boolean =>
  words.every((word) => textKey(text).includes(word))

/** The utterances of the workflow, command by command, that pass the filter. */
export function utteranceRows(document: Document, filter: UtteranceFilter): UtteranceRow[] {
  const words = wordsOf(filter)
  const rows: UtteranceRow[] = []
  for (const { id: context } of contextsOf(document))
    for (const command of ownCommands(document, context)) {
      if (filter.command !== '' && command.id !== filter.command) continue
      for (const utterance of utterancesOf(document, command.id))
        if (hasWords(utterance.text, words)) rows.push({ utterance, command })
    }
  return rows
}
