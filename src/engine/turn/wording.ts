import { coreCommandById } from '#domain/core-commands.ts'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import type { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { Decision } from '../decide/decision.ts'
import { commandTitle } from '../decide/scope-commands.ts'
import type { ParameterProblem } from '../parameters/extract.ts'
import { SUGGESTIONS_MAX } from '../parameters/lookups.ts'
import { partAt, placeWords, stepsOf, type Steps } from '../parameters/paths.ts'
import { shown, spelledOut } from '../parameters/wording.ts'
import { enumerate } from '../parameters/words.ts'
import type { ConfirmQuestion, Question } from './events.ts'
import { levelOf, type TurnFacts, type TurnValue } from './turn-state.ts'

const quotedTitle = (document: Document, command: CommandId): string =>
  `“${placedTitle(document, command)}”`

/** The title, with the context where another command is called the same. */
function placedTitle(
  document: Document,
  command: CommandId,
  among: readonly CommandId[] = [],
): string {
  const title = commandTitle(document, command)
  const isShared = among.some((id) => id !== command && commandTitle(document, id) === title)
  const place = isShared ? placeOf(document, command) : null
  return place ? `${title} (${place})` : title
}

/** The context a command belongs to, unless it is the root. */
function placeOf(document: Document, command: CommandId): string | null {
  const record = recordById(document, 'command', command)
  const context = record && recordById(document, 'context', record.context)
  return context && context.name !== '*' ? context.name : null
}

export function whichCommand(document: Document, candidates: readonly CommandId[]): Question {
  const titles = candidates.map((id) => `“${placedTitle(document, id, candidates)}”`)
  return { kind: 'which-command', candidates, text: `Did you mean ${enumerate(titles, 'or')}?` }
}

/** Asks for one value, or a part of one: why, if one was given, what would do, and who tells it. */
export function valueQuestion(
  command: CommandId,
  { parameter, problem, suggestions }: ParameterProblem,
  document?: Document,
): Extract<Question, { kind: 'value' }> {
  const steps = stepsOf(problem.path ?? '') ?? [parameter.name]
  const part = partAt(parameter, steps.slice(1)) ?? parameter
  const reason = problem.code === 'missing' ? '' : `${problem.text} `
  const advice = document ? adviceFor(part, document) : ''
  return {
    kind: 'value',
    command,
    parameter: parameter.id,
    ...(problem.path === undefined ? {} : { path: problem.path }),
    text: reason + asking(part, steps) + advice,
    problem,
    // Eight of a thousand are no help; the person knows better what to look for.
    suggestions:
      suggestions.length > SUGGESTIONS_MAX * 3 ? [] : suggestions.slice(0, SUGGESTIONS_MAX),
  }
}

function asking(part: Parameter, steps: Steps): string {
  const name = placeWords(steps)
  const about = sentence(part.description)
  const question = part.type === 'boolean' ? `${titleOf(name)}: yes or no?` : whatIs(part, name)
  const skip = part.required ? '' : ' Say “skip” to leave it out.'
  return [question, about].filter((each) => each !== '').join(' ') + skip
}

/** What is made up of parts names them: one answer may give them all. */
function whatIs(part: Parameter, name: string): string {
  const fields = part.fields.filter(({ required }) => required).map((field) => field.name)
  if (part.type !== 'object' || fields.length === 0) return `What is the ${name}?`
  return `What is the ${name} (${fields.map((field) => field.replaceAll('_', ' ')).join(', ')})?`
}

/** Which commands tell the value: " You can find it with “List orders”." */
function adviceFor({ availableFrom }: Parameter, document: Document): string {
  const titles = availableFrom
    .filter((id) => recordById(document, 'command', id))
    .map((id) => quotedTitle(document, id))
  return titles.length === 0 ? '' : ` You can find it with ${enumerate(titles, 'or')}.`
}

const sentence = (text: string): string => text.trim().replace(/([^.!?…])$/u, '$1.')

/** What will happen, with which values, before it does. */
export function confirmation(
  command: CommandRecord,
  { values: held, command: chosen, scope }: TurnFacts,
  lead = '',
): ConfirmQuestion {
  const inOrder = command.parameters.flatMap(
    ({ id }) => held.find((each) => each.parameter === id) ?? [],
  )
  const lines = inOrder.flatMap(({ name, value }) => spelledOut(name, value))
  // "Delete item?" alone would not say which.
  const label = scope.levels[levelOf({ command: chosen })]?.label ?? ''
  const on = label === '' ? '' : ` (${label})`
  const text = [`${lead}${titleOf(command.name)}${on}?`, ...lines, 'Please say yes or no.'].join(
    '\n',
  )
  return { kind: 'confirm', command: command.id, values: valuesByName(inOrder), text }
}

export const valuesByName = (values: readonly TurnValue[]): Record<string, Json> =>
  Object.fromEntries(values.map(({ name, value }) => [name, value]))

/** Less likely than this is not near. */
const NEAR = 0.05

/** Why nothing was done, and what is nearest to it. */
export function refusalText(document: Document, { refusal, candidates }: Decision): string {
  const nearest = candidates
    .filter(({ command, probability }) => probability >= NEAR && !coreCommandById(command))
    .slice(0, 3)
    .map(({ command }) => quotedTitle(document, command))
  const near = nearest.length === 0 ? '' : ` The nearest I can do is ${enumerate(nearest, 'or')}.`
  switch (refusal?.kind) {
    case 'elsewhere':
      return elsewhereText(document, refusal) + near
    case 'not-trained':
      return (
        'I do not know these words: this workflow is not trained yet. ' +
        'Commands work by their names; “what can I do” lists them.'
      )
    case 'model-unavailable':
      return (
        'I cannot make out words just now: what this workflow has learned could not be loaded. ' +
        'Commands work by their names; “what can I do” lists them.'
      )
    case 'remembered':
      return 'That is not something I can do; you told me so before.' + near
    case 'out-of-scope':
    case undefined:
      return 'That is not something I can do here.' + (near || ' “What can I do” lists what is.')
  }
}

/** To a message that says what not to do. Beside other requests it is not clear what that leaves undone. */
export const heededText = (
  document: Document,
  { text, part }: Pick<TurnFacts, 'text' | 'part'>,
  command: CommandId,
): string =>
  part
    ? `All right, as you say: “${text}”.`
    : `All right, ${quotedTitle(document, command)} is not done.`

export function elsewhereText(
  document: Document,
  { command, unavailable }: { readonly command: CommandId; readonly unavailable: boolean },
): string {
  const title = quotedTitle(document, command)
  if (unavailable) return `${title} is not available now.`
  const place = placeOf(document, command)
  return place === null
    ? `${title} is not offered here.`
    : `${title} is offered in ${place}, not here.`
}

/** A failure of the world, in words for the person it stopped. Nothing was changed by it. */
export function failureText(error: AppError): string {
  switch (error.code) {
    case 'sandbox/timed-out':
      return 'This took too long and was stopped. Nothing was changed.'
    case 'sandbox/out-of-memory':
      return 'This needed too much memory and was stopped. Nothing was changed.'
    case 'sandbox/does-not-compile':
      return `The application does not compile: ${error.message}`
    case 'sandbox/failed':
      return `That did not work: ${error.message}`
    default:
      return `Something went wrong: ${error.message}`
  }
}

const LINES = 20

/** What to say when the handler said nothing: its output, if that is anything. */
export function outputText(output: Json): string {
  if (output === null || output === '' || output === true) return 'Done.'
  if (typeof output !== 'object') return String(output)
  const lines = Array.isArray(output)
    ? (output as readonly Json[]).map((item) => `• ${compact(item)}`)
    : Object.entries(output).map(([key, value]) => `${titleOf(key)}: ${compact(value)}`)
  if (lines.length === 0) return Array.isArray(output) ? 'Nothing found.' : 'Done.'
  const more = lines.length > LINES ? [`… and ${lines.length - LINES} more`] : []
  return [...lines.slice(0, LINES), ...more].join('\n')
}

function compact(value: Json): string {
  if (typeof value !== 'object' || value === null) return value === null ? '—' : shown(value)
  const parts = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => shown(item))
    : Object.entries(value).map(([key, item]) => `${key}: ${shown(item)}`)
  return parts.slice(0, 6).join(', ') + (parts.length > 6 ? ', …' : '')
}
