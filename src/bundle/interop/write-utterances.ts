import Papa from 'papaparse'
import type { Document, UtteranceRecord } from '#domain/document.ts'
import { qualifiedName, recordById, recordsOf } from '#domain/queries.ts'
import { slotTarget } from '#domain/slot-targets.ts'

/** An utterance as it leaves: names for ids; slots by the parameter's name, fields by their path. */
interface OutRow {
  readonly text: string
  readonly intent: string
  readonly slots: readonly {
    readonly parameter: string
    readonly start: number
    readonly end: number
  }[]
  readonly held_out: boolean
}

/** `ids`: only these, in the document's order. Read back by `readImport` without loss. */
export function utterancesAsCsv(document: Document, ids?: ReadonlySet<string>): string {
  const rows = outRows(document, ids).map(({ text, intent, slots, held_out }) => ({
    text: guarded(text),
    intent: guarded(intent),
    slots: slots.length === 0 ? '' : JSON.stringify(slots),
    held_out: String(held_out),
  }))
  const fields = ['text', 'intent', 'slots', 'held_out']
  return `${Papa.unparse({ fields, data: rows }, { newline: '\n' })}\n`
}

/** A JSON object a line, likewise. */
export function utterancesAsJsonl(document: Document, ids?: ReadonlySet<string>): string {
  return outRows(document, ids)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('')
}

/**
 * A spreadsheet takes a cell that begins so for a formula, and runs it. A quote before it keeps it a
 * text; one that has quotes already gets one more, so that reading can take exactly one away.
 */
const guarded = (cell: string): string => (/^'*[=+\-@]/.test(cell) ? `'${cell}` : cell)

function outRows(document: Document, ids?: ReadonlySet<string>): OutRow[] {
  return recordsOf(document, 'utterance').flatMap((utterance) => {
    const command = recordById(document, 'command', utterance.command)
    if (!command || (ids && !ids.has(utterance.id))) return []
    return [
      {
        text: utterance.text,
        intent: qualifiedName(document, command),
        slots: namedSlots(document, utterance),
        held_out: utterance.heldOut,
      },
    ]
  })
}

function namedSlots(document: Document, { command, slots }: UtteranceRecord): OutRow['slots'] {
  const owner = recordById(document, 'command', command)
  if (!owner) return []
  return slots.flatMap(({ parameter, start, end }) => {
    const target = slotTarget(owner, parameter)
    return target ? [{ parameter: target.path, start, end }] : []
  })
}
