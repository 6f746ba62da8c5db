import type { Collector } from './collector.ts'
import { takeRow } from './row-fields.ts'

/** One utterance a line; a bullet before it is not part of what is said. */
export function readPlainText(text: string, into: Collector): void {
  text.split(/\r\n|[\r\n\u2028\u2029]/).forEach((line, index) => {
    if (line.trim() === '') return
    takeRow({ text: line.replace(/^\s*(?:[-*+•]|\d{1,4}[.)])\s+/, '') }, `line ${index + 1}`, into)
  })
}
