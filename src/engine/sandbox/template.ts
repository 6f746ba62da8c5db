import type { Json } from '#shared/json.ts'

/**
 * `Order {id} of {self.customer.name}` taken apart: words as strings, places as paths of property
 * names. A brace that opens no path is a word.
 */
export function templateParts(template: string): readonly Json[] {
  return template
    .split(/(\{[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\})/)
    .filter((part) => part !== '')
    .map((part) => (isPlace(part) ? part.slice(1, -1).split('.') : part))
}

const isPlace = (part: string): boolean => /^\{[\w$.]+\}$/.test(part)
