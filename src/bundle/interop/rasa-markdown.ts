import type { Collector } from './collector.ts'
import { createRasaSections, type RasaSection } from './rasa-sections.ts'

const HEADING = /^##\s*(intent|synonym|regex|lookup)\s*:\s*(.+?)\s*$/

export const isRasaMarkdown = (text: string): boolean =>
  /^##\s*(?:intent|synonym|regex|lookup)\s*:/m.test(text)

/** Training data of Rasa before version 3: a heading for each intent, a list item for each example. */
export function readRasaMarkdown(text: string, into: Collector): void {
  const sections = createRasaSections(into)
  let open: { readonly kind: RasaSection; readonly name: string } | null = null
  let isComment = false
  text.split(/\r\n|\r|\n/).forEach((whole, index) => {
    const place = `line ${index + 1}`
    const line = whole.replace(/<!--.*?-->/g, '').trimEnd()
    if (line.includes('<!--')) isComment = true
    if (isComment) {
      isComment = !line.includes('-->')
      return
    }
    const heading = HEADING.exec(line)
    const example = /^\s*[-*+]\s+(.*)$/.exec(line)?.[1]
    if (heading) open = { kind: heading[1] as RasaSection, name: heading[2] ?? '' }
    else if (/^#{2,}/.test(line)) {
      open = null
      into.skip(place, `“${line.replace(/^#+\s*/, '')}” is no intent, synonym, regex or lookup.`)
    } else if (open && example !== undefined) sections.example(open.kind, open.name, example, place)
    else if (line.trim() !== '' && !line.startsWith('#'))
      into.skip(place, 'The line belongs to no intent.')
  })
  sections.finish()
}
