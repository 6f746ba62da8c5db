import { coreCommandById } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { titleOf } from '#domain/names.ts'
import { recordById } from '#domain/queries.ts'
import type { Candidate, Decision, Rung } from '#engine/decide/decision.ts'
import type { ValueSource } from '#engine/turn/events.ts'
import { partAt, stepsOf } from '#engine/parameters/paths.ts'
import type { Json } from '#shared/json.ts'
import { commandTitle, levelTitle, placesOffering } from '../session/command-titles.ts'
import { percent } from '../ui/format.ts'
import type { SaidTurn } from './turn-items.ts'

export const RUNG_WORDS: Record<Rung, string> = {
  exact: 'by name',
  fuzzy: 'by a similar name',
  memory: 'from a correction',
  classifier: 'classifier',
}

/** How a value came to be, as the end of "Order id: W123, …". */
export const SOURCE_WORDS: Record<ValueSource, string> = {
  inline: 'given with the command',
  slot: 'recognised in the message',
  typed: 'read from the message by its type',
  quoted: 'quoted in the message',
  choice: 'one of the choices',
  pattern: 'found by its pattern',
  tagger: 'found as in the utterances',
  lookup: 'found among what exists',
  answer: 'your answer',
  default: 'the default',
  form: 'from a form',
  before: 'as in the request before',
}

/**
 * The quiet line under an answer: what it was taken for, how sure, by which rung, and where.
 * `Cancel order · 93 % · classifier · in Order W123`
 */
export function answerLine(document: Document, turn: SaidTurn): string {
  return lineParts(document, turn)
    .filter((part) => part !== '')
    .join(' · ')
}

function lineParts(document: Document, turn: SaidTurn): string[] {
  const { decision, command, by } = turn
  if (!decision) {
    if (by === 'startup' && command) return [commandTitle(document, command.id), 'at the start']
    return command
      ? [commandTitle(document, command.id), 'run directly', place(document, turn)]
      : []
  }
  const rung = RUNG_WORDS[decision.rung]
  if (decision.outcome === 'refuse') {
    const [nearest] = decision.candidates
    const near = nearest
      ? `nearest ${commandTitle(document, nearest.command)} ${percent(nearest.probability)}`
      : ''
    return ['Nothing fits', near, rung]
  }
  if (decision.outcome === 'ask' && !command) {
    const offered = offeredOf(turn, decision)
    const titles = listOf(offered.map((it) => commandTitle(document, it.command)))
    return [titles, offered.map((it) => percent(it.probability)).join(' / '), rung]
  }
  if (!command) return [rung]
  return [
    commandTitle(document, command.id),
    sureness(decision, command.id),
    decision.outcome === 'ask' ? 'you chose' : rung,
    place(document, turn),
  ]
}

/** The candidates the person is to choose from. */
function offeredOf({ exchanges }: SaidTurn, { candidates }: Decision): readonly Candidate[] {
  const question = exchanges.findLast((it) => it.question.kind === 'which-command')?.question
  return question?.kind === 'which-command'
    ? candidates.filter(({ command }) => question.candidates.includes(command))
    : candidates.slice(0, 3)
}

/** A name is not a matter of probability. */
function sureness({ rung, candidates }: Decision, command: string): string {
  const candidate = candidates.find((it) => it.command === command)
  return rung === 'exact' || !candidate ? '' : percent(candidate.probability)
}

function place(document: Document, { command, scope }: SaidTurn): string {
  if (!command || coreCommandById(command.id)) return ''
  const level = scope.levels[command.level]
  return level ? `in ${levelTitle(document, level)}` : ''
}

/** A value as it stands in a chip: text as it is, lists with commas, objects with their names. */
export function valueText(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (!Array.isArray(value))
    return Object.entries(value)
      .map(([name, part]) => `${titleOf(name)}: ${valueText(part)}`)
      .join(', ')
  const items = (value as readonly Json[]).map(valueText)
  // Objects have commas of their own.
  return items.join(value.some((item) => typeof item === 'object') ? '; ' : ', ')
}

/** `items[2].unit_price` as people read it: `Items › 3 › Unit price`. */
export const placeTitle = (path: string): string =>
  (stepsOf(path) ?? [path])
    .map((step) => (typeof step === 'number' ? String(step + 1) : titleOf(step)))
    .join(' › ')

/** Why nothing was routed, for the details; '' where something was. */
export function refusalText(document: Document, { decision, scope }: SaidTurn): string {
  const reason = decision?.refusal
  if (!reason) return ''
  switch (reason.kind) {
    case 'out-of-scope':
      return 'It is not like anything this workflow was taught.'
    case 'not-trained':
      return 'The workflow has not learned its utterances yet, so only names of commands are understood.'
    case 'model-unavailable':
      return 'The encoder or the trained model could not be loaded, so only names of commands are understood.'
    case 'remembered':
      return 'A correction says that these words are out of scope.'
    case 'elsewhere': {
      const title = commandTitle(document, reason.command)
      const here = scope.levels[0]
      if (reason.unavailable)
        return `“${title}” is not available${here ? ` in ${levelTitle(document, here)}` : ''} right now.`
      const places = placesOffering(document, reason.command)
      return places.length === 0
        ? `“${title}” is not offered anywhere.`
        : `“${title}” is possible in ${listOf(places)}, not here.`
    }
  }
}

/** `a`, `a or b`, `a, b or c`. */
function listOf(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

/** What can be typed in answer to a question about this parameter. */
export function answerHint(
  document: Document,
  command: string,
  parameterId: string,
  path?: string,
): string {
  const whole = recordById(document, 'command', command)?.parameters.find(
    ({ id }) => id === parameterId,
  )
  const steps = path === undefined ? [] : (stepsOf(path) ?? []).slice(1)
  const parameter = whole && partAt(whole, steps)
  if (!parameter) return ''
  const example = parameter.examples[0]
  const such = example === undefined ? '' : `, such as ${example}`
  switch (parameter.type) {
    case 'integer':
      return `A whole number${such}`
    case 'number':
      return parameter.unit === ''
        ? `A number${such}`
        : `A number, in ${parameter.unit} or a unit like it${such}`
    case 'boolean':
      return 'Yes or no'
    case 'enum':
      return `One of ${listOf(parameter.choices.map(({ value }) => value))}`
    case 'date':
      return `A date, such as ${example ?? 'next Friday'}`
    case 'time':
      return `A time, such as ${example ?? 'half past three'}`
    case 'list':
      return `One or more, with commas between${such}`
    case 'object':
      return parameter.fields.length === 0
        ? 'An object, as JSON'
        : `With ${parameter.fields.map(({ name }) => titleOf(name).toLowerCase()).join(', ')}`
    case 'string':
      return example === undefined ? '' : `For example ${example}`
  }
}
