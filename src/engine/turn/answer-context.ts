import type { CommandRecord } from '#domain/document.ts'
import type { ParameterId } from '#domain/ids.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import { withFields, type Parameter } from '#domain/parameter.ts'
import type { Decision } from '../decide/decision.ts'
import { commandsInScope } from '../decide/scope-commands.ts'
import { extract, valueContextOf, type ExtractionRequest } from '../parameters/extract.ts'
import type { EnginePorts } from '../ports.ts'
import type { AnswerContext, Answering, WordsContext } from './answer-reading.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { levelOf } from './turn-state.ts'
import { existingValues, extractionOf, taggedSpans } from './values.ts'

/** What an answer is read with while the question is which command is meant. */
export function wordsContext(
  { ports, source, decide }: TurnContext,
  signal: AbortSignal,
): WordsContext {
  const document = source.document()
  const decided = new Map<string, Promise<Decision>>()
  const decideAnew = async (text: string): Promise<Decision> =>
    decide(text, await ports.application.scope(), signal)
  return {
    document,
    decide: (text) => {
      const decision = decided.get(text) ?? decideAnew(text)
      decided.set(text, decision)
      return decision
    },
    extract: async (id, said, answering) => {
      const { byId } = commandsInScope(document, await ports.application.scope())
      const { record, level = 0 } = byId.get(id) ?? {}
      if (!record) return null
      const { parameters } = record
      const existing = await existingValues(ports.application, id, parameters, level)
      const request = { parameters, existing, form: null, ...clockOf(ports) }
      const asking = extractionOf(document, record, said, request)
      const spans = await taggedSpans(ports, asking, signal, answering?.asked)
      return extract({ ...asking, spans, parameters: wantedOf(parameters, answering, spans) })
    },
  }
}

/** What the answer to a question about this command is read with. */
export async function answerContext(
  context: TurnContext,
  { state }: Pick<OpenTurn, 'state'>,
  command: CommandRecord,
  signal: AbortSignal,
): Promise<AnswerContext> {
  const { ports, source } = context
  const { parameters, id } = command
  const existing = await existingValues(ports.application, id, parameters, levelOf(state))
  const asked = { parameters, existing, form: null, ...clockOf(ports) }
  const request = extractionOf(source.document(), command, state, asked)
  return {
    ...wordsContext(context, signal),
    held: state.values,
    answeredLast: state.exchanges.findLast(({ answer }) => answer !== null)?.answer ?? null,
    valueContext: valueContextOf(request),
    findSpans: (text, wanted) =>
      taggedSpans(ports, { ...request, text, given: null }, signal, wanted),
  }
}

const clockOf = ({ now, timeZone }: EnginePorts): Pick<ExtractionRequest, 'now' | 'timeZone'> => ({
  now: now(),
  timeZone: timeZone?.(),
})

/** Surely seen, what has a value already is said anew. */
const SURELY = 0.5

const wantedOf = (
  parameters: readonly Parameter[],
  answering: Answering | undefined,
  spans: readonly TaggedSpan[] | null,
): readonly Parameter[] =>
  parameters.filter(
    (whole) =>
      (answering?.open.includes(whole.id) ?? true) ||
      spans?.some(({ parameter, probability }) => isOf(whole, parameter) && probability >= SURELY),
  )

const isOf = (whole: Parameter, id: ParameterId): boolean =>
  withFields([whole]).some((each) => each.id === id)
