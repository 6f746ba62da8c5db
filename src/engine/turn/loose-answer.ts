import { coreCommandById } from '#domain/core-commands.ts'
import type { CommandRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { overlaps } from '../parameters/assign.ts'
import { candidatesFor } from '../parameters/candidates.ts'
import type { ExtractedValue } from '../parameters/extract.ts'
import { contextAt } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { AnswerContext, AnswerReading } from './answer-reading.ts'
import { atPart, type Asked } from './asked.ts'
import { readCorrection } from './corrections.ts'
import { isClear, meaning } from './other-meaning.ts'
import { isExcepted } from './phrases.ts'
import { readOpenValues, taken } from './sentence-answer.ts'

/** Beyond so many other words, a text is rather a message of its own than an answer. */
const WORDS_AROUND = 3

/** An answer that is not just a value: a correction, a value amid words, another value, a message. */
export async function readLoosely(
  text: string,
  asked: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const correction = await readCorrection(text, command, context, asked.parameter)
  if (correction) return correction
  const within = valueWithin(text, asked, context)
  const isOneWord = tokensOf(text).length < 2 && !comparable(text).includes(' ')
  if (isOneWord) return within?.reading ?? (await coreCommandIn(text, context))
  const isNear = within !== null && within.isOnly && within.wordsAround <= WORDS_AROUND
  const told = await readOpenValues(text, asked, command, context)
  if (isNear && !isSaidOf(asked.parameter, told)) return within.reading
  if (isNear) return taken(told, context)
  const decision = await context.decide(text)
  const [best] = decision.candidates
  // "Don't cancel it", to "why?".
  if (decision.isForbidden && best?.command === command.id) return { kind: 'abort' }
  const isSame = decision.rung === 'classifier' && best?.command === command.id
  if (isClear(decision) && !isSame) return meaning(decision)
  // It may tell of anything else that is open; what was asked for is asked for again.
  if (told.length > 0) return taken(told, context)
  // What holds no value at all is not held to the question.
  const isMeant = within === null && decision.outcome === 'route' && !isSame
  return isMeant ? meaning(decision) : (within?.reading ?? null)
}

/** "Help", "back", "hello": a single word that no value could be. */
async function coreCommandIn(text: string, context: AnswerContext): Promise<AnswerReading | null> {
  const decision = await context.decide(text)
  const [best] = decision.outcome === 'route' ? decision.candidates : []
  return decision.rung === 'exact' && coreCommandById(best?.command ?? '')
    ? meaning(decision)
    : null
}

const isSaidOf = ({ id }: Parameter, values: readonly ExtractedValue[]): boolean =>
  values.some(({ parameter }) => parameter.id === id)

interface ValueWithin {
  readonly reading: AnswerReading
  readonly wordsAround: number
  /** Not one of several: "multiply 5 by 4" is no answer to "how many?". */
  readonly isOnly: boolean
}

/** "it is W123, I think"; if only "it is 500", then why that cannot be. */
function valueWithin(
  text: string,
  { parameter, part, settle }: Asked,
  { valueContext }: AnswerContext,
): ValueWithin | null {
  const found = candidatesFor(text, parameter, {
    patterns: slotPatterns([]),
    ignoredWords: new Set(),
    valueContext: () =>
      part.isWhole ? valueContext(parameter) : contextAt(valueContext(part.root), part.steps),
  })
  const meant = found.filter(({ start }) => !isExcepted(text, start))
  const good = meant.filter(({ rejection }) => rejection === null)
  const [best] = (good.length > 0 ? good : meant).sort((a, b) => b.strength - a.strength)
  if (!best) return null
  const { rejection, value } = best
  const around = `${text.slice(0, best.start)} ${text.slice(best.end)}`
  return {
    reading: rejection
      ? { kind: 'rejected', parameter: part.root, rejection: atPart(rejection, part) }
      : settle(value),
    wordsAround: tokensOf(around).length,
    isOnly: good.every((each) => overlaps(each, best)),
  }
}
