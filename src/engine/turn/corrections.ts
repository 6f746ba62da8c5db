import type { CommandRecord } from '#domain/document.ts'
import { knownValues } from '#domain/slot-lesson.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { resolveLookup } from '../parameters/lookups.ts'
import { pathOf, valueAt, type Steps } from '../parameters/paths.ts'
import { isFreeText } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { textOf } from '../parameters/wording.ts'
import { comparable } from '../parameters/words.ts'
import type { AnswerContext, AnsweredValue, AnswerReading } from './answer-reading.ts'
import { correctionsIn, type Correction } from './correction-words.ts'
import { isTellingValue } from './free-answer.ts'
import { isOfItem, partContext, partsOf, settledPart, withParts, type PartValue } from './parts.ts'
import { keptOf, type SaidValue } from './said-values.ts'
import type { TurnValue } from './turn-state.ts'

/**
 * "no, to Anna, not Ben": other values for parameters, or parts of them, that have one. `asked` is
 * open, and is taken first. `null` where the words correct nothing, or nobody could say what.
 */
export async function readCorrection(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
  asked?: Parameter,
): Promise<AnswerReading | null> {
  const [first, ...others] = correctionsIn(text)
  if (!first) return null
  let held = context.held
  const values: AnsweredValue[] = []
  for (const correction of [first, ...others]) {
    const reading = readOne(correction, command, { ...context, held }, asked)
    if (!reading)
      return others.length > 0 || first.about !== null
        ? null
        : readWithin(first.value, command, context)
    if (reading.kind === 'rejected') return reading
    values.push(...reading.values)
    held = heldWith(held, reading.values)
  }
  return { kind: 'values', values }
}

/** As they are once these values are held: a second part goes over the first. */
const heldWith = (
  held: readonly TurnValue[],
  values: readonly AnsweredValue[],
): readonly TurnValue[] =>
  values.reduce<readonly TurnValue[]>(
    (sofar, { parameter: { id: parameter, name }, value }) => [
      ...sofar.filter((each) => each.parameter !== parameter),
      { parameter, name, value, source: 'answer' },
    ],
    held,
  )

type ValueReading = Extract<AnswerReading, { kind: 'values' | 'rejected' }>

function readOne(
  { about, instead, value }: Correction,
  command: CommandRecord,
  context: AnswerContext,
  asked: Parameter | undefined,
): ValueReading | null {
  const parts = partsOf(command.parameters, context.held)
  const named = about === null ? [] : parts.filter((part) => isAbout(about, part))
  const meant = named.length > 0 ? named : replaced(instead ?? about, parts, context)
  const reading = onePart(value, meant, context)
  if (reading) return reading
  if (about !== null) return null
  return (
    fitting(value, parts, context, asked) ??
    knownAs(value, parts, command, context) ??
    oneOfSeveral(value, parts, context)
  )
}

/** What the first of the parts that can take the value makes of it; else why one cannot. */
function onePart(
  value: string,
  parts: readonly PartValue[],
  context: AnswerContext,
): ValueReading | null {
  const readings = parts.map((part) => settledPart(bare(value, part.parameter), part, context))
  return readings.find(({ kind }) => kind === 'values') ?? readings.at(-1) ?? null
}

/** "to Anna", "on Friday": the small word before a value that is no text of its own. */
export const bare = (value: string, parameter: Parameter): string =>
  isFreeText(parameter)
    ? value.replace(/^(?:to|for|at|on|from|by|in|with) (?=\p{Lu})/u, '')
    : value.replace(/^(?:to|for|at|on|from|by|in|with|into|onto|under) /iu, '')

/** The parts that have the value that is not to be. */
function replaced(
  old: string | null,
  parts: readonly PartValue[],
  context: AnswerContext,
): PartValue[] {
  if (old === null) return []
  return parts.filter((part) => {
    if (part.value === undefined) return false
    if (comparable(old) === comparable(textOf(part.value))) return true
    if (isFreeText(part.parameter))
      return comparable(bare(old, part.parameter)) === comparable(textOf(part.value))
    const read = settledPart(bare(old, part.parameter), part, context)
    const now = read.kind === 'values' ? read.values[0]?.value : undefined
    return now !== undefined && isSame(valueAt(now, part.steps.slice(1)), part.value)
  })
}

const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** The one accepted value that these words could stand in the place of. */
function fitting(
  value: string,
  parts: readonly PartValue[],
  context: AnswerContext,
  asked: Parameter | undefined,
): ValueReading | null {
  const open = parts.filter(({ isWhole, parameter }) => isWhole && parameter === asked)
  const accepted = parts.filter(
    (part) => part.value !== undefined && !isFreeText(part.parameter) && !isOfItem(part),
  )
  const readings = [...open, ...accepted]
    .map((part) => settledPart(bare(value, part.parameter), part, context))
    .filter((reading) => reading.kind === 'values')
  const [first, ...others] = readings
  return first && (asked !== undefined || others.length === 0) ? first : null
}

/** "no, Hamburg": the one free text, or field, that has a value and is known to have had this one. */
function knownAs(
  value: string,
  parts: readonly PartValue[],
  command: CommandRecord,
  context: AnswerContext,
): ValueReading | null {
  const patterns = slotPatterns(spokenUtterances(context.document, command))
  const [only, ...others] = parts.filter((part) => {
    const { parameter } = part
    if (part.value === undefined || !isFreeText(parameter) || isOfItem(part)) return false
    const said = comparable(bare(value, parameter))
    const known = [...knownValues(parameter), ...(patterns.values.get(parameter.id) ?? [])]
    return known.some((each) => comparable(each) === said)
  })
  return only && others.length === 0
    ? settledPart(bare(value, only.parameter), only, context)
    : null
}

/** "no, the scarf", where there are two: which, for the one accepted value that it could be. */
function oneOfSeveral(
  value: string,
  parts: readonly PartValue[],
  context: AnswerContext,
): ValueReading | null {
  const [only, ...others] = parts.filter((part) => {
    const { existing } = partContext(part, context)
    const said = bare(value, part.parameter)
    return part.value !== undefined && existing && resolveLookup(said, existing).kind === 'several'
  })
  return only && others.length === 0 ? onePart(value, [only], context) : null
}

/** "no, two large ones for Friday": values that show what they are, each for its own parameter. */
async function readWithin(
  text: string,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const found = await context.extract(command.id, { text, decision: null })
  const telling = keptOf(
    found?.values ?? [],
    (said) => isTellingValue(said, text) || isAllOf(said, text, context),
  )
  if (telling.length === 0) return null
  const values = withParts(telling, context.held)
  return { kind: 'values', values }
}

/** A tagger takes all of the words for another value of what has one. */
const isAllOf = (
  { source, span, root, steps }: SaidValue,
  text: string,
  { held }: AnswerContext,
): boolean => {
  const before = held.find(({ parameter }) => parameter === root.id)?.value
  const said = span && text.slice(span.start, span.end)
  return (
    source === 'tagger' &&
    valueAt(before, steps.slice(1)) !== undefined &&
    said === unpunctuated(text)
  )
}

const unpunctuated = (text: string): string =>
  text
    .trim()
    .replace(/^(?:to|for|at|on|from|by|in|with)\s+/iu, '')
    .replace(/[.!]+$/u, '')

const isAbout = (about: string, { steps, parameter }: PartValue): boolean => {
  const said = comparable(about).replace(/^(?:the|my|its?|his|her|their|our) /, '')
  const item = ITEM.exec(said)
  if (item) return isItem(item, steps)
  const names = [comparable(parameter.name), comparable(pathOf(steps).replaceAll('.', ' '))]
  return names.includes(said)
}

/** "quantity of the second item", "second item's quantity". */
const ITEM = /^(?<name>[\p{L} ]+?) of (?:the )?(?<place>\p{L}+|\d+(?:st|nd|rd|th)?)(?: \p{L}+)?$/u
const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

function isItem({ groups }: RegExpExecArray, steps: Steps): boolean {
  const { name = '', place = '' } = groups ?? {}
  const index = PLACES.includes(place) ? PLACES.indexOf(place) : Number.parseInt(place, 10) - 1
  return steps.at(-2) === index && comparable(String(steps.at(-1))) === comparable(name)
}
