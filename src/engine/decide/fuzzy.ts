import { distance } from 'fastest-levenshtein'
import type { CommandRecord } from '#domain/document.ts'
import { titleOf } from '#domain/names.ts'
import { recordsOf } from '#domain/queries.ts'
import { comparable } from '../parameters/words.ts'
import { comparableName } from './comparable-name.ts'
import { elsewhere, namedCandidate, verdict, type RungInput, type Verdict } from './rung.ts'
import type { ScopedCommand } from './scope-commands.ts'

/** Shorter messages are near too many names: "no" is near "go", "ten" is near "end". */
const SHORTEST = 5
const LONGEST = 60

/** A message that is, as a whole, a command's name or title with a slip of the fingers. */
export function fuzzyRung(input: RungInput): Verdict | null {
  const said = comparable(input.text.replace(/^\//, ''))
  if (said.length < SHORTEST || said.length > LONGEST) return null
  const near = [...input.scope.byId.values()].flatMap((command) => {
    const away = Math.min(...wordingsOf(command).map((words) => slips(said, words)))
    return away < Infinity && !command.shadowed ? [{ command, away }] : []
  })
  const least = Math.min(...near.map(({ away }) => away))
  // A command that is out of reach and nearer is what was meant: the one in reach must not run.
  // A mere slip of one, with none in reach, is left to the classifier.
  const nearer = outOfReach(input).find((record) => {
    const away = slips(said, comparableName(record.name))
    return away < least && (away === 0 || near.length > 0)
  })
  if (nearer) return verdict('fuzzy', 'refuse', [], { refusal: elsewhere(nearer.id, input.scope) })
  const best = near.filter(({ away }) => away === least).map(({ command }) => command)
  if (best.length === 0) return null
  const candidates = best.map((command) => namedCandidate(command, 1 / best.length)).slice(0, 5)
  return verdict('fuzzy', best.length === 1 ? 'route' : 'ask', candidates)
}

const wordingsOf = ({ name, title, qualifiedName }: ScopedCommand): string[] => [
  ...new Set([name, title, qualifiedName].map(comparableName)),
]

function outOfReach({ document, scope }: RungInput): CommandRecord[] {
  return recordsOf(document, 'command').filter(({ id }) => !scope.byId.has(id))
}

/**
 * How many letters are wrong, `Infinity` if it is no mere slip. Word by word, because a difference
 * that is small in a long name can be the whole of a word: `lock door` is not `unlock door`.
 */
function slips(said: string, wording: string): number {
  const saidWords = said.split(/[\s/]+/)
  const words = wording.split(/[\s/]+/)
  if (saidWords.length !== words.length) return joined(saidWords) === joined(words) ? 1 : Infinity
  return words.reduce((sum, word, i) => sum + wordSlips(saidWords[i] ?? '', word), 0)
}

const joined = (words: readonly string[]): string => words.join('')

function wordSlips(said: string, word: string): number {
  if (said === word) return 0
  if (said[0] !== word[0] || word.length < 4) return Infinity
  const allowed = word.length >= 8 ? 2 : 1
  const away = isTransposition(said, word) ? 1 : distance(said, word)
  return away <= allowed ? away : Infinity
}

/** Of two words that differ: neighbouring letters exchanged. The commonest slip, and two edits. */
function isTransposition(said: string, word: string): boolean {
  let at = 0
  while (word[at] === said[at]) at++
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) === said
}

/** The title that this text is a slip of, among few: for answers to "which of these?". */
export const isSlipOf = (text: string, name: string): boolean =>
  comparable(text).length >= SHORTEST &&
  Math.min(
    slips(comparable(text), comparable(name)),
    slips(comparable(text), comparable(titleOf(name))),
  ) < Infinity
