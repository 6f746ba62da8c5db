import type { Document, UtteranceRecord } from './document.ts'
import { UTTERANCE_LIMIT } from './edits/utterances.ts'
import { titleOf } from './names.ts'
import type { Problem } from './problem.ts'
import { recordById, recordsOf } from './queries.ts'

export function utteranceProblems(document: Document): Problem[] {
  const first = new Map<string, UtteranceRecord>()
  return recordsOf(document, 'utterance').flatMap((utterance) => {
    const key = utterance.text.trim().toLowerCase()
    const twin = first.get(key)
    if (!twin) first.set(key, utterance)
    return [
      ...textProblems(document, utterance),
      ...slotProblems(document, utterance),
      ...(twin && key !== '' ? [twinProblem(document, utterance, twin)] : []),
    ]
  })
}

function textProblems(document: Document, { id, text, command }: UtteranceRecord): Problem[] {
  const about = { record: id, field: 'text' } as const
  if (!recordById(document, 'command', command))
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
  document: Document,
  { id, text, slots, command }: UtteranceRecord,
): Problem[] {
  const parameters = recordById(document, 'command', command)?.parameters ?? []
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
