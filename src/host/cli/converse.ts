import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById, workflowOf } from '#domain/queries.ts'
import { whyNot } from '#engine/explain/why-not.ts'
import { whyNotText } from '#engine/explain/wording.ts'
import type { Question } from '#engine/turn/events.ts'
import type { EndedTurn, TurnResult } from '#engine/turn/session.ts'
import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { NodeSession } from '../node-session.ts'
import { readInputLine, type InputLine } from './input-line.ts'
import { commandCalled, withNames } from './names.ts'
import {
  NOTHING,
  outputLine,
  toldQuestion,
  type LineProblem,
  type OutputLine,
} from './output-line.ts'

/**
 * A conversation by lines of JSON, one answer each; blank lines are passed over. First comes what
 * the workflow starts with in a new conversation, or the question that an old one stands at. A line
 * that is no good is answered with its `problems`, and the next one is read.
 */
export async function* converse(
  opened: NodeSession,
  lines: AsyncIterable<string>,
): AsyncGenerator<OutputLine> {
  const first = await began(opened)
  if (first) yield first
  for await (const text of lines) {
    if (text.trim() === '') continue
    const line = readInputLine(text)
    yield line.ok
      ? await answered(opened, line.value, (input) => taken(opened, input))
      : { input: text, ...NOTHING, problems: [{ path: '', code: 'line', text: line.error }] }
    await opened.keep()
  }
}

async function began(opened: NodeSession): Promise<OutputLine | null> {
  const { startup } = workflowOf(opened.document())
  const isNew = opened.entries.length === 0
  const input = { start: isNew && startup ? withNames(opened.document(), startup) : null }
  const { session } = opened
  const line = await answered(opened, input, async () => (await session.start()) ?? NOTHING)
  if (line.events.length > 0 || line.problems.length > 0) return line
  const { question } = session
  if (!question) return null
  return {
    ...line,
    question: toldQuestion(opened.document(), question),
    reply: question.text,
    outcome: 'waiting',
  }
}

/** What a line came to, or what is wrong with it. */
type Taken =
  TurnResult | EndedTurn | (Partial<OutputLine> & { readonly problems: readonly LineProblem[] })

async function answered<Input>(
  opened: NodeSession,
  input: Input,
  work: (input: Input) => Promise<Taken>,
): Promise<OutputLine> {
  const before = opened.entries.length
  const document = opened.document()
  const since = () => opened.entries.slice(before)
  try {
    const result = await work(input)
    if ('status' in result)
      return outputLine(document, input, result, { entries: since(), all: opened.entries })
    return { input, ...NOTHING, outcome: 'refused', ...result }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const problem = { path: '', code: 'error', text: error.message } as const
    const events = since().map((entry) => withNames(document, entry))
    return { input, ...NOTHING, events, problems: [problem] }
  }
}

function taken(opened: NodeSession, line: InputLine): Promise<Taken> {
  const { session } = opened
  if ('message' in line) return session.say(line.message)
  if ('action' in line) return act(opened, line.action)
  if ('answer' in line) return answer(opened, line.answer)
  if ('undo' in line) return undo(opened, line.undo)
  return explained(opened, line.whyNot)
}

type ActionInput = Extract<InputLine, { action: unknown }>['action']

/** Strict: with these values or not at all. What needs consent is asked about where none is given. */
async function act(
  { session, document }: NodeSession,
  { command: name, parameters: values, confirmed }: ActionInput,
): Promise<Taken> {
  const command = commandCalled(document(), name)
  if (!command.ok) return { problems: [{ path: 'command', code: 'unknown', text: command.error }] }
  const action = { command: command.value, values }
  const asksFirst = confirmed === undefined && isDestructive(document(), command.value)
  const called = await session.call({ ...action, confirmed: confirmed ?? false })
  const isUnconfirmed = called.problems.some(({ code }) => code === 'unconfirmed')
  return asksFirst && isUnconfirmed ? session.act(action) : called
}

const isDestructive = (document: Document, command: CommandId): boolean =>
  recordById(document, 'command', command)?.risk === 'destructive'

/** Text as a person would type it; anything else as what it is. */
async function answer({ session, document }: NodeSession, given: Json): Promise<Taken> {
  const { question } = session
  if (!question)
    return { problems: [{ path: 'answer', code: 'no-question', text: 'Nothing was asked.' }] }
  if (typeof given === 'string') return pick(document(), question, given) ?? session.say(given)
  const form = formOf(document(), question, given)
  if (form) return session.act(form)
  if (typeof given === 'boolean') return session.say(given ? 'yes' : 'no')
  return {
    problems: [{ path: 'answer', code: 'type', text: 'This is no answer to the question.' }],
  }

  function pick(now: Document, asked: Question, name: string): Promise<TurnResult> | null {
    if (asked.kind !== 'which-command') return null
    const command = commandCalled(now, name)
    return command.ok && asked.candidates.includes(command.value)
      ? session.act({ command: command.value, values: {} })
      : null
  }
}

/** Values by name; one value is that of the parameter that was asked for. */
function formOf(
  document: Document,
  question: Question,
  given: Exclude<Json, string>,
): { readonly command: CommandId; readonly values: Readonly<Record<string, Json>> } | null {
  if (question.kind === 'which-command') return null
  const { command } = question
  if (question.kind === 'value') {
    const { parameters = [] } = recordById(document, 'command', command) ?? {}
    const asked = parameters.find(({ id }) => id === question.parameter)
    const isForm = isRecord(given) && asked?.type !== 'object'
    if (asked && !isForm) return { command, values: { [asked.name]: given } }
  }
  return isRecord(given) ? { command, values: given } : null
}

const isRecord = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function undo({ session }: NodeSession, run: string | true): Promise<Taken> {
  const id = run === true ? session.undoable.at(-1)?.run : run
  if (id === undefined)
    return { problems: [{ path: 'undo', code: 'unknown', text: 'There is nothing to take back.' }] }
  return session.undo(id)
}

/** Why the last message was not taken for a command. */
async function explained(
  { entries, document, model, understand }: NodeSession,
  name: string,
): Promise<Taken> {
  const now = document()
  const command = commandCalled(now, name)
  if (!command.ok) return { problems: [{ path: 'whyNot', code: 'unknown', text: command.error }] }
  const made = [...entries].reverse().find(({ event }) => event.type === 'decision-made')
  const started = entries.find(
    ({ runId, event }) => runId === made?.runId && event.type === 'turn-started',
  )
  if (made?.event.type !== 'decision-made' || started?.event.type !== 'turn-started')
    return {
      problems: [{ path: 'whyNot', code: 'unknown', text: 'No message was decided on yet.' }],
    }
  const { text: message, scope } = started.event
  const why = whyNot({
    command: command.value,
    message,
    decision: made.event.decision,
    scope,
    document: now,
    model,
    understanding: await understand(message, new AbortController().signal),
    entries,
  })
  return {
    command: name,
    outcome: 'done',
    output: withNames(now, why),
    reply: whyNotText(now, command.value, scope, why),
    problems: [],
  }
}
