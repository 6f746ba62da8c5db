import { describe, expect, it } from 'vitest'
import {
  contextSchema,
  commandSchema,
  correctionSchema,
  newDocument,
  utteranceSchema,
} from './document.ts'
import type { Document } from './document.ts'
import { OUT_OF_SCOPE } from './intent-model.ts'
import type { WorkflowId } from './ids.ts'
import { heldOutRows, rowsKey, trainingRows } from './training-rows.ts'

const utterance = (id: string, text: string, heldOut = false) =>
  utteranceSchema.parse({ kind: 'utterance', id, command: 'pay', text, heldOut })

const correction = (id: string, text: string, meant: string | null, at: number) =>
  correctionSchema.parse({ kind: 'correction', id, text, context: 'root', meant, at })

function shop(...records: Document[string][]): Document {
  const base = [
    contextSchema.parse({ kind: 'context', id: 'shop', name: 'Shop' }),
    commandSchema.parse({
      kind: 'command',
      id: 'pay',
      context: 'shop',
      name: 'pay_bill',
      handler: { kind: 'reply', template: '' },
    }),
  ]
  const document = newDocument('w' as WorkflowId, 'Shop')
  return { ...document, ...Object.fromEntries([...base, ...records].map((r) => [r.id, r])) }
}

const own = (document: Document) =>
  trainingRows(document).filter(({ label }) => !label.startsWith('core/'))

describe('training rows', () => {
  it('hold the command’s name, and its utterances that are not held out', () => {
    const document = shop(utterance('u1', 'settle the bill '), utterance('u2', 'pay up', true))
    expect(own(document)).toEqual([
      { text: 'pay bill', label: 'pay' },
      { text: 'settle the bill', label: 'pay' },
    ])
  })

  it('let the latest correction of a text win over the utterance and over earlier ones', () => {
    const document = shop(
      utterance('u1', 'Settle the bill'),
      correction('c1', 'settle the bill', 'pay', 1),
      correction('c2', 'settle the bill', null, 2),
    )
    expect(own(document)).toEqual([
      { text: 'pay bill', label: 'pay' },
      { text: 'settle the bill', label: OUT_OF_SCOPE },
    ])
  })

  it('let a correction count less than an utterance, unless its words were one', () => {
    const document = shop(
      utterance('u1', 'settle the bill'),
      correction('c1', 'Settle the bill', 'pay', 1),
      correction('c2', 'square it', 'pay', 2),
    )
    expect(own(document).map(({ text, weight = 1 }) => [text, weight < 1])).toEqual([
      ['pay bill', false],
      ['Settle the bill', false],
      ['square it', true],
    ])
  })

  it('leave out a correction to a command that is gone', () => {
    expect(own(shop(correction('c1', 'settle', 'gone', 1)))).toHaveLength(1)
  })

  it('are never measured by: a held-out text that is trained on is left out', () => {
    const document = shop(
      utterance('u1', 'settle the bill'),
      utterance('u2', 'Settle the bill', true),
      utterance('u3', 'pay up', true),
      utterance('u4', 'pay me', true),
      correction('c1', 'pay me', null, 1),
    )
    expect(heldOutRows(document)).toEqual([{ text: 'pay up', label: 'pay' }])
  })

  it('have a key that changes when a text or a label does', () => {
    const rows = own(shop(utterance('u1', 'settle the bill')))
    const other = own(shop(utterance('u1', 'settle the bills')))
    expect(rowsKey(rows)).toBe(rowsKey([...rows]))
    expect(rowsKey(rows)).not.toBe(rowsKey(other))
    expect(rowsKey(rows)).not.toBe(rowsKey(rows.map((row) => ({ ...row, label: OUT_OF_SCOPE }))))
  })
})
