import type { CommandRecord, Document, UtteranceRecord } from './document.ts'
import { UTTERANCE_LIMIT } from './edits/utterances.ts'
import { titleOf } from './names.ts'
import type { Problem } from './problem.ts'
import { recordById, recordsOf, utterancesByCommand } from './queries.ts'
import { parameterNamed, placeholdersIn } from './utterance-templates.ts'

export function utteranceProblems(document: Document): Problem[] {
  const own = [...utterancesByCommand(document)].flatMap(([id, utterances]) =>
    problemsByThemselves(recordById(document, 'command', id), utterances),
  )
  const twins = twinsOf(recordsOf(document, 'utterance'))
  return [...own, ...twins.map(([utterance, twin]) => twinProblem(document, utterance, twin))]
}

type Twins = readonly (readonly [later: UtteranceRecord, first: UtteranceRecord])[]
const NONE: readonly Problem[] = []

const knownTwins = new WeakMap<readonly UtteranceRecord[], Twins>()

/** Utterances of one text, each with the first that has it. */
export function twinsOf(utterances: readonly UtteranceRecord[]): Twins {
  const remembered = knownTwins.get(utterances)
  if (remembered) return remembered
  const first = new Map<string, UtteranceRecord>()
  const twins: [UtteranceRecord, UtteranceRecord][] = []
  for (const utterance of utterances) {
    const key = textKey(utterance.text)
    const twin = first.get(key)
    if (!twin) first.set(key, utterance)
    else if (key !== '') twins.push([utterance, twin])
  }
  knownTwins.set(utterances, twins)
  return twins
}

/** What an utterance is compared by: two that differ in case or edges alone teach the same. */
export const textKey = (text: string): string => text.trim().toLowerCase()

interface OwnProblems {
  readonly command: CommandRecord | undefined
  readonly problems: readonly Problem[]
}

const known = new WeakMap<readonly UtteranceRecord[], OwnProblems>()

/** What is wrong with the utterances of a command, each by itself. */
function problemsByThemselves(
  command: CommandRecord | undefined,
  utterances: readonly UtteranceRecord[],
): readonly Problem[] {
  const remembered = known.get(utterances)
  if (remembered && remembered.command === command) return remembered.problems
  const problems = utterances.flatMap((utterance) => [
    ...textProblems(utterance, command),
    ...slotProblems(utterance, command),
    ...placeholderProblems(utterance, command),
  ])
  known.set(utterances, { command, problems })
  return problems
}

function textProblems(
  { id, text }: UtteranceRecord,
  command: CommandRecord | undefined,
): readonly Problem[] {
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
    : NONE
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

/** A template that says a parameter the command does not have. */
function placeholderProblems(
  { id, text }: UtteranceRecord,
  command: CommandRecord | undefined,
): Problem[] {
  if (!command) return []
  const unknown = placeholdersIn(text).find(({ name }) => !parameterNamed(command, name))
  if (!unknown) return []
  const names = command.parameters.map(({ name }) => `{${name}}`).join(', ')
  const known = names === '' ? 'It has none.' : `It has ${names}.`
  return [
    {
      severity: 'warning',
      code: 'unknown-placeholder',
      record: id,
      field: 'text',
      text: `${titleOf(command.name)} has no parameter {${unknown.name}}. ${known}`,
    },
  ]
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
