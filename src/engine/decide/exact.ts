import { CORE_COMMANDS, GO_UP } from '#domain/core-commands.ts'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { recordsOf, utterancesOf } from '#domain/queries.ts'
import { commandInContext, lineageOf } from '#domain/scope.ts'
import { checkedValue } from '../parameters/constraints.ts'
import { namedValues, positionalValues, type InlineValues } from '../parameters/inline.ts'
import { isTelling, patternOf } from '../parameters/shapes.ts'
import { textOf } from '../parameters/wording.ts'
import { comparable, isFunctionWord } from '../parameters/words.ts'
import { comparableName } from './comparable-name.ts'
import { elsewhere, namedCandidate, verdict, type RungInput, type Verdict } from './rung.ts'
import type { CommandsInScope, ScopedCommand } from './scope-commands.ts'
import { levelBackTo } from './way-back.ts'

/** The slash form: whatever follows the name is its values, and nothing else is tried. */
const SLASH = /^\/\s*([\p{L}_][\w]*(?:\/[\p{L}_]\w*)?)\s*(.*)$/su
const FIRST_TOKEN = /^([\p{L}_*]\w*(?:\/[\p{L}_]\w*)?)\s*(.*)$/su

/** A message that names its command outright, with or without values beside it. */
export function exactRung(input: RungInput, now: number): Verdict | null {
  return (
    slashForm(input) ??
    byFirstToken(input, now) ??
    byTitle(input, now) ??
    byCorePhrase(input) ??
    byWayBack(input) ??
    byClosedTitle(input)
  )
}

/** `/add 2 3`: also run ahead of the memory, because it can mean nothing else. */
export function slashForm(input: RungInput): Verdict | null {
  const [, name, rest = ''] = SLASH.exec(input.text) ?? []
  if (name === undefined) return null
  const command = commandNamed(name, input)
  return command ? routeTo(command, rest) : closedCommand(name, input)
}

/**
 * A name with an underscore or a context can only be meant as one; a plain word (`add`) only if
 * what follows can be its values, so that "cancel my dentist" does not call `cancel`.
 */
function byFirstToken(input: RungInput, now: number): Verdict | null {
  const [, name = '', rest = ''] = FIRST_TOKEN.exec(input.text) ?? []
  const command = commandNamed(name, input)
  const isPlainlyName = /[_/]/.test(name)
  if (command) return isPlainlyName || fits(rest, command, now) ? routeTo(command, rest) : null
  return isPlainlyName ? closedCommand(name, input) : null
}

/** "Cancel order" and "cancel order W12". */
function byTitle({ text, document, scope }: RungInput, now: number): Verdict | null {
  const said = comparable(text)
  const titled = commandsOf(scope)
    .flatMap((command) =>
      [command.title, command.name].map((words) => ({ command, words: comparableName(words) })),
    )
    .filter(({ words }) => said === words || said.startsWith(`${words} `))
  const [longest] = titled.sort((a, b) => b.words.length - a.words.length)
  if (!longest) return null
  const { command, words } = longest
  const rest = afterWords(text, words.split(' ').length + namedBeyond(said, words, command))
  const isName = words.includes(' ') && isNameFor(command, rest, document)
  return isName || fits(rest, command, now) ? routeTo(command, rest) : null
}

/**
 * "Change payment method": how many words after the name of a command only go on to what the
 * parameter is called that the name began with.
 */
function namedBeyond(said: string, words: string, { record }: ScopedCommand): number {
  const [title, rest] = [words.split(' '), said.slice(words.length).trim().split(' ')]
  const beyond = (record?.parameters ?? []).map(({ name }) => {
    const parts = comparableName(name).split(' ')
    const shared = title.length > 1 ? parts.lastIndexOf(title.at(-1) ?? '') + 1 : 0
    const [begun, open] = [parts.slice(0, shared), parts.slice(shared)]
    const goesOn = shared > 0 && title.slice(-shared).join(' ') === begun.join(' ')
    return goesOn && open.every((part, i) => part === rest[i]) ? open.length : 0
  })
  return Math.max(0, ...beyond)
}

/** "Open patient Ann Lee": a name, for a command of one text that only its own name teaches yet. */
function isNameFor({ id, record }: ScopedCommand, rest: string, document: Document): boolean {
  const [only, ...others] = record?.parameters ?? []
  return (
    only?.type === 'string' &&
    others.length === 0 &&
    utterancesOf(document, id).length === 0 &&
    /^\p{Lu}\S*(?:\s+[\p{Lu}\d]\S*)*$/u.test(rest)
  )
}

const afterWords = (text: string, words: number): string =>
  text
    .split(/[\s_]+/u)
    .slice(words)
    .join(' ')

/** "help", "go up": understood as whole messages, unless an utterance of the workflow says the same. */
function byCorePhrase({ text, document, scope }: RungInput): Verdict | null {
  const said = comparable(text)
  const core = CORE_COMMANDS.find(({ title, utterances }) =>
    [title, ...utterances].some((phrase) => comparableName(phrase) === said),
  )
  const scoped = scope.core.find(({ id }) => id === core?.id)
  return scoped && !isUtteranceInScope(said, document, scope)
    ? verdict('exact', 'route', [namedCandidate(scoped)])
    : null
}

/** "Go back to the customer", from within one. */
function byWayBack({ text, document, scope }: RungInput): Verdict | null {
  const goUp = scope.byId.get(GO_UP.id)
  const isMeant = levelBackTo(text, document, scope.levels) !== null
  return goUp && isMeant && !isUtteranceInScope(comparable(text), document, scope)
    ? verdict('exact', 'route', [namedCandidate(goUp)])
    : null
}

/** "Pay", where paying is possible but not now: nothing else may be guessed at in its place. */
function byClosedTitle({ text, document, scope }: RungInput): Verdict | null {
  const said = comparable(text)
  const closed = [...scope.unavailable.values()].find(({ name }) => comparableName(name) === said)
  return closed && !isUtteranceInScope(said, document, scope)
    ? verdict('exact', 'refuse', [], { refusal: elsewhere(closed.id, scope) })
    : null
}

const isUtteranceInScope = (said: string, document: Document, scope: CommandsInScope): boolean =>
  [...scope.byId.keys()].some((id) =>
    utterancesOf(document, id).some((utterance) => comparable(utterance.text) === said),
  )

/** In the order in which a bare name is looked up: narrow before wide, core last. */
const commandsOf = ({ byId }: CommandsInScope): ScopedCommand[] => [...byId.values()]

function commandNamed(
  name: string,
  { document, scope }: Pick<RungInput, 'document' | 'scope'>,
): ScopedCommand | undefined {
  if (!name.includes('/')) return commandsOf(scope).find((each) => each.name === name.toLowerCase())
  const placed = commandInContext(document, name)
  const command = placed && scope.byId.get(placed.command.id)
  const level = command && scope.levels[command.level]
  // What two contexts inherit is one command: the name of the other is not said of this one.
  return level && lineageOf(document, level.context).includes(placed.context.id)
    ? command
    : undefined
}

/** A command that exists, and is not offered here or not available now. */
function closedCommand(name: string, { document, scope }: RungInput): Verdict | null {
  const said = name.toLowerCase()
  const isNamed = (record: CommandRecord): boolean => record.name === said
  const record = name.includes('/')
    ? commandInContext(document, name)?.command
    : ([...scope.unavailable.values()].find(isNamed) ??
      recordsOf(document, 'command').find(isNamed))
  return record ? verdict('exact', 'refuse', [], { refusal: elsewhere(record.id, scope) }) : null
}

function routeTo(command: ScopedCommand, rest: string): Verdict {
  const text = withoutParentheses(rest)
  const parameters = command.record?.parameters ?? []
  return verdict('exact', 'route', [namedCandidate(command)], {
    inlineText: text === '' ? null : text,
    inlineValues: inlineValues(text, parameters),
  })
}

/** `add(2, 3)` gives its values as `add 2, 3` does. */
const withoutParentheses = (rest: string): string => /^\((.*)\)$/su.exec(rest)?.[1]?.trim() ?? rest

const inlineValues = (text: string, parameters: readonly Parameter[]): InlineValues | null =>
  namedValues(text, parameters) ?? positionalValues(text, parameters)

/** Whether what follows a plain word can only be values of the command of that name. */
function fits(rest: string, { record }: ScopedCommand, now: number): boolean {
  const text = withoutParentheses(rest)
  if (text.replaceAll(/[\s.?!]/g, '') === '') return true
  const parameters = record?.parameters ?? []
  if (namedValues(text, parameters)) return true
  const values = positionalValues(text, parameters)
  if (!values) return false
  return parameters.every((parameter) => {
    const value = values[parameter.name]
    if (value === undefined) return true
    return (
      checkedValue(value, parameter, { now }).ok && !isLooseText(textOf(value), parameter, text)
    )
  })
}

/** Free text takes anything, so only a single word of its own, or quotes, tells that it is a value. */
function isLooseText(value: string, parameter: Parameter, rest: string): boolean {
  const pattern = patternOf(parameter)
  if (parameter.type !== 'string' || (pattern && isTelling(pattern))) return false
  const isQuoted = /^["“'].*["”']$/su.test(rest)
  return !isQuoted && (/\s/.test(value) || isFunctionWord(value))
}
