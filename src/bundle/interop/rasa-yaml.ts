import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import { AppError } from '#shared/app-error.ts'
import type { Collector } from './collector.ts'
import { createRasaSections, type RasaSections } from './rasa-sections.ts'

/**
 * Rasa's training data. The tree of nodes is walked as it was parsed and never turned into values:
 * aliases are not followed, so none can grow, and each example keeps the line it stands on.
 * Throws `import/not-readable`.
 */
export function readRasaYaml(text: string, file: string, into: Collector): void {
  const lines = new LineCounter()
  const root = parseYaml(text, file, lines)
  const lineOf = (node: Node | null | undefined): number =>
    lines.linePos(node?.range?.[0] ?? 0).line
  const sections = createRasaSections(into)

  for (const { key, value } of root.items) {
    const name = scalarText(key)
    if (name === 'nlu' && isSeq(value))
      for (const item of value.items) readItem(item as Node, lineOf, sections, into)
    else if (name !== 'version')
      into.skip(`line ${lineOf(key as Node)}`, `“${name}” is no training data for commands.`)
  }
  sections.finish()
}

function parseYaml(text: string, file: string, lines: LineCounter): YAMLMap {
  const refused = (because: string, cause?: unknown) =>
    new AppError('import/not-readable', `${file} cannot be read as Rasa YAML: ${because}`, {
      details: { file, because },
      cause,
    })
  let document
  try {
    // failsafe: every scalar is a text; an intent called `no` or `1` stays one.
    document = parseDocument(text, {
      lineCounter: lines,
      schema: 'failsafe',
      prettyErrors: false,
      logLevel: 'silent',
    })
  } catch (cause) {
    throw refused('it is nested too deeply', cause)
  }
  const [error] = document.errors
  if (error) throw refused(`line ${lines.linePos(error.pos[0]).line}: ${error.message}`, error)
  if (!isMap(document.contents)) throw refused('it has no key “nlu”')
  return document.contents
}

const scalarText = (node: unknown): string =>
  isScalar(node) && typeof node.value === 'string' ? node.value : ''

function readItem(
  item: Node,
  lineOf: (node: Node | null | undefined) => number,
  sections: RasaSections,
  into: Collector,
): void {
  const place = `line ${lineOf(item)}`
  if (isAlias(item)) return into.skip(place, 'Aliases are not followed. Write it out.')
  if (!isMap(item)) return into.skip(place, 'It is not an intent with examples.')
  const kind = (['intent', 'synonym', 'regex', 'lookup'] as const).find((key) => item.has(key))
  if (!kind) return into.skip(place, 'It is no intent, synonym, regex or lookup.')
  const name = scalarText(item.get(kind, true))
  const examples = item.get('examples', true)
  if (isSeq(examples)) {
    for (const example of examples.items as Node[]) {
      const node = isMap(example) ? (example.get('text', true) as Node | undefined) : example
      const at = lineOf(node ?? example)
      // A block of text may have several lines of its own: it is one example all the same.
      if (!isScalar(node)) into.skip(`line ${at}`, 'It has no text.')
      else sections.example(kind, name, scalarText(node).replace(/^\s*-\s+/, ''), `line ${at}`)
    }
    return
  }
  if (!isScalar(examples)) return into.skip(place, `${kind} “${name}” has no examples.`)
  readBlock(examples, lineOf(examples), (example, line) => {
    const text = /^\s*[-*+]\s?(.*)$/.exec(example)?.[1]
    if (text !== undefined) sections.example(kind, name, text, `line ${line}`)
    else if (example.trim() !== '')
      into.skip(`line ${line}`, 'An example begins with “- ”; this line does not.')
  })
}

/** Each line of a text, with the line of the file it stands on. */
function readBlock(node: Scalar, line: number, take: (text: string, line: number) => void): void {
  // A block scalar begins on the line after its `|`; a quoted one on its own.
  const first = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? line + 1 : line
  scalarText(node)
    .split('\n')
    .forEach((text, index) => take(text, first + index))
}
