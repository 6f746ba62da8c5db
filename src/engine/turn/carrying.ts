import type { CommandRecord, Document } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Json } from '#shared/json.ts'
import { SUGGESTIONS_MAX } from '../parameters/lookups.ts'
import { isFreeText, settledValue, type ValueContext } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { textKindOf } from '../parameters/text-kind.ts'
import { textOf } from '../parameters/wording.ts'
import { needsConsent } from './consent.ts'
import type { DoneRun, Question } from './events.ts'
import { isSameInstance } from './standing.ts'
import { levelOf, type TurnState } from './turn-state.ts'

/*
 * "Find a table in Oakland" – "good, reserve it": what another command of the same instance was told,
 * or found, need not be said again.
 */

export type Carried =
  /** To be held: it is shown where it is only read by, and spelled out before it changes anything. */
  | { readonly kind: 'value'; readonly value: Json }
  /** To be asked about. */
  | { readonly kind: 'offers'; readonly values: readonly Json[] }

/** What was known of a required parameter before, and is still good for it; `null` for nothing. */
export function carriedFor(
  parameter: Parameter,
  command: CommandRecord,
  state: TurnState,
  done: readonly DoneRun[],
  document: Document,
  valueContext: ValueContext,
): Carried | null {
  const here = state.scope.levels[levelOf(state)]
  // What one request of a message says of the next is read with it.
  if (!here || state.part || !parameter.required || isProse(parameter, command, document))
    return null
  const givers = done.filter(
    ({ command: giver, on }) => giver !== command.id && isSameInstance(on, here),
  )
  for (const giver of [...givers].reverse()) {
    const known = knownBy(giver, parameter, document).flatMap((value) => {
      const settled = settledValue(value, parameter, valueContext)
      return settled.ok ? [settled.value] : []
    })
    const [value, ...others] = distinct(known)
    if (value === undefined) continue
    const isShown = command.risk === 'read' || needsConsent(command)
    return others.length === 0 && isShown && !isOneOfSeveral(parameter, command, state)
      ? { kind: 'value', value }
      : { kind: 'offers', values: [value, ...others].slice(0, SUGGESTIONS_MAX) }
  }
  return null
}

/** "Multiply 5", after "add 2 and 4": one number of two is said, and which the other is, is not. */
const isOneOfSeveral = (
  { id, type }: Parameter,
  { parameters }: CommandRecord,
  { values }: TurnState,
): boolean =>
  type !== 'string' &&
  parameters.some(
    (each) =>
      each.id !== id &&
      each.type === type &&
      values.some(({ parameter, source }) => parameter === each.id && source !== 'before'),
  )

/** Words of one's own are for what they were said to. */
function isProse(parameter: Parameter, command: CommandRecord, document: Document): boolean {
  if (!isFreeText(parameter)) return parameter.type === 'boolean'
  const patterns = slotPatterns(spokenUtterances(document, command))
  return textKindOf(parameter, patterns).kind !== 'brief'
}

/** What it was run with for a parameter of the same name and type, else what it gave of that name. */
function knownBy(
  { command, values, output }: DoneRun,
  { name, type }: Parameter,
  document: Document,
): Json[] {
  const record = recordById(document, 'command', command)
  const isSame = record?.parameters.some((each) => each.name === name && each.type === type)
  const said = (isSame ? values[name] : null) ?? null
  if (said !== null) return [said]
  const rows = Array.isArray(output) ? (output as readonly Json[]) : [output]
  return rows.flatMap((row) => {
    const found = (isRow(row) ? row[name] : null) ?? null
    return found === null ? [] : [found]
  })
}

const isRow = (row: Json): row is Readonly<Record<string, Json>> =>
  typeof row === 'object' && row !== null && !Array.isArray(row)

const distinct = (values: readonly Json[]): Json[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

type ValueQuestion = Extract<Question, { kind: 'value' }>

/** The question for a value, with what it may be; of only one, whether it is that. */
export function offering(question: ValueQuestion, values: readonly Json[]): ValueQuestion {
  const suggestions = values.map(textOf).map((value) => ({ value, label: value }))
  const [only, ...others] = suggestions
  const isIt = only && others.length === 0 ? ` Is it “${only.label}”, as before?` : ''
  return { ...question, text: question.text + isIt, suggestions }
}
