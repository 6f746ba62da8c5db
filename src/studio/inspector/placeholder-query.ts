import type { CommandRecord } from '#domain/document.ts'
import { markable } from '#domain/slot-targets.ts'

/** A placeholder that is being typed: `{pla` or `{address.ci`, up to the caret. */
export interface PlaceholderQuery {
  /** Of the brace. */
  readonly start: number
  /** Of the caret. */
  readonly end: number
  /** Parameters, and fields by their path, whose name has what was typed; those first that begin so. */
  readonly names: readonly string[]
}

/** `null` where no brace is open before the caret, or no parameter is called so. */
export function placeholderQuery(
  text: string,
  caret: number,
  command: Pick<CommandRecord, 'parameters'>,
): PlaceholderQuery | null {
  const open = /\{\s*([\p{L}\p{N}_.]*)$/u.exec(text.slice(0, caret))
  if (!open) return null
  const typed = (open[1] ?? '').toLowerCase()
  const places = markable(command)
    .map(({ path }) => ({ name: path, at: path.toLowerCase().indexOf(typed) }))
    .filter(({ name, at }) => name !== '' && at >= 0)
  if (places.length === 0) return null
  const names = places.sort((a, b) => Math.min(a.at, 1) - Math.min(b.at, 1)).map(({ name }) => name)
  return { start: open.index, end: caret, names }
}

/** The text with the placeholder written out, and where the caret is then. */
export function withPlaceholder(
  text: string,
  { start, end }: PlaceholderQuery,
  name: string,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(end).replace(/^\}/, '')
  const before = `${text.slice(0, start)}{${name}}`
  return { text: before + after, caret: before.length }
}
