import type { CommandRecord, Document, Slot, UtteranceRecord } from './document.ts'
import type { CommandId, ParameterId } from './ids.ts'
import type { Parameter } from './parameter.ts'
import { recordsOf, utterancesOf } from './queries.ts'
import type { SlotRow } from './slot-row.ts'
import { slotTarget, slotTargets, type SlotTarget } from './slot-targets.ts'
import { hasPlaceholder, templateRows } from './utterance-templates.ts'

/** A parameter, or a field of an object, as a tagger learns it. */
export interface TaughtParameter {
  readonly id: ParameterId
  readonly command: CommandId
  /**
   * Equal for what means the same in several commands: name and type. A field goes by its own name,
   * and by as much of its path as tells it from the others of its command.
   */
  readonly kind: string
  /** Its name in words. */
  readonly words: string
  /** Values that are known without any utterance: choices, their synonyms, examples. */
  readonly values: readonly string[]
}

/** All that a workflow teaches about the values in messages. */
export interface SlotLesson {
  readonly rows: readonly SlotRow[]
  readonly parameters: readonly TaughtParameter[]
}

/**
 * With fewer of its utterances marked, a command's unmarked ones are taken to be not marked yet,
 * rather than to have no value in them.
 */
const ANNOTATED_SHARE = 1 / 3

/** The rows and parameters of the commands that have any value marked; templates are filled in. */
export function slotLesson(document: Document): SlotLesson {
  const commands = recordsOf(document, 'command').filter(({ parameters }) => parameters.length > 0)
  const taught = commands.map((command) => ({ command, rows: rowsOf(document, command) }))
  return {
    rows: taught.flatMap(({ rows }) => rows),
    parameters: taught.flatMap(({ command, rows }) =>
      rows.length > 0 ? taughtParameters(command, rows) : [],
    ),
  }
}

/** What is taken apart into its fields is a label of its own only where it is marked as a whole. */
function taughtParameters(command: CommandRecord, rows: readonly SlotRow[]): TaughtParameter[] {
  const marked = new Set(rows.flatMap(({ slots }) => slots.map(({ parameter }) => parameter)))
  const targets = slotTargets(command).filter(
    ({ parameter, isWhole }) => !isWhole || marked.has(parameter.id),
  )
  return targets.map((target) => taughtParameter(command, target, targets))
}

/** `name` and `type` make a kind; `arrivalTime` and `arrival_time` are one name. */
function taughtParameter(
  { id: command }: CommandRecord,
  target: SlotTarget,
  all: readonly SlotTarget[],
): TaughtParameter {
  const { id, type, itemType } = target.parameter
  const words = tellingWords(target, all)
  const kind = `${words}:${type === 'list' ? `list of ${itemType}` : type}`
  return { id, command, kind, words, values: knownValues(target.parameter) }
}

/** `city`; beside another city, `shipping city`. */
function tellingWords(target: SlotTarget, all: readonly SlotTarget[]): string {
  const lastWords = ({ names }: SlotTarget, count: number): string =>
    parameterWords({ name: names.slice(-count).join(' ') })
  const lengths = target.names.map((_, i) => i + 1)
  const telling = lengths.find((count) =>
    all.every((other) => other === target || lastWords(other, count) !== lastWords(target, count)),
  )
  return lastWords(target, telling ?? target.names.length)
}

export const parameterWords = ({ name }: Pick<Parameter, 'name'>): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()

/** What the parameter itself says of its values. */
export const knownValues = ({ choices, examples }: Parameter): string[] => [
  ...new Set([...choices.flatMap(({ value, synonyms }) => [value, ...synonyms]), ...examples]),
]

function rowsOf(document: Document, command: CommandRecord): SlotRow[] {
  const utterances = utterancesOf(document, command.id).filter(({ heldOut }) => !heldOut)
  const plain = utterances.filter(({ text }) => !hasPlaceholder(text))
  const marked = plain.filter((utterance) => usableSlots(utterance, command).length > 0)
  const rows = marked.length >= plain.length * ANNOTATED_SHARE ? plain : marked
  const filled = utterances
    .filter(({ text }) => hasPlaceholder(text))
    .flatMap((template) => templateRows(template, command, plain))
  if (marked.length === 0 && filled.every(({ slots }) => slots.length === 0)) return []
  return [
    ...rows.map((utterance) => ({
      text: utterance.text,
      command: command.id,
      slots: usableSlots(utterance, command),
    })),
    ...filled,
  ]
}

/** In their order, of parameters that exist, within the text, none overlapping another. */
function usableSlots({ slots, text }: UtteranceRecord, command: CommandRecord): Slot[] {
  let free = 0
  return [...slots]
    .sort((a, b) => a.start - b.start)
    .filter(({ parameter, start, end }) => {
      const isUsable =
        start >= free &&
        end > start &&
        end <= text.length &&
        slotTarget(command, parameter) !== undefined
      if (isUsable) free = end
      return isUsable
    })
}

/** All of a lesson as one text: equal where and only where the lessons are. */
export function lessonText({ rows, parameters }: SlotLesson): string {
  return [
    ...parameters.map(({ id, kind, values }) => `${id}\u0000${kind}\u0000${values.join('\u0000')}`),
    ...rows.map(
      ({ text, command, slots }) =>
        `${command}\u0000${text}\u0000${slots.map((slot) => `${slot.parameter} ${slot.start} ${slot.end}`).join('\u0000')}`,
    ),
  ].join('\u0001')
}
