/**
 * Names must be valid identifiers in Python and TypeScript alike, because contexts become classes
 * and commands become methods there (spec/fastworkflow §15.4).
 */
export const CONTEXT_NAME = /^[A-Z][A-Za-z0-9]*$/
export const COMMAND_NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

export const RESERVED_COMMANDS: ReadonlySet<string> = new Set(['wildcard', 'parameter_value'])
export const RESERVED_CONTEXTS: ReadonlySet<string> = new Set([
  'IntentDetection',
  'ErrorCorrection',
  'global',
])

/** `cancel_order` → `Cancel order`; how a command or parameter is shown to people. */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whatever a person typed as a valid command or parameter name: `Cancel Order!` → `cancel_order`. */
export function toSnakeCase(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  return (words ?? []).join('_').replace(/^[0-9_]+/, '')
}

/** Whatever a person typed as a valid context name: `premium user` → `PremiumUser`. */
export function toPascalCase(text: string): string {
  return toSnakeCase(text)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/** `name`, or `name_2`, `name_3` … : the first that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>, separator = '_'): string {
  if (!taken.has(name)) return name
  for (let n = 2; ; n++) if (!taken.has(`${name}${separator}${n}`)) return `${name}${separator}${n}`
}
