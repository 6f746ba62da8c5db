import type { CommandRecord } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { ExtractedValue } from '../parameters/extract.ts'
import { isOnlyCarrier } from '../parameters/free-text.ts'
import { valueAt } from '../parameters/paths.ts'
import { isOpenText } from '../parameters/settle.ts'
import { slotPatterns, type SlotPatterns } from '../parameters/templates.ts'
import { textKindOf, type TextKind } from '../parameters/text-kind.ts'
import { textOf } from '../parameters/wording.ts'
import { comparable, isFunctionWord, tokensOf, unquoted } from '../parameters/words.ts'
import type { AnswerContext, AnswerReading } from './answer-reading.ts'
import type { Asked } from './asked.ts'
import { isTellingValue, withoutFrame } from './free-answer.ts'
import { isOfItem, partContext, withParts } from './parts.ts'
import { isAgreement, isApproval, isExcepted } from './phrases.ts'
import { keptOf, saidValues, wordsBeside, type SaidValue } from './said-values.ts'
import { openParameters } from './values.ts'

/*
 * "I'll leave from San Diego on the 9th", to "from where?": an answer may be a whole sentence, and
 * may say more, or something else, than was asked.
 */

/** So many words may stand around a value that is known to be brief. */
const WORDS_AROUND = 3

/**
 * What a sentence says, as the answer to a question for a free text. `null` where it is the value
 * itself, as any prose is; so is what seems no value, and is said again although it was not understood.
 */
export async function readSentence(
  text: string,
  asked: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const { parameter, part, settle } = asked
  if (isOfItem(part) || /[\r\n]/.test(text) || unquoted(text) !== text) return null
  const patterns = slotPatterns(spokenUtterances(context.document, command))
  const kind = textKindOf(parameter, patterns, partContext(part, context).existing)
  if (kind.kind === 'prose' || isKnown(text, kind)) return null
  if (isAgreement(text) || isApproval(text)) return { kind: 'unclear' }
  const told = await toldValues(text, parameter, command, context)
  const values = keptOf(told, (said) => !isOwn(said, parameter) || isSuch(said, kind))
  if (saidValues(values).some((said) => isOwn(said, parameter) && said.source === 'tagger'))
    return taken(values, context)
  const framed = withoutFrame(text, parameter, patterns)
  if (framed !== text && !seemsNoValue(framed, kind)) return settle(framed)
  if (isAllOf(text, values, kind, patterns)) return taken(values, context)
  return seemsNoValue(text, kind) && !isSaidAgain(text, context) ? { kind: 'unclear' } : null
}

/** Values that the words surely tell: of what is open, and of what a tagger sees said anew. */
export async function readOpenValues(
  text: string,
  asked: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<readonly ExtractedValue[]> {
  const told = await toldValues(text, asked.parameter, command, context)
  return keptOf(told, (said) => isTold(said, text))
}

export const taken = (
  values: readonly ExtractedValue[],
  { held }: AnswerContext,
): AnswerReading => ({ kind: 'values', values: withParts(values, held) })

async function toldValues(
  text: string,
  { id }: Parameter,
  command: CommandRecord,
  context: AnswerContext,
): Promise<readonly ExtractedValue[]> {
  const open = openParameters(command, context.held).map((parameter) => parameter.id)
  const said = { text, decision: null }
  const found = await context.extract(command.id, said, { open, asked: [id] })
  return keptOf(
    found?.values ?? [],
    (said) =>
      said.source !== 'default' &&
      !isExcepted(text, said.span?.start ?? 0) &&
      ((open.includes(said.root.id) && isOpen(said, context)) || said.source === 'tagger') &&
      (said.parameter.id === id || isTold(said, text)),
  )
}

/** Of an object that has some of its fields, those it has not. */
const isOpen = ({ root, steps }: SaidValue, { held }: AnswerContext): boolean => {
  const before = held.find(({ parameter }) => parameter === root.id)?.value
  return (valueAt(before, steps.slice(1)) ?? null) === null
}

/** A "yes" amid a sentence is rarely the answer to a question that was not put. */
const isTold = (value: SaidValue, text: string): boolean =>
  value.source === 'tagger' || (value.parameter.type !== 'boolean' && isTellingValue(value, text))

const isSaidAgain = (text: string, { answeredLast }: AnswerContext): boolean =>
  answeredLast !== null && comparable(answeredLast) === comparable(text)

const isOwn = ({ parameter }: SaidValue, { id }: { readonly id: ParameterId }): boolean =>
  parameter.id === id

/** What only stands where a value would is one where it is as brief as those are. */
const isSuch = ({ source, value }: SaidValue, kind: TextKind): boolean =>
  source === 'tagger' ||
  source === 'quoted' ||
  (kind.kind === 'brief' &&
    tokensOf(textOf(value)).length <= kind.longest &&
    !isAgreement(textOf(value)))

const isKnown = (text: string, kind: TextKind): boolean =>
  kind.kind === 'brief' && kind.known.has(comparable(text))

/** How a sentence begins that talks, where no value does: "I", "could you". */
const TALKING = new Set(
  "i i'm i'd i'll i've you can could would will do does is are what which when how".split(' '),
)
const talks = (text: string): boolean =>
  text.endsWith('?') || TALKING.has(comparable(text.replace(/\s.*$/u, '')))

function seemsNoValue(text: string, kind: TextKind): boolean {
  if (kind.kind !== 'brief') return false
  const most = kind.longest + WORDS_AROUND
  return tokensOf(text).length > most || (talks(text) && ![...kind.known].some(talks))
}

/**
 * Whether a text that no tagger saw the asked value in says nothing beside these: "until the 12th".
 * Bare words are what was asked for rather than another free text, and a bare date may be one where
 * nothing is known of the values.
 */
function isAllOf(
  text: string,
  values: readonly ExtractedValue[],
  kind: TextKind,
  patterns: SlotPatterns,
): boolean {
  if (values.length === 0) return false
  const rest = wordsBeside(text, values)
  if (rest.length === 0)
    return (
      kind.kind === 'brief' && saidValues(values).some(({ parameter }) => !isOpenText(parameter))
    )
  if (seemsNoValue(text, kind)) return true
  return rest.every(
    ({ text: word }) =>
      isFunctionWord(word) ||
      TYING.has(comparable(word)) ||
      ((kind.kind === 'brief' || talks(text)) && isOnlyCarrier(word, patterns)),
  )
}

/** Words that tie a moment to a sentence, beside those that name nothing. */
const TYING = new Set('until till before after from since through'.split(' '))
