import type ts from 'typescript'
import type { Limits, ValueType } from '#domain/classes/class-model.ts'
import type { TypeScript } from './load-typescript.ts'

/** What is written above a declaration. */
export interface Docs {
  readonly description: string
  /** By name: `reason`, or `input.reason` for a part of an object. */
  readonly parameters: ReadonlyMap<string, { readonly text: string; readonly type: string }>
  /** All other tags, with their text. */
  readonly tags: ReadonlyMap<string, string>
}

export function docsOf(ts: TypeScript, node: ts.Node): Docs {
  const found = ts.getJSDocCommentsAndTags(node)
  const block = found.findLast(ts.isJSDoc)
  const parameters = new Map<string, { text: string; type: string }>()
  const tags = new Map<string, string>()
  for (const tag of block?.tags ?? []) {
    const text = plain(ts.getTextOfJSDocComment(tag.comment))
    if (ts.isJSDocParameterTag(tag))
      parameters.set(tag.name.getText(), {
        text: text.replace(/^-\s*/, ''),
        type: tag.typeExpression?.type.getText() ?? '',
      })
    else if (!tags.has(tag.tagName.text)) tags.set(tag.tagName.text, typedText(ts, tag, text))
  }
  return { description: plain(ts.getTextOfJSDocComment(block?.comment)), parameters, tags }
}

/** `@type {integer}` has its word in the type. */
function typedText(ts: TypeScript, tag: ts.JSDocTag, text: string): string {
  return ts.isJSDocTypeTag(tag) ? tag.typeExpression.type.getText() : text
}

const plain = (text: string | undefined): string =>
  (text ?? '')
    .replace(/\{@link(?:code|plain)?\s+([^}|]*)(?:\|([^}]*))?\}/g, (_, name: string, label) =>
      String(label ?? name).trim(),
    )
    .replace(/\s+/g, ' ')
    .trim()

const numberIn = (text: string | undefined): number | undefined => {
  const number = Number(text)
  return text === undefined || text.trim() === '' || Number.isNaN(number) ? undefined : number
}

/** Constraints that tags declare; the names are those of JSON Schema, and shorter ones. */
export function limitsIn({ tags }: Docs): Limits {
  const first = (...names: string[]): string | undefined =>
    names.map((name) => tags.get(name)).find((text) => text !== undefined)
  const min = numberIn(first('minimum', 'min'))
  const max = numberIn(first('maximum', 'max'))
  const minLength = numberIn(first('minLength'))
  const maxLength = numberIn(first('maxLength'))
  const pattern = first('pattern')
  const unit = first('unit')
  const example = first('example')
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && { pattern }),
    ...(unit !== undefined && { unit }),
    // A single word or number; what has brackets is code that shows how to call it.
    ...(example !== undefined && !/[()=]/.test(example) && { examples: [unquoted(example)] }),
  }
}

const unquoted = (text: string): string => text.replace(/^(['"`])(.*)\1$/, '$2')

/**
 * What words say of a type that TypeScript cannot: a number that is whole, a text that is a date or
 * a time of day.
 */
export function refined(type: ValueType, words: string): ValueType {
  if (type.kind === 'number' && /\b(?:integer|int|whole number)\b/i.test(words))
    return { kind: 'integer' }
  if (type.kind === 'string' && /\bYYYY-MM-DD\b/.test(words)) return { kind: 'date' }
  if (type.kind === 'string' && /\bHH:MM\b/i.test(words)) return { kind: 'time' }
  if (type.kind === 'list') return { ...type, item: refined(type.item, words) }
  return type
}
