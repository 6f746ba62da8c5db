import { createHash } from 'node:crypto'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A string as Python writes it in a tuple: in single quotes, unless it has some and no double ones. */
export function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return `${quote}${inside}${quote}`
}

/** `()`, `(a,)`, `(a, b)`. */
export const pythonTuple = (items: readonly string[]): string =>
  items.length === 1 ? `(${items[0] ?? ''},)` : `(${items.join(', ')})`
