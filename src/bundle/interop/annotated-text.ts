import type { ImportedSlot } from '#domain/import/imported.ts'

/** A marked text with its marks taken out. */
export interface AnnotatedText {
  readonly text: string
  readonly slots: readonly ImportedSlot[]
  /** The values a mark gives for its words, where it gives one: `[LA]{"entity":"city","value":"Los Angeles"}`. */
  readonly values: readonly {
    readonly entity: string
    readonly value: string
    readonly words: string
  }[]
  /** Roles and the entities they are roles of. */
  readonly roles: readonly { readonly role: string; readonly entity: string }[]
}

/**
 * `[words](entity)`, `[words](entity:value)` and `[words]{"entity": …, "role": …, "value": …}`, as
 * Rasa writes them. A role is what Espalier calls a parameter, so where there is one it is the name.
 */
const MARK = /\[([^[\]]+)\](?:\(([^()]+)\)|(\{[^{}]*\}))/g

export function readAnnotated(marked: string): AnnotatedText {
  const slots: ImportedSlot[] = []
  const values: { entity: string; value: string; words: string }[] = []
  const roles: { role: string; entity: string }[] = []
  let text = ''
  let from = 0
  for (const match of marked.matchAll(MARK)) {
    const [whole, words = '', short, json] = match
    const mark = json === undefined ? shortMark(short ?? '') : jsonMark(json)
    if (!mark) continue
    text += marked.slice(from, match.index)
    if (mark.role !== null) roles.push({ role: mark.role, entity: mark.entity })
    slots.push({
      entity: mark.role ?? mark.entity,
      start: text.length,
      end: text.length + words.length,
    })
    if (mark.value !== null) values.push({ entity: mark.entity, value: mark.value, words })
    text += words
    from = match.index + whole.length
  }
  return { text: text + marked.slice(from), slots, values, roles }
}

interface Mark {
  readonly entity: string
  readonly role: string | null
  readonly value: string | null
}

function shortMark(short: string): Mark | null {
  const [entity = '', ...rest] = short.split(':')
  const name = entity.trim()
  // A link of somebody's notes is not a mark.
  if (!/^[\p{L}_][\p{L}\p{N}_. -]*$/u.test(name) || rest.join(':').startsWith('//')) return null
  return { entity: name, role: null, value: rest.length === 0 ? null : rest.join(':').trim() }
}

function jsonMark(json: string): Mark | null {
  let mark: unknown
  try {
    mark = JSON.parse(json)
  } catch {
    return null
  }
  if (typeof mark !== 'object' || mark === null) return null
  const { entity, role, value } = mark as Readonly<Record<string, unknown>>
  if (typeof entity !== 'string' || entity === '') return null
  return { entity, role: wordOrNull(role), value: wordOrNull(value) }
}

const wordOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
