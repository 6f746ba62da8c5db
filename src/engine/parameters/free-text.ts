import type { Parameter } from '#domain/parameter.ts'
import type { SlotPatterns } from './templates.ts'
import { comparable, isFunctionWord, tokensOf } from './words.ts'

/** A place in a text; `end` is exclusive. */
export interface Place {
  readonly start: number
  readonly end: number
}

const QUOTE = /"[^"]+"|“[^”]+”|«[^»]+»|(?<!\w)'[^']+'(?!\w)/u
const CALLED = /\b(?:called|named|titled|entitled)[\s:]+/iu
const CONNECTING =
  /^(?:(?:that|is|as|please|saying)(?:[,:]?\s+)|[,:–-]\s*|(?:for|about|to)\s+(?=["“'\p{Lu}]))+/u

/**
 * What stands after a cue is rarely the value and nothing else: `a story called "Saved cards"`,
 * "that dinner is ready", "here". Gives the part that is the value, or `null` where there is none.
 */
export function freeTextWithin(
  text: string,
  place: Place,
  parameter: Parameter,
  patterns: SlotPatterns,
): Place | null {
  const quoted = quotedWithin(text, place)
  if (quoted) return quoted
  const value = afterConnectives(
    text,
    afterColon(text, afterCalled(text, place, parameter), patterns),
  )
  if (isOnlyCarrier(text.slice(value.start, value.end), patterns)) return null
  return isNameLike(parameter, patterns) ? (namesIn(text, value, patterns)[0] ?? value) : value
}

/** A quotation that begins or ends the place is all of the value. */
function quotedWithin(text: string, { start, end }: Place): Place | null {
  const words = text.slice(start, end)
  const match = QUOTE.exec(words)
  if (!match) return null
  const after = words.slice(match.index + match[0].length)
  const isAtEdge = match.index === 0 || /^[\s.,!?]*$/.test(after)
  return isAtEdge
    ? { start: start + match.index, end: start + match.index + match[0].length }
    : null
}

function afterCalled(text: string, place: Place, { name }: Parameter): Place {
  const match = CALLED.exec(text.slice(place.start, place.end))
  const isName = /(^|_)(name|title)$/.test(name)
  return match && isName ? { ...place, start: place.start + match.index + match[0].length } : place
}

/** "in here: Tidy the menu": what stands before the colon has been said of every such thing. */
function afterColon(text: string, place: Place, patterns: SlotPatterns): Place {
  const before = /^[^:]{1,60}:\s+/u.exec(text.slice(place.start, place.end))?.[0]
  return before !== undefined && isOnlyCarrier(before, patterns)
    ? { ...place, start: place.start + before.length }
    : place
}

const afterConnectives = (text: string, { start, end }: Place): Place => ({
  start: start + (CONNECTING.exec(text.slice(start, end))?.[0].length ?? 0),
  end,
})

/** Whether every word is one that the command's utterances have outside of their slots. */
export function isOnlyCarrier(words: string, { carriers }: SlotPatterns): boolean {
  return tokensOf(words).every(({ text }) => {
    return isFunctionWord(text) || isVague(text) || carriers.has(comparable(text))
  })
}

const VAGUE = new Set(
  (
    'something somebody someone anything anybody anyone everything everybody everyone other another own ' +
    'one ones thing things stuff more new again too also here there way'
  ).split(' '),
)
const isVague = (word: string): boolean => VAGUE.has(word.toLowerCase())

const NAME = /^\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*)*$/u
const FEWEST_NAMES = 3

/** Whether all values that are known of a parameter are written as names are. */
export function isNameLike({ id, examples }: Parameter, { values }: SlotPatterns): boolean {
  const known = [...examples, ...(values.get(id) ?? [])]
  return known.length >= FEWEST_NAMES && known.every((value) => NAME.test(value))
}

/** Runs of capitalised words that are no words of the command. */
export function namesIn(text: string, { start, end }: Place, patterns: SlotPatterns): Place[] {
  const names: Place[] = []
  for (const token of tokensOf(text.slice(start, end))) {
    const word = token.text.replace(/['’]s$/u, '')
    if (!NAME.test(word) || isOnlyCarrier(word, patterns)) continue
    const place = { start: start + token.start, end: start + token.start + word.length }
    const last = names.at(-1)
    if (last && text.slice(last.end, place.start) === ' ')
      names[names.length - 1] = { ...last, end: place.end }
    else names.push(place)
  }
  return names
}
