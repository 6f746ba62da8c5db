import type { CommandRecord } from '#domain/document.ts'
import { AppError } from '#shared/app-error.ts'
import { ask, type Rest } from './ending.ts'
import type { ConfirmQuestion, Question } from './events.ts'
import type { OpenTurn } from './open-turn.ts'
import type { TurnContext } from './turn-context.ts'
import { levelOf, type TurnFacts } from './turn-state.ts'
import { confirmation, outputText, valuesByName } from './wording.ts'

/** What destroys is asked about, and what can be tried first is worth asking about. */
export const needsConsent = (command: CommandRecord): boolean =>
  command.risk === 'destructive' || isRehearsed(command)

const isRehearsed = ({ dryRun, risk }: CommandRecord): boolean => dryRun && risk !== 'read'

/** Asks whether the command is to be run with these values, after trying it where that is declared. */
export async function askConsent(
  context: TurnContext,
  turn: OpenTurn,
  command: CommandRecord,
  signal: AbortSignal,
): Promise<Rest> {
  if (isRehearsed(command)) await rehearse(context, turn, command, signal)
  return ask(context, turn, consentQuestion(command, turn.state))
}

/** Rejects where the command itself would fail: it need not be asked about then. */
async function rehearse(
  { ports }: TurnContext,
  turn: OpenTurn,
  { id: command }: CommandRecord,
  signal: AbortSignal,
): Promise<void> {
  const values = valuesByName(turn.state.values)
  const level = levelOf(turn.state)
  try {
    const tried = await ports.application.rehearse({ command, level, values }, signal)
    const reply = tried.reply === '' ? outputText(tried.output) : tried.reply
    turn.record({ type: 'command-rehearsed', command, values, reply, output: tried.output })
  } catch (error) {
    // What it asks of the world cannot be tried: then it is asked about without.
    if (!(error instanceof AppError) || error.code !== 'sandbox/not-allowed') throw error
  }
}

/** The question for consent, with what a dry run of these very values said. */
function consentQuestion(command: CommandRecord, state: TurnFacts): Question {
  const question = confirmation(command, state)
  const { rehearsal } = state
  if (!rehearsal || !isRehearsed(command)) return question
  return { ...withLine(question, `It would say: “${rehearsal.reply}”`), wouldSay: rehearsal.reply }
}

/** Asks whether to run again what was interrupted; `sent` is what may have reached the world. */
export function againQuestion(
  command: CommandRecord,
  state: TurnFacts,
  sent: readonly string[],
): Question {
  const lead =
    'This was interrupted, and it is not known whether it was done. Do it again?\n' +
    sent.map((each) => `It may have sent: ${each}\n`).join('')
  return { ...confirmation(command, state, lead), about: 'again' }
}

/** Puts a line above the last one, which asks for yes or no. */
function withLine(question: ConfirmQuestion, line: string): ConfirmQuestion {
  const lines = question.text.split('\n')
  return { ...question, text: [...lines.slice(0, -1), line, ...lines.slice(-1)].join('\n') }
}
