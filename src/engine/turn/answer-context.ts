import type { CommandRecord } from '#domain/document.ts'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { TaggedSpan } from '#domain/intent-model.ts'
import { withFields, type Parameter } from '#domain/parameter.ts'
import { commandsInScope } from '../decide/scope-commands.ts'
import { extract, valueContextOf, type Extraction } from '../parameters/extract.ts'
import type { AnswerContext, Answering } from './answer-reading.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { existingValues, extractionOf, taggedSpans, type Said } from './values.ts'

/** What an answer is read with; `command` is the one asked about, `null` while that is the question. */
export async function answerContext(
  { ports, source, decide }: TurnContext,
  turn: OpenTurn,
  command: CommandRecord | null,
  signal: AbortSignal,
): Promise<AnswerContext> {
  const document = source.document()
  const [now, timeZone] = [ports.now(), ports.timeZone?.()]
  const common = {
    document,
    held: turn.state.values,
    answeredLast: turn.state.exchanges.findLast(({ answer }) => answer !== null)?.answer ?? null,
    decide: async (text: string): ReturnType<AnswerContext['decide']> =>
      decide(text, await ports.application.scope(), signal),
    extract: async (
      id: CommandId,
      said: Said,
      answering?: Answering,
    ): Promise<Extraction | null> => {
      const { byId } = commandsInScope(document, await ports.application.scope())
      const { record, level = 0 } = byId.get(id) ?? {}
      if (!record) return null
      const { parameters } = record
      const existing = await existingValues(ports.application, id, parameters, level)
      const request = { parameters, existing, now, timeZone, form: null }
      const asking = extractionOf(document, record, said, request)
      const spans = await taggedSpans(ports, asking, signal, answering?.asked)
      return extract({ ...asking, spans, parameters: wantedOf(parameters, answering, spans) })
    },
  }
  if (!command) {
    const valueContext = (): never => {
      throw new Error('No command, no values')
    }
    return { ...common, valueContext, findSpans: () => Promise.resolve(null) }
  }
  const { parameters, id } = command
  const level = turn.state.command?.level ?? 0
  const existing = await existingValues(ports.application, id, parameters, level)
  const asked = { parameters, existing, now, timeZone, form: null }
  const request = extractionOf(document, command, turn.state, asked)
  return {
    ...common,
    valueContext: valueContextOf(request),
    findSpans: (text, wanted) =>
      taggedSpans(ports, { ...request, text, given: null }, signal, wanted),
  }
}

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
