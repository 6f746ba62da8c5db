import { CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { comparable } from '../parameters/words.ts'
import { isProhibition } from './prohibition.ts'

/** A place where one request may end and the next begin. */
export interface Cut {
  /** Of the words that tie the two together: the left part ends here. */
  readonly end: number
  /** Where the right part begins. */
  readonly start: number
  /** "then", "also", a full stop: said between two requests, and hardly ever within one. */
  readonly isStrong: boolean
}

const STRONG = String.raw`then|also|after\s+that|afterwards|next|finally`
const TIE = new RegExp(
  String.raw`(?:,?\s+please)?(?:\s*[.!?;…]+\s+(?:(?:and|but|${STRONG})\s*,?\s+)*` +
    String.raw`|\s*,?\s+(?:and|&|plus)\s+(?:(?:${STRONG})\s*,?\s+)?` +
    String.raw`|\s*,?\s+(?:then|also|after\s+that|afterwards|finally|followed\s+by)\s*,?\s+` +
    String.raw`|\s*,\s+)`,
  'giu',
)
const STRONG_TIE = new RegExp(String.raw`[.!?;…]|\b(?:${STRONG}|followed\s+by)\b`, 'iu')

/** What is said before what is wanted: "could you please", "I'd like to". */
const COURTESY = new RegExp(
  String.raw`^(?:(?:please|kindly|just|now|also|then|and|ok|okay|hey|so)[,]?\s+` +
    String.raw`|(?:can|could|would|will|should)\s+(?:you|we|i)\s+` +
    String.raw`|(?:i\s+(?:also\s+)?(?:want|need|would\s+like|wish)|i['’]d\s+(?:also\s+)?(?:like|love))\s+(?:you\s+)?to\s+` +
    String.raw`|let\s+us\s+|let['’]s\s+|go\s+ahead\s+and\s+|make\s+sure\s+(?:to|you)\s+|do\s+not\s+forget\s+to\s+)+`,
  'iu',
)

/** A condition and what follows from it are one thing, whatever each would mean alone. */
const CONDITIONAL =
  /^(?:if|when(?!\s+(?:is|are|was|were|will|do|does|did|can|could|should|would)\b)|whenever|unless|until|once|after|before|while|because|since|as|in\s+case|so\s+that|assuming)\b/iu

/** Begins sentences that ask for nothing, and second halves of lists. */
const NO_OPENERS = new Set(
  (
    'a an the this that these those it its my your our his her their me you us him them i we they he ' +
    'she to for from of in on at by with and or but as no not yes there here all any some one two'
  ).split(' '),
)

/** What a request begins with once the courtesies are off, as compared; '' where it is no opener. */
export function openerOf(text: string): string {
  const [word = ''] = comparable(withoutCourtesy(text)).split(' ')
  return /^\p{L}/u.test(word) && !NO_OPENERS.has(word) ? word : ''
}

export const withoutCourtesy = (text: string): string => text.trim().replace(COURTESY, '')

const known = new WeakMap<Document, ReadonlySet<string>>()

/** The words that utterances and names of the workflow's commands begin with: its imperatives. */
function openersOf(document: Document): ReadonlySet<string> {
  const before = known.get(document)
  if (before) return before
  const texts = [
    ...recordsOf(document, 'utterance').map(({ text }) => text),
    ...recordsOf(document, 'command').map(({ name }) => name),
    ...CORE_COMMANDS.flatMap(({ utterances }) => utterances),
  ]
  const openers = new Set(texts.map(openerOf).filter((word) => word !== ''))
  known.set(document, openers)
  return openers
}

/**
 * Where a message may fall into two: at what ties requests together, outside of quotes and brackets,
 * if what follows begins as requests of this workflow begin, forbids something, or is about the
 * conversation itself (`isControl`). Cheap; no model is asked.
 */
export function cutsIn(
  message: string,
  document: Document,
  isControl: (text: string) => boolean = () => false,
): Cut[] {
  const openers = openersOf(document)
  return tiesIn(message).filter(({ start }) => {
    const rest = message.slice(start)
    return openers.has(openerOf(rest)) || isProhibition(rest) || isControl(rest)
  })
}

/** Where anything is tied to what stands before it, outside of quotes and brackets. */
export function tiesIn(message: string): Cut[] {
  if (CONDITIONAL.test(withoutCourtesy(message))) return []
  const closed = closedPlaces(message)
  return [...message.matchAll(TIE)].flatMap(({ index, 0: tie }): Cut[] => {
    const start = index + tie.length
    const isInside = closed.some((place) => index < place.end && start > place.start)
    const rest = message.slice(start)
    if (index === 0 || isInside || rest.trim() === '' || CONDITIONAL.test(rest)) return []
    return [{ end: index, start, isStrong: STRONG_TIE.test(tie) }]
  })
}

const CLOSED = /"[^"]*"|“[^”]*”|«[^»]*»|(?<!\w)'[^']*'(?!\w)|\([^)]*\)|\[[^\]]*\]|\{[^}]*\}/gu

const closedPlaces = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(CLOSED)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }))
