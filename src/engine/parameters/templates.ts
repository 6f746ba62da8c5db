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
  const taught = utterances.filter(({ heldOut }) => !heldOut)
  const all = taught.map((utterance) => ({
    slots: slotsInOrder(utterance),
    literals: literalsOf(utterance),
  }))
  const opened = all.filter(({ slots }) => slots.length > 0)
  return {
    carriers: new Set(
      all.flatMap(({ literals }) =>
        tokensOf(literals.join(' ')).map(({ text }) => comparable(text)),
      ),
    ),
    carrierPairs: new Set(all.flatMap(({ literals }) => literals.flatMap(pairsOf))),
    values: slotValues(taught),
    templates: opened.flatMap(({ slots, literals }) => templateOf(slots, literals) ?? []),
    cues: opened.flatMap(({ slots, literals }) =>
      slots.map(({ parameter }, i) => ({
        parameter,
        left: comparable(literals[i] ?? ''),
        right: comparable(literals[i + 1] ?? ''),
      })),
    ),
  }
}

function pairsOf(literal: string): string[] {
  const words = tokensOf(literal).map(({ text }) => comparable(text))
  return words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`)
}

function slotValues(utterances: readonly UtteranceRecord[]): Map<ParameterId, string[]> {
  const filled = utterances.flatMap(({ slots, text }) =>
    slots
      .map(({ parameter, start, end }) => ({ parameter, value: text.slice(start, end) }))
      .filter(({ value }) => !hasPlaceholder(value)),
  )
  const grouped = groupBy(filled, ({ parameter }) => parameter)
  return new Map([...grouped].map(([id, slots]) => [id, slots.map(({ value }) => value)]))
}

const slotsInOrder = ({ slots }: UtteranceRecord): UtteranceRecord['slots'] =>
  [...slots].sort((a, b) => a.start - b.start)

function literalsOf(utterance: UtteranceRecord): string[] {
  let at = 0
  const literals = slotsInOrder(utterance).map(({ start, end }) => {
    const literal = utterance.text.slice(at, start)
    at = end
    return literal
  })
  return [...literals, utterance.text.slice(at)]
}

/** `null` where literal text does not tell the slots apart: `{a}{b}`, or nothing but a slot. */
function templateOf(
  slots: readonly { readonly parameter: ParameterId }[],
  literals: readonly string[],
): Template | null {
  const compared = literals.map(comparable)
  const inner = compared.slice(1, -1)
  if (compared.every((literal) => literal === '') || inner.some((literal) => literal === ''))
    return null
  const parts = compared.map((literal, i) => {
    const words = literalExpression(literal)
    if (i === 0) return words === '' ? '' : `${words}\\s+`
    return words === '' ? '' : `\\s+${words}`
  })
  const body = parts.map((part, i) => (i < slots.length ? `${part}(\\S.*?)` : part)).join('')
  return {
    parameters: slots.map(({ parameter }) => parameter),
    expression: new RegExp(`^\\s*(?:please\\s+)?${body}(?:,?\\s+please)?[\\s.!?]*$`, 'diu'),
    literalLength: compared.join('').length,
  }
}

const literalExpression = (literal: string): string =>
  literal
    .split(' ')
    .filter((word) => word !== '')
    .map(escapeForUnicode)
    .join('[\\s,:_]+')

/** Templates that match the whole message, the most literal first. */
export function matchTemplates(text: string, templates: readonly Template[]): SlotMatch[][] {
  return [...templates]
    .sort((a, b) => b.literalLength - a.literalLength)
    .flatMap(({ expression, parameters }) => {
      const match = expression.exec(text)
      if (!match) return []
      return [
        parameters.flatMap((parameter, i): SlotMatch[] => {
          const [start, end] = match.indices?.[i + 1] ?? [0, 0]
          return end > start ? [{ parameter, start, end, strength: 80 }] : []
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
  return [...own.flatMap((cue) => cueMatches(text, cue, cues)), ...ownNameMatches(text, parameter)]
}

/** Words that stand before several parameters tell them not apart: "add 2 to 3", "add 3 to 2". */
export const isAmbiguous = (
  words: string,
  parameter: ParameterId,
  cues: readonly SlotCue[],
): boolean =>
  cues.some((cue) => cue.parameter !== parameter && ` ${cue.left}`.endsWith(` ${words}`))

function cueMatches(
  text: string,
  { parameter, left, right }: SlotCue,
  cues: readonly SlotCue[],
): SlotMatch[] {
  const words = left.split(' ').filter((word) => word !== '')
  const tries = [
    { words, strength: 70 },
    { words: words.slice(-2), strength: 48 },
    { words: words.slice(-1), strength: isFunctionWord(words.at(-1) ?? '') ? 22 : 38 },
  ].filter((each) => each.words.some((word) => !isFunctionWord(word)) || each.strength === 22)
  return tries.flatMap((each): SlotMatch[] => {
    const said = each.words.join(' ')
    if (said === '' || isAmbiguous(said, parameter, cues)) return []
    const before = literalExpression(said)
    const found =
      (right === ''
        ? null
        : valueBetween(text, before, `\\s+${literalExpression(right)}(?!\\w)`)) ??
      valueBetween(text, before, '[\\s.!?]*$')
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
  const match = new RegExp(`(?<![\\w])${before}\\s*[\\s:]\\s*(\\S.*?)${after}`, 'diu').exec(text)
  const [start, end] = match?.indices?.[1] ?? [0, 0]
  return end > start ? { start, end } : null
}
