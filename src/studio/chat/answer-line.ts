import { coreCommandById } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import type { Candidate, Decision, Rung } from '#engine/decide/decision.ts'
import type { ValueSource } from '#engine/turn/events.ts'
import type { Json } from '#shared/json.ts'
import { commandTitle, levelTitle, placesOffering } from '../session/command-titles.ts'
import { percent } from '../ui/format.ts'
import type { SaidTurn } from './transcript.ts'

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
  const { decision, command } = turn
  if (!decision) {
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

/** A value as it stands in a chip: text as it is, everything else as JSON, lists with commas. */
export function valueText(value: Json): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(valueText).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return JSON.stringify(value)
}

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
export function answerHint(document: Document, command: string, parameterId: string): string {
  const parameter = recordById(document, 'command', command)?.parameters.find(
    ({ id }) => id === parameterId,
  )
  if (!parameter) return ''
  const example = parameter.examples[0]
  const such = example === undefined ? '' : `, such as ${example}`
  switch (parameter.type) {
    case 'integer':
      return `A whole number${such}`
    case 'number':
      return `A number${such}`
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
      return 'An object, as JSON'
    case 'string':
      return example === undefined ? '' : `For example ${example}`
  }
}

/** Commands whose answer tells the value, by title: "Tell me with “List orders”". */
export function tellersOf(
  document: Document,
  command: string,
  parameterId: string,
): readonly CommandId[] {
  const parameter = recordById(document, 'command', command)?.parameters.find(
    ({ id }) => id === parameterId,
  )
  return parameter?.availableFrom ?? []
}
