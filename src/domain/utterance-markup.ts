import type { CommandRecord, Slot } from './document.ts'
import { targetNamed } from './slot-targets.ts'

/** `[Berlin](address.city)`. */
const MARK = /\[\s*([^\s[\]](?:[^[\]]*[^\s[\]])?)\s*\]\(\s*([\p{L}_][\p{L}\p{N}_.]*)\s*\)/gu

/**
 * An utterance as it can be typed with its marks, `to [Berlin](address.city)`: its text, and its
 * slots. What names no parameter or field of the command is no mark, and stays as it was typed.
 */
export function readMarkup(
  typed: string,
  command: Pick<CommandRecord, 'parameters'>,
): { readonly text: string; readonly slots: Slot[] } {
  const slots: Slot[] = []
  let text = ''
  let at = 0
  for (const { 0: whole, 1: words = '', 2: path = '', index } of typed.matchAll(MARK)) {
    const target = targetNamed(command, path)
    if (!target) continue
    text += typed.slice(at, index)
    const start = text.length
    text += words
    slots.push({ parameter: target.parameter.id, start, end: text.length })
    at = index + whole.length
  }
  return { text: text + typed.slice(at), slots }
}
