import type { Parameter } from '#domain/parameter.ts'
import type { Decision } from '../decide/decision.ts'
import type { ExtractedValue, Extraction } from '../parameters/extract.ts'
import { isNameLike } from '../parameters/free-text.ts'
import { isOpenText } from '../parameters/settle.ts'
import { shapesOf } from '../parameters/shapes.ts'
import { matchTemplates, type SlotPatterns } from '../parameters/templates.ts'
import { spoken, textOf } from '../parameters/wording.ts'
import { comparable, escapeForUnicode, tokensOf, unquoted } from '../parameters/words.ts'
import { saidValues } from './said-values.ts'

/*
 * The answer to a question for a free text. Any text is one, so what is to be read as anything else
 * must show it: as another command by values that could not have come about by chance, as a frame
 * around the value by words the command has for it.
 */

/** A longer text, and one of several lines, is surely the text that was asked for. */
const COMMAND_WORDS = 40

export const mayBeCommand = (text: string): boolean =>
  !/[\r\n]/.test(text) && tokensOf(text).length <= COMMAND_WORDS

/**
 * Whether the text holds all values of the command it was found to mean, and at least one that is
 * not just any words. "Call mom" is what was asked for.
 */
export function bringsValues(
  { inlineText }: Decision,
  text: string,
  { values, problems }: Extraction,
): boolean {
  const within = inlineText ?? text
  return problems.length === 0 && values.some((value) => isTellingValue(value, within))
}

/** Said, and of a type or a shape, or in quotes: it could not have come about by chance. */
export const isTellingValue = (value: ExtractedValue, within: string): boolean =>
  saidValues([value]).some((said) => isTelling(said, within))

const isTelling = (
  { parameter, source, span, value }: Omit<ExtractedValue, 'parts'>,
  within: string,
): boolean =>
  source !== 'default' &&
  (!isOpenText(parameter) ||
    source === 'quoted' ||
    shapesOf(parameter).some((isShaped) => isShaped(textOf(value))) ||
    /^["“«]/u.test(within.slice(span?.start ?? 0)))

/** "My name is Anna" → `Anna`; a text without a frame is itself. */
export function withoutFrame(text: string, parameter: Parameter, patterns: SlotPatterns): string {
  if (/[\r\n]/.test(text)) return text
  const framed = framedByUtterance(text, parameter, patterns) ?? framedByName(text, parameter)
  if (framed !== null) return unquoted(framed)
  const named = isNameLike(parameter, patterns) ? IT_IS.exec(text)?.[1] : undefined
  return named ?? text
}

/** "It is late" is a message; only where values are names does it frame one. */
const IT_IS = /^(?:it|this|that)(?:\s+is|['’]s)\s+(\p{L}.*?)[\s.!]*$/iu

function framedByUtterance(
  text: string,
  { id }: Parameter,
  { templates }: SlotPatterns,
): string | null {
  const own = templates.filter(({ parameters }) => parameters.every((each) => each === id))
  const [[slot] = []] = matchTemplates(text, own)
  return slot ? text.slice(slot.start, slot.end) : null
}

/** "the title is Hello", "title: Hello"; of `user_name`, the last word will do. */
function framedByName(text: string, parameter: Parameter): string | null {
  const words = comparable(spoken(parameter))
  const name = [words, words.replace(/^.* /, '')].map(escapeForUnicode).join('|')
  const frame = new RegExp(
    `^(?:(?:my|the|its|our|his|her|their)\\s+(?:${name})\\s+is\\s+|(?:${name})\\s*:\\s*)(\\S.*?)[\\s.!]*$`,
    'iu',
  )
  return frame.exec(text)?.[1] ?? null
}
