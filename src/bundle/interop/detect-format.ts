import { isClu } from './clu.ts'
import { parseTable, SNIFFED, tableColumns, type Table } from './csv.ts'
import type { ImportFormat } from './formats.ts'
import { isLuis } from './luis.ts'
import { isRasaMarkdown } from './rasa-markdown.ts'

const ZIP_MAGIC = [0x50, 0x4b]

export const isZip = (bytes: Uint8Array): boolean =>
  ZIP_MAGIC.every((byte, index) => bytes[index] === byte)

const extensionOf = (file: string): string => /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''

/** What a text most likely is: by what it holds first, by its file's name where that is open. */
export function detectFormat(file: string, text: string): ImportFormat {
  const extension = extensionOf(file)
  if (/^\s*[[{]/.test(text)) {
    const json = jsonFormat(text, extension)
    if (json) return json
  }
  if (extension === 'yml' || extension === 'yaml') return 'rasa-yaml'
  if (isRasaMarkdown(text)) return 'rasa-markdown'
  if (/^nlu\s*:\s*$/m.test(text)) return 'rasa-yaml'
  if (extension === 'csv' || extension === 'tsv') return 'csv'
  return isTable(text) ? 'csv' : 'text'
}

function jsonFormat(text: string, extension: string): ImportFormat | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const [first = '', second] = text.trimStart().split(/\r\n|\r|\n/, 2)
    if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl'
    if (second !== undefined && isJson(first)) return 'jsonl'
    // It says that it is JSON, or begins as it: the reader then names the fault.
    return extension === 'json' || text.trimStart().startsWith('{') ? 'json' : null
  }
  if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl'
  if (isLuis(value)) return 'luis'
  return isClu(value) ? 'clu' : 'json'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Sentences have commas too: a text is a table if its columns are named, or one looks like labels. */
function isTable(text: string): boolean {
  const table = parseTable(text, SNIFFED)
  const width = table.rows[0]?.cells.length ?? 0
  if (width < 2 || table.rows.some(({ cells }) => cells.length !== width)) return false
  const { at, hasHeader } = tableColumns(table)
  if (hasHeader) return true
  // In a sentence a blank follows the comma.
  const isSentence = table.rows.some(({ cells }) => cells.slice(1).some((cell) => /^ /.test(cell)))
  return table.rows.length > 1 && !isSentence && isLabelColumn(table, at.intent ?? 0)
}

const isLabelColumn = ({ rows }: Table, column: number): boolean =>
  rows.every(({ cells }) => /^[\p{L}\p{N}][\p{L}\p{N}_./:+-]*$/u.test((cells[column] ?? '').trim()))
