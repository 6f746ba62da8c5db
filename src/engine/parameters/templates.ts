import type { UtteranceRecord } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import type { Parameter } from '#domain/parameter.ts'
import { hasPlaceholder } from '#domain/utterance-templates.ts'
import { groupBy } from '#shared/group-by.ts'
import { spoken } from './wording.ts'
import { comparable, escapeForUnicode, isFunctionWord, tokensOf } from './words.ts'

/** What stands around a value of a parameter in one of the command's utterances. */
export interface SlotCue {
  readonly parameter: ParameterId
  /** The literal words before and after it, as compared; '' at the ends of the utterance. */
  readonly left: string
  readonly right: string
}

/** A place in a message that by the words around it is a parameter's value. */
export interface SlotMatch {
  readonly parameter: ParameterId
  readonly start: number
  readonly end: number
  readonly strength: number
}

/** An utterance with its slots open: `move {item} to {column}`. */
export interface Template {
  readonly parameters: readonly ParameterId[]
  /** Matches a whole message; one group for each slot. */
  readonly expression: RegExp
  /** How many letters have to be there literally: the more, the surer a match. */
  readonly literalLength: number
}

export interface SlotPatterns {
  readonly templates: readonly Template[]
  readonly cues: readonly SlotCue[]
  /** Words that utterances have outside of their slots, as compared: they carry, and are no value. */
  readonly carriers: ReadonlySet<string>
  /** Two such words in a row, as compared: `two numbers`. */
  readonly carrierPairs: ReadonlySet<string>
  /** What stands in the slots of each parameter. */
  readonly values: ReadonlyMap<ParameterId, readonly string[]>
}

const known = new WeakMap<readonly UtteranceRecord[], SlotPatterns>()

/**
 * What the slot-annotated utterances of one command teach about where values stand. Remembered as
 * long as they are the same: a thousand of them are a thousand expressions.
 */
export function slotPatterns(utterances: readonly UtteranceRecord[]): SlotPatterns {
  const patterns = known.get(utterances) ?? patternsOf(utterances)
  known.set(utterances, patterns)
  return patterns
}

function patternsOf(utterances: readonly UtteranceRecord[]): SlotPatterns {
  const all = utterances.filter(({ heldOut }) => !heldOut).map(partsOf)
  const slots = all.flatMap((parts) => parts.slots)
  const literals = all.flatMap((parts) => parts.literals)
  return {
    carriers: new Set(literals.flatMap(wordsOf)),
    carrierPairs: new Set(literals.flatMap(pairsOf)),
    values: slotValues(slots),
    templates: all.flatMap((parts) => templateOf(parts) ?? []),
    cues: distinctCues(slots),
  }
}

/** Thousands of utterances have few hundred of them. */
function distinctCues(slots: readonly Slotted[]): SlotCue[] {
  const cues = slots.map(({ parameter, left, right }): SlotCue => ({
    parameter,
    left: comparable(left),
    right: comparable(right),
  }))
  return [...new Map(cues.map((cue) => [Object.values(cue).join('\u0000'), cue])).values()]
}

/** A value within an utterance, and the literal text before and after it, up to the next. */
interface Slotted {
  readonly parameter: ParameterId
  readonly value: string
  readonly left: string
  readonly right: string
}

interface Parts {
  readonly slots: readonly Slotted[]
  /** What stands around the slots: one more than there are slots. */
  readonly literals: readonly string[]
}

function partsOf({ text, slots: unordered }: UtteranceRecord): Parts {
  const slots = [...unordered]
    .sort((a, b) => a.start - b.start)
    .map(({ parameter, start, end }, i, all): Slotted => ({
      parameter,
      value: text.slice(start, end),
      left: text.slice(all[i - 1]?.end ?? 0, start),
      right: text.slice(end, all[i + 1]?.start),
    }))
  return { slots, literals: [...slots.map(({ left }) => left), slots.at(-1)?.right ?? text] }
}

const wordsOf = (literal: string): string[] => tokensOf(literal).map(({ text }) => comparable(text))

function pairsOf(literal: string): string[] {
  const words = wordsOf(literal)
  return words.slice(1).map((_, i) => words.slice(i, i + 2).join(' '))
}

function slotValues(slots: readonly Slotted[]): Map<ParameterId, string[]> {
  const filled = slots.filter(({ value }) => !hasPlaceholder(value))
  const grouped = groupBy(filled, ({ parameter }) => parameter)
  return new Map([...grouped].map(([id, each]) => [id, each.map(({ value }) => value)]))
}

/**
 * `null` where literal text does not tell the slots apart: `{a} {b}`, or nothing but small words after
 * a slot, `{a} to {b}`, which anything would match. A comma does.
 */
function templateOf({ slots, literals }: Parts): Template | null {
  const compared = literals.map(comparable)
  const isOpen = compared[0] === '' && literals.flatMap(wordsOf).every(isFunctionWord)
  const isUntold = (literal: string): boolean => comparable(literal) === '' && !COMMA.test(literal)
  if (slots.length === 0 || isOpen || literals.slice(1, -1).some(isUntold)) return null
  const parts = compared.map((literal, i) => {
    if (literal === '') return i > 0 && i < slots.length ? '\\s*[,;]\\s*' : ''
    const words = literalExpression(literal)
    return `${i > 0 ? GAP : ''}${words}${i < slots.length ? GAP : ''}`
  })
  const body = parts.join('(\\S.*?)')
  return {
    parameters: slots.map(({ parameter }) => parameter),
    expression: new RegExp(`^\\s*(?:please\\s+)?${body}(?:,?\\s+please)?[\\s.!?]*$`, 'diu'),
    literalLength: compared.join('').length,
  }
}

const COMMA = /[,;]/
const GAP = '[,;:]?\\s+'

const literalExpression = (literal: string): string =>
  literal.split(' ').map(escapeForUnicode).join('[\\s,:_]+')

/** Templates that match the whole message, the most literal first. */
export function matchTemplates(text: string, templates: readonly Template[]): SlotMatch[][] {
  return [...templates]
    .sort((a, b) => b.literalLength - a.literalLength)
    .flatMap(({ expression, parameters }) => {
      const match = expression.exec(text)
      if (!match) return []
      return [
        parameters.flatMap((parameter, i): SlotMatch[] => {
          const place = match.indices?.[i + 1]
          return place ? [{ parameter, start: place[0], end: place[1], strength: 80 }] : []
        }),
      ]
    })
}

/**
 * Values by the words before them: after "tell everyone" stands the message. The fuller the words
 * match what an utterance has there, the surer.
 */
export function matchCues(
  text: string,
  parameter: Parameter,
  cues: readonly SlotCue[],
): SlotMatch[] {
  const own = cues.filter((cue) => cue.parameter === parameter.id)
  const said = new SaidWords(text)
  return [...own.flatMap((cue) => cueMatches(said, cue, cues)), ...ownNameMatches(text, parameter)]
}

/** Words that stand before several parameters tell them not apart: "add 2 to 3", "add 3 to 2". */
export function isAmbiguous(
  words: string,
  parameter: ParameterId,
  cues: readonly SlotCue[],
): boolean {
  const owners = ownersOf(cues).get(words)
  return owners !== undefined && (owners.size > 1 || !owners.has(parameter))
}

const knownOwners = new WeakMap<readonly SlotCue[], ReadonlyMap<string, ReadonlySet<ParameterId>>>()

/** Before which parameters words stand, by all ends of what stands there: "move it to", "it to", "to". */
function ownersOf(cues: readonly SlotCue[]): ReadonlyMap<string, ReadonlySet<ParameterId>> {
  const before = knownOwners.get(cues)
  if (before) return before
  const owners = new Map<string, Set<ParameterId>>()
  for (const { parameter, left } of cues) {
    const words = left.split(' ')
    words.forEach((_, from) => {
      const end = words.slice(from).join(' ')
      owners.set(end, (owners.get(end) ?? new Set()).add(parameter))
    })
  }
  knownOwners.set(cues, owners)
  return owners
}

/** What stands in a text after certain words; most of the words of many utterances are not there. */
class SaidWords {
  readonly #text: string
  readonly #lower: string
  readonly #untilEnd = new Map<string, ReturnType<typeof valueBetween>>()

  constructor(text: string) {
    this.#text = text
    this.#lower = text.toLowerCase()
  }

  has(words: string): boolean {
    return words.split(' ').every((word) => this.#lower.includes(word))
  }

  between(before: string, after: string): ReturnType<typeof valueBetween> {
    if (after === '' || !this.has(after)) return null
    const end = `\\s+${literalExpression(after)}(?!\\w)`
    return valueBetween(this.#text, literalExpression(before), end)
  }

  untilEnd(before: string): ReturnType<typeof valueBetween> {
    const known = this.#untilEnd.get(before)
    if (known !== undefined) return known
    const found = valueBetween(this.#text, literalExpression(before), '[\\s.!?]*$')
    this.#untilEnd.set(before, found)
    return found
  }
}

function cueMatches(
  text: SaidWords,
  { parameter, left, right }: SlotCue,
  cues: readonly SlotCue[],
): SlotMatch[] {
  if (left === '') return []
  const words = left.split(' ')
  const isTelling = (some: readonly string[]): boolean => !some.every(isFunctionWord)
  const [pair, last] = [words.slice(-2), words.slice(-1)]
  const tries = [
    ...(isTelling(words) ? [{ words, strength: 70 }] : []),
    ...(isTelling(pair) ? [{ words: pair, strength: 48 }] : []),
    { words: last, strength: isTelling(last) ? 38 : 22 },
  ]
  return tries.flatMap((each): SlotMatch[] => {
    const said = each.words.join(' ')
    if (!text.has(said) || isAmbiguous(said, parameter, cues)) return []
    const found = text.between(said, right) ?? text.untilEnd(said)
    return found ? [{ parameter, ...found, strength: each.strength }] : []
  })
}

/** "name is Anna", "title: Hello", "called Hello": the parameter's own name says it. */
function ownNameMatches(text: string, parameter: Parameter): SlotMatch[] {
  // The items of a list go on after its comma; they are found as a row.
  if (parameter.type === 'list' && parameter.itemType !== 'string') return []
  const name = literalExpression(comparable(spoken(parameter)))
  const found =
    name === '' ? null : valueBetween(text, `${name}(?:\\s+is|\\s*[:=])`, '(?:[,;]\\s|[\\s.!?]*$)')
  const isName = /(^|_)(name|title)$/.test(parameter.name)
  const called = isName
    ? valueBetween(text, '(?:called|named|titled)', '(?:[,;]\\s|[\\s.!?]*$)')
    : null
  return [found, called].flatMap((place): SlotMatch[] =>
    place ? [{ parameter: parameter.id, ...place, strength: 46 }] : [],
  )
}

function valueBetween(
  text: string,
  before: string,
  after: string,
): { start: number; end: number } | null {
  const match = new RegExp(`(?<!\\w)${before}\\s*[\\s:]\\s*(\\S.*?)${after}`, 'diu').exec(text)
  const place = match?.indices?.[1]
  return place ? { start: place[0], end: place[1] } : null
}
