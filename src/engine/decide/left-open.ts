import type { CommandRecord, Document, UtteranceRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { extract } from '../parameters/extract.ts'
import { isOnlyCarrier } from '../parameters/free-text.ts'
import { isOpenText } from '../parameters/settle.ts'
import { slotPatterns, type SlotPatterns } from '../parameters/templates.ts'

/** Of its known values: from here on a parameter is taken to be sentences rather than names. */
const PROSE_WORDS = 3
/** Of a parameter without known values: the name says that it is short. */
const SHORT_NAME =
  /(?:^|_)(?:id|ids|code|number|no|sku|name|email|phone|city|country|state|zip|color|colour|size|type|kind|status|user|person|category|currency|language)$/u
const QUOTED_END = /["”»'’]\s*$/u

/**
 * Whether a text that a command takes freely may still be going on where this part ends: then what
 * follows belongs to it ("remind me to buy milk | and call Anna"). Quotes close it.
 */
export function isLeftOpen(
  text: string,
  command: CommandRecord | undefined,
  document: Document,
): boolean {
  if (!command) return false
  const utterances = spokenUtterances(document, command)
  const patterns = slotPatterns(utterances)
  const prose = command.parameters.filter((parameter) => isProse(parameter, patterns))
  if (prose.length === 0 || QUOTED_END.test(text)) return false
  // Where it is hardly ever left out it is there, or what follows is it: "text John | and ask him".
  if (prose.some((parameter) => parameter.required || isUsual(parameter, utterances))) return true
  const { parameters } = command
  const { values } = extract({
    command,
    parameters,
    text,
    given: null,
    utterances,
    now: 0,
    existing: new Map(),
  })
  const isTaken = values.some(({ parameter, span }) => span !== null && prose.includes(parameter))
  return isTaken || !isOnlyCarrier(withoutSpans(text, values), patterns)
}

function withoutSpans(
  text: string,
  values: readonly { readonly span: { readonly start: number; readonly end: number } | null }[],
): string {
  const spans = values.flatMap(({ span }) => span ?? [])
  return spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
}

/** Most utterances whose values are marked have one of this parameter. */
function isUsual({ id }: Parameter, utterances: readonly UtteranceRecord[]): boolean {
  const marked = utterances.filter(({ slots }) => slots.length > 0)
  const having = marked.filter(({ slots }) => slots.some(({ parameter }) => parameter === id))
  return marked.length > 0 && having.length >= marked.length / 2
}

function isProse(parameter: Parameter, { values }: SlotPatterns): boolean {
  if (!isOpenText(parameter)) return false
  const said = [...parameter.examples, ...(values.get(parameter.id) ?? [])]
  if (said.length === 0) return !SHORT_NAME.test(parameter.name)
  const words = said.reduce((sum, value) => sum + value.split(/\s+/u).length, 0)
  return words / said.length >= PROSE_WORDS
}
