import type { CommandRecord, Document, UtteranceRecord } from './document.ts'
import { UTTERANCE_LIMIT } from './edits/utterances.ts'
import { titleOf } from './names.ts'
import type { Problem } from './problem.ts'
import { recordById, recordsOf, utterancesByCommand } from './queries.ts'
import { markable, slotTarget, targetNamed } from './slot-targets.ts'
import { placeholdersIn, slotsOf, type Placeholder } from './utterance-templates.ts'

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
    ...wholeProblems(utterance, command),
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

/** A template that says a parameter or field the command does not have. */
function placeholderProblems(
  { id, text }: UtteranceRecord,
  command: CommandRecord | undefined,
): Problem[] {
  if (!command) return []
  const unknown = placeholdersIn(text).find(({ name }) => !targetNamed(command, name))
  if (!unknown) return []
  return [
    {
      severity: 'warning',
      code: 'unknown-placeholder',
      record: id,
      field: 'text',
      text: `${titleOf(command.name)} has no parameter {${unknown.name}}. ${whatThereIs(command, unknown)}`,
    },
  ]
}

/** A field called so, or all that can be written. */
function whatThereIs(command: CommandRecord, { name }: Placeholder): string {
  const parts = markable(command)
  if (parts.length === 0) return 'It has none.'
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const [only, ...others] = parts.filter(({ names }) => names.at(-1)?.toLowerCase() === last)
  return only && others.length === 0
    ? `Write {${only.path}}.`
    : `It has ${parts.map(({ path }) => `{${path}}`).join(', ')}.`
}

function slotProblems(
  { id, text, slots }: UtteranceRecord,
  command: CommandRecord | undefined,
): readonly Problem[] {
  const isInvalid = slots.some(
    ({ parameter, start, end }) =>
      start >= end || end > text.length || !command || !slotTarget(command, parameter),
  )
  return isInvalid
    ? [
        {
          severity: 'warning',
          code: 'slot-invalid',
          record: id,
          field: 'slots',
          text: `A marked value of “${shortened(text)}” does not fit its text or its command. Mark it anew.`,
        },
      ]
    : NONE
}

/** It works, but tells less: which words are the street and which the city. */
function wholeProblems(
  utterance: UtteranceRecord,
  command: CommandRecord | undefined,
): readonly Problem[] {
  if (!command) return NONE
  const [whole] = slotsOf(utterance, command).flatMap(({ parameter }) => {
    const target = slotTarget(command, parameter)
    return target?.isWhole ? [target] : []
  })
  if (!whole) return NONE
  const parts = markable(command)
    .filter(({ path }) => path.startsWith(`${whole.path}.`))
    .map(({ names }) => names.slice(whole.names.length).join(' › '))
  return [
    {
      severity: 'hint',
      code: 'slot-whole',
      record: utterance.id,
      field: 'slots',
      text: `“${shortened(utterance.text)}” marks ${whole.names.map(titleOf).join(' › ')} as a whole. Mark its parts instead: ${parts.join(', ')}.`,
    },
  ]
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
