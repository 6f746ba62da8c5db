import type { CommandRow, ContextRow, OfferDiff, RowState } from '#domain/classes/offer-diff.ts'
import type { OfferedParameter } from '#domain/classes/offered.ts'
import type { Part, PartChange } from '#domain/classes/parts.ts'
import { titleOf } from '#domain/names.ts'
import { plural } from '../ui/format.ts'

export const STATE_WORDS: Record<RowState, string> = {
  new: 'New',
  'left-out': 'Left out',
  changed: 'Changed',
  renamed: 'Renamed',
  removed: 'Removed',
  same: 'In step',
  there: 'There already',
}

/** What the row is called; the root by the class that becomes it. */
export function contextWords({ offered, record }: ContextRow): string {
  if (offered?.isRoot) return `${offered.member} (the top)`
  return offered?.name ?? record?.name ?? ''
}

export const commandWords = ({ offered, record }: CommandRow): string =>
  titleOf(record && record.source ? record.name : (offered?.name ?? record?.name ?? ''))

/** `reason, days?`: what is asked for, at a glance. */
export const inputWords = (parameters: readonly OfferedParameter[]): string =>
  parameters.map(({ name, required }) => (required ? name : `${name}?`)).join(', ')

/** `text, one of 3`, `list of whole numbers`: the type as a person would say it. */
export function typeWords({ type, itemType, choices, fields }: OfferedParameter): string {
  const item = type === 'list' ? itemType : type
  const words: Record<typeof item, string> = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'yes or no',
    enum: `one of ${choices.map(({ value }) => value).join(', ')}`,
    date: 'date',
    time: 'time',
    object: fields.length > 0 ? `object of ${fields.map(({ name }) => name).join(', ')}` : 'object',
  }
  return type === 'list' ? `list: ${words[item]}` : words[item]
}

/** `parameters.reason.type` → `reason: type`; what a part of a record is called. */
export function partWords({ part }: PartChange): string {
  const [first = '', name, field] = part.split('.')
  if (name === undefined || field === undefined) return PARTS[first] ?? first
  return `${name}: ${PARTS[field] ?? field}`
}

const PARTS: Readonly<Record<string, string>> = {
  displayName: 'how an instance is called',
  identity: 'what tells instances apart',
  parent: 'where it lives in',
  bases: 'inherits from',
  containers: 'lives inside',
  parameters: 'parameters',
  defaultValue: 'default',
  itemType: 'items',
}

/** A value in a line: texts as they are, the rest as JSON; code by its first lines only. */
export function valueWords(value: Part | undefined): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const LONGEST = 160

/** What is found, in a sentence. */
export function foundWords({ contexts, functions, model }: OfferDiff): string {
  const commands = contexts.reduce((sum, row) => sum + row.commands.length, 0)
  const parts = [
    plural(model.classes.length, 'class', 'classes'),
    plural(commands + functions.length, 'possible command'),
  ]
  return `${parts.join(' with ')} in ${plural(model.files.length, 'file')}`
}

/** What the button says and does. */
export function actionWords({ added, changed }: { added: number; changed: number }): string {
  if (changed === 0) return added === 0 ? 'Add to the workflow' : `Add ${added} to the workflow`
  return added === 0
    ? `Accept ${plural(changed, 'change')}`
    : `Add ${added}, accept ${plural(changed, 'change')}`
}
