import type { Document } from '#domain/document.ts'
import type { ActionProblem, JournalEntry, Question } from '#engine/turn/events.ts'
import type { EndedTurn, TurnResult } from '#engine/turn/session.ts'
import { turnsOf } from '#engine/turn/turn-state.ts'
import { commandName, parameterName, withNames } from './names.ts'

/** What is wrong with a line, before or beside what the engine says of it. */
export type LineProblem =
  | ActionProblem
  | {
      readonly path: string
      readonly code: 'line' | 'no-question' | 'error'
      readonly text: string
    }

/** A turn that ended on the way to the one that a line came to. */
interface EarlierTurn {
  readonly command: string | null
  readonly parameters: Readonly<Record<string, unknown>>
  readonly outcome: EndedTurn['outcome']
  readonly reply: string
  readonly output: unknown
}

/** What came of a line, in names instead of ids. */
export interface OutputLine {
  readonly input: unknown
  readonly decision: unknown
  /** Of the turn that the line came to: its command, and the values it has so far. */
  readonly command: string | null
  readonly parameters: Readonly<Record<string, unknown>>
  readonly question: unknown
  readonly reply: string
  readonly output: unknown
  /** `waiting` for an answer to the question, or how the turn ended. */
  readonly outcome: EndedTurn['outcome'] | 'waiting' | 'error'
  readonly problems: readonly LineProblem[]
  /** The run, where it can be taken back. */
  readonly undoable: string | null
  readonly earlier: readonly EarlierTurn[]
  readonly events: readonly unknown[]
}

export const NOTHING: Omit<OutputLine, 'input'> = {
  decision: null,
  command: null,
  parameters: {},
  question: null,
  reply: '',
  output: null,
  outcome: 'error',
  problems: [],
  undoable: null,
  earlier: [],
  events: [],
}

/** `entries` are those that the line brought, `all` the whole conversation. */
export function outputLine(
  document: Document,
  input: unknown,
  result: TurnResult | EndedTurn,
  {
    entries,
    all,
  }: { readonly entries: readonly JournalEntry[]; readonly all: readonly JournalEntry[] },
): OutputLine {
  const turn = turnsOf(all).find(({ runId }) => runId === result.runId)
  const decided = [...entries].reverse().find(({ event }) => event.type === 'decision-made')?.event
  const command = turn?.state.command?.id ?? null
  const values = (turn?.state.values ?? []).map(({ name, value }) => [name, value] as const)
  const common = {
    decision: decided?.type === 'decision-made' ? withNames(document, decided.decision) : null,
    command: command === null ? null : commandName(document, command),
    parameters: Object.fromEntries(values),
    earlier: 'earlier' in result ? result.earlier.map((each) => toldEnd(document, each)) : [],
    events: entries.map((entry) => withNames(document, entry)),
  }
  if (result.status === 'waiting') {
    const { question } = result
    const told = { question: toldQuestion(document, question), reply: question.text }
    return { input, ...NOTHING, ...common, ...told, outcome: 'waiting' }
  }
  const { outcome, reply, output, problems, ran } = result
  const resumed = 'resumed' in result ? result.resumed : null
  return {
    input,
    ...NOTHING,
    ...common,
    question: resumed ? toldQuestion(document, resumed.question) : null,
    reply,
    output,
    outcome,
    problems,
    undoable: ran?.isUndoable === true ? result.runId : null,
  }
}

const toldEnd = (document: Document, { ran, outcome, reply, output }: EndedTurn): EarlierTurn => ({
  command: ran && commandName(document, ran.command),
  parameters: ran?.values ?? {},
  outcome,
  reply,
  output,
})

export function toldQuestion(document: Document, question: Question): unknown {
  const { kind, text } = question
  if (kind === 'which-command') {
    const candidates = question.candidates.map((id) => commandName(document, id))
    return { kind, text, candidates }
  }
  const command = commandName(document, question.command)
  switch (kind) {
    case 'confirm':
      return { ...question, command }
    case 'which-value': {
      const { parameters, problem } = question
      const names = parameters.map((id) => parameterName(document, id) ?? id)
      return { kind, text, command, parameters: names, problem }
    }
    case 'value': {
      const parameter = parameterName(document, question.parameter) ?? question.parameter
      return { ...question, command, parameter }
    }
  }
}
