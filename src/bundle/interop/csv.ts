import Papa from 'papaparse'
import { rowField, takeRow, type RowField } from './row-fields.ts'
import type { Collector } from './collector.ts'

interface TableRow {
  readonly cells: readonly string[]
  /** From 1, as an editor counts. */
  readonly line: number
}

export interface Table {
  readonly rows: readonly TableRow[]
  /** What the parser could not make sense of, by line. */
  readonly faults: readonly { readonly line: number; readonly why: string }[]
}

/** Rarest in sentences first. */
const DELIMITERS = ['\t', '|', ';', ','] as const
type Delimiter = (typeof DELIMITERS)[number]

/** So many rows tell what delimits them, and whether they are a table at all. */
export const SNIFFED = 50

/** The cells of a delimited text, with the line each row begins on; the delimiter is sniffed. */
export function parseTable(text: string, preview = 0): Table {
  return parseBy(sniffedDelimiter(text), text, preview)
}

/** The one that gives the first rows a header that is known, else the same width, tabs first. */
function sniffedDelimiter(text: string): Delimiter {
  const fits = DELIMITERS.filter((delimiter) => {
    const { rows } = parseBy(delimiter, text, SNIFFED)
    const width = rows[0]?.cells.length ?? 0
    return width > 1 && rows.every(({ cells }) => cells.length === width)
  })
  const hasHeader = (delimiter: Delimiter): boolean => {
    const header = parseBy(delimiter, text, 1).rows[0]?.cells ?? []
    return header.length > 1 && header.some((name) => rowField(name) === 'text')
  }
  return DELIMITERS.find(hasHeader) ?? fits[0] ?? ','
}

function parseBy(delimiter: Delimiter, text: string, preview: number): Table {
  const rows: TableRow[] = []
  const faults: { line: number; why: string }[] = []
  let from = 0
  let line = 1
  Papa.parse<string[]>(text, {
    preview,
    delimiter,
    step: ({ data, errors, meta }) => {
      for (const { type, code } of errors)
        if (type === 'Quotes') faults.push({ line, why: QUOTE_FAULTS[code] ?? 'A quote is wrong.' })
      if (data.some((cell) => cell.trim() !== '')) rows.push({ cells: data, line })
      line += linesIn(text, from, meta.cursor)
      from = meta.cursor
    },
  })
  return { rows, faults }
}

const QUOTE_FAULTS: Readonly<Record<string, string>> = {
  MissingQuotes: 'A quote is opened and never closed; what follows it may have run together.',
  InvalidQuotes: 'There is more text after a closing quote.',
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const char = text.charCodeAt(at)
    if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) count++
  }
  return count
}

export interface TableColumns {
  readonly at: Readonly<Partial<Record<RowField, number>>>
  readonly hasHeader: boolean
  /** Names of the header that stand for nothing known. */
  readonly unread: readonly string[]
}

/** Which column holds what: by the header where it names a text, else by what the columns hold. */
export function tableColumns({ rows }: Table): TableColumns {
  const header = rows[0]?.cells ?? []
  const fields = header.map(rowField)
  if (fields.includes('text')) {
    const at: Partial<Record<RowField, number>> = {}
    fields.forEach((field, index) => {
      if (field !== null) at[field] ??= index
    })
    const isUnread = (name: string, index: number) =>
      name.trim() !== '' && (fields[index] === null || at[fields[index] ?? 'text'] !== index)
    return { at, hasHeader: true, unread: header.filter(isUnread) }
  }
  if (header.length < 2) return { at: { text: 0 }, hasHeader: false, unread: [] }
  const intent = labelColumn(rows)
  return { at: { intent, text: intent === 0 ? 1 : 0 }, hasHeader: false, unread: [] }
}

/** Of the first two columns the one that looks like labels: few of them, and without blanks. */
function labelColumn(rows: readonly TableRow[]): 0 | 1 {
  const score = (column: 0 | 1): number => {
    const cells = rows.map(({ cells }) => (cells[column] ?? '').trim())
    const plain = cells.filter((cell) => !/\s/.test(cell)).length
    return new Set(cells).size - plain
  }
  return score(0) < score(1) ? 0 : 1
}

/** A quote that keeps a spreadsheet from taking a text for a formula; see `write-utterances.ts`. */
export const unguarded = (cell: string): string => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell)

export function readCsv(text: string, into: Collector): void {
  const table = parseTable(text)
  const { at, hasHeader, unread } = tableColumns(table)
  if (unread.length > 0) into.note(`Columns that were not read: ${unread.join(', ')}.`)
  for (const { line, why } of table.faults) into.skip(`line ${line}`, why)
  for (const { cells, line } of table.rows.slice(hasHeader ? 1 : 0)) {
    const cell = (field: RowField): string | undefined => {
      const column = at[field]
      return column === undefined ? undefined : unguarded(cells[column] ?? '')
    }
    const [text, intent, slots, use] = [cell('text'), cell('intent'), cell('slots'), cell('use')]
    // An empty cell of a column of slots says that there are none, not that the text has marks.
    const marks = at.slots === undefined ? slots : slots?.trim() || []
    takeRow({ text, intent, slots: marks, use }, `line ${line}`, into)
  }
}
