import type { CommandRecord, Document, UtteranceRecord } from './document.ts'
import { UTTERANCE_LIMIT } from './edits/utterances.ts'
import { titleOf } from './names.ts'
import type { Problem } from './problem.ts'
import { recordById, recordsOf } from './queries.ts'

export function utteranceProblems(document: Document): Problem[] {
  const first = new Map<string, UtteranceRecord>()
  const found: Problem[] = []
  for (const utterance of recordsOf(document, 'utterance')) {
    const key = textKey(utterance)
    const twin = first.get(key)
    if (!twin) first.set(key, utterance)
    const own = ownProblems(utterance, recordById(document, 'command', utterance.command))
    if (own.length > 0) found.push(...own)
    if (twin && key !== '') found.push(twinProblem(document, utterance, twin))
  }
  return found
}

const keys = new WeakMap<UtteranceRecord, string>()

/**
 * What an utterance is compared by: two that differ in case or edges alone teach the same.
 * Remembered, as problems are asked for at each edit and few utterances change in one.
 */
export function textKey(utterance: UtteranceRecord): string {
  const known = keys.get(utterance)
  if (known !== undefined) return known
  const key = utterance.text.trim().toLowerCase()
  keys.set(utterance, key)
  return key
}

interface OwnProblems {
  readonly command: CommandRecord | undefined
  readonly problems: readonly Problem[]
}

const known = new WeakMap<UtteranceRecord, OwnProblems>()

/** What is wrong with an utterance by itself; depends on nothing but it and its command. */
function ownProblems(
  utterance: UtteranceRecord,
  command: CommandRecord | undefined,
): readonly Problem[] {
  const remembered = known.get(utterance)
  if (remembered && remembered.command === command) return remembered.problems
  const problems = [...textProblems(utterance, command), ...slotProblems(utterance, command)]
  known.set(utterance, { command, problems })
  return problems
}

function textProblems(
  { id, text }: UtteranceRecord,
  command: CommandRecord | undefined,
): Problem[] {
  const about = { record: id, field: 'text' } as const
  if (!command)
    return [
      {
        ...about,
        severity: 'error',
        code: 'unknown-command',
        text: `“${shortened(text)}” belongs to no command. Delete it.`,
      },
    ]
  if (text.trim() === '')
    return [
      {
        ...about,
        severity: 'warning',
        code: 'utterance-empty',
        text: 'An utterance is empty. Delete it.',
      },
    ]
  return text.length > UTTERANCE_LIMIT
    ? [
        {
          ...about,
          severity: 'error',
          code: 'utterance-too-long',
          text: `“${shortened(text)}” has ${text.length} characters; ${UTTERANCE_LIMIT} is the most. Shorten it.`,
        },
      ]
    : []
}

function twinProblem(
  document: Document,
  { id, text, command }: UtteranceRecord,
  twin: UtteranceRecord,
): Problem {
  const about = { record: id, field: 'text' } as const
  if (twin.command === command)
    return {
      ...about,
      severity: 'hint',
      code: 'utterance-twice',
      text: `“${shortened(text)}” is there twice. Delete one.`,
    }
  const other = recordById(document, 'command', twin.command)
  return {
    ...about,
    severity: 'warning',
    code: 'utterance-shared',
    text: `“${shortened(text)}” stands for ${titleOf(other?.name ?? 'another command')} too. It can teach only one of them: delete one, unless they are never in scope together.`,
  }
}

function slotProblems(
  { id, text, slots }: UtteranceRecord,
  command: CommandRecord | undefined,
): Problem[] {
  const parameters = command?.parameters ?? []
  const isInvalid = slots.some(
    ({ parameter, start, end }) =>
      start >= end || end > text.length || !parameters.some((known) => known.id === parameter),
  )
  return isInvalid
    ? [
        {
          severity: 'warning',
          code: 'slot-invalid',
          record: id,
          field: 'slots',
          text: `A marked value of “${shortened(text)}” does not fit its text. Mark it anew.`,
        },
      ]
    : []
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
