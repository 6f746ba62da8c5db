import { childOf, childrenOf, stringOf, type PyFile, type PyNode } from './py-tree.ts'

/** A docstring, taken apart: Google, NumPy and reST style alike. */
export interface PyDocs {
  readonly description: string
  readonly parameters: ReadonlyMap<string, string>
}

export function docstringOf(file: PyFile, definition: PyNode): PyDocs {
  const body = childOf(definition, 'Body') ?? (definition.name === 'Script' ? definition : null)
  const first = childrenOf(body ?? null).find(({ name }) => name !== ':' && name !== 'Comment')
  const literal = first?.name === 'ExpressionStatement' ? first.firstChild : null
  const text = literal ? stringOf(file, literal) : undefined
  return text === undefined ? NO_DOCS : readDocstring(text)
}

const NO_DOCS: PyDocs = { description: '', parameters: new Map() }

const GIVEN =
  /^(?:args|arguments|parameters|params|attributes|keyword args|keyword arguments|other parameters)\s*:?$/i
const OTHER =
  /^(?:returns?|yields?|raises|examples?|notes?|see also|warnings?|references|todo)\s*:?$/i
const UNDERLINE = /^[-=]{3,}$/

export function readDocstring(text: string): PyDocs {
  const parameters = new Map<string, string>()
  const description: string[] = []
  let part: 'description' | 'parameters' | 'other' = 'description'
  let latest = ''
  let margin = -1
  for (const line of dedented(text)) {
    const words = line.trim()
    const rest =
      /^:(?:param|parameter|arg|argument|ivar)\s+(?:[\w[\], .]+\s+)?(\w+)\s*:\s*(.*)$/.exec(words)
    if (rest) {
      part = 'parameters'
      latest = rest[1] ?? ''
      margin = -1
      parameters.set(latest, rest[2] ?? '')
    } else if (/^:\w+.*:/.test(words) || /^>>>/.test(words)) part = 'other'
    else if (GIVEN.test(words)) {
      part = 'parameters'
      latest = ''
      margin = -1
    } else if (OTHER.test(words)) part = 'other'
    else if (UNDERLINE.test(words)) continue
    else if (part === 'description') description.push(words)
    else if (part === 'parameters' && words !== '') {
      const indent = line.length - line.trimStart().length
      const named = /^\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:\s*(.*)$/.exec(words)
      const bare = /^\*{0,2}(\w+)$/.exec(words)
      if (margin === -1) margin = indent
      if ((named ?? bare) && indent <= margin) {
        latest = (named ?? bare)?.[1] ?? ''
        // In NumPy's style what stands behind the colon is the type; the words come below.
        parameters.set(latest, named && margin > 0 ? (named[2] ?? '') : '')
      } else if (latest !== '') {
        parameters.set(latest, `${parameters.get(latest) ?? ''} ${words}`.trim())
      }
    }
  }
  return { description: firstParagraphs(description), parameters }
}

function dedented(text: string): string[] {
  const [first = '', ...rest] = text.split(/\r?\n/)
  const indents = rest
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const margin = Math.min(...indents, 200)
  return [first.trim(), ...rest.map((line) => line.slice(margin))]
}

const firstParagraphs = (lines: readonly string[]): string =>
  lines.join(' ').replace(/\s+/g, ' ').trim()
