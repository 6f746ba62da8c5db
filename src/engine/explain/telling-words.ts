import { coreCommandById } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { utterancesOf } from '#domain/queries.ts'
import { comparable, isFunctionWord, tokensOf } from '../parameters/words.ts'

/** Words of a message that only one of two commands has in its utterances, as they were said. */
export interface TellingWords {
  readonly forIt: readonly string[]
  readonly forOther: readonly string[]
}

/**
 * What tells two commands apart in a message, as far as words do: those that the utterances of one
 * have and of the other have not. What an encoder made of the rest is in the cosines.
 */
export function tellingWords(
  document: Document,
  message: string,
  it: CommandId,
  other: CommandId,
): TellingWords {
  const own = vocabularyOf(document, it)
  const others = vocabularyOf(document, other)
  const said = [...new Set(wordsOf(message))].filter((word) => !isFunctionWord(word))
  return {
    forIt: said.filter((word) => own.has(word) && !others.has(word)),
    forOther: said.filter((word) => others.has(word) && !own.has(word)),
  }
}

function vocabularyOf(document: Document, command: CommandId): ReadonlySet<string> {
  const texts = [
    ...utterancesOf(document, command).map(({ text }) => text),
    ...(coreCommandById(command)?.utterances ?? []),
  ]
  return new Set(texts.flatMap(wordsOf))
}

const wordsOf = (text: string): string[] => tokensOf(comparable(text)).map((token) => token.text)
