import { describe, expect, it } from 'vitest'
import { commandId, contextId, parameterId, workflow } from '#testing/workflow-builder.ts'
import { newDocument, utteranceSchema, type Document } from '../document.ts'
import {
  ROOT_CONTEXT,
  type CommandId,
  type CorrectionId,
  type NoteId,
  type SourceFileId,
  type UtteranceId,
  type WorkflowId,
} from '../ids.ts'
import { correctionsOf, recordById, sourceFilesOf, utterancesOf } from '../queries.ts'
import { inOrder, put, reordered } from './change.ts'
import { duplicateCommand } from './commands.ts'
import { addContext, placeRecords, renameContext, updateContext } from './contexts.ts'
import { addCorrection, learnCommand, setExpiry, setPerson } from './corrections.ts'
import { commandNaming, contextNaming, parameterNaming } from './naming.ts'
import { addNote, updateNote } from './notes.ts'
import { removeRecords } from './remove.ts'
import { annotate, annotateAll, removeSlot, shiftedSlots, trimmedSpan } from './slots.ts'
import { addSourceFile, renameSourceFile, sourcePath, updateSourceFile } from './source-files.ts'
import { describeBatch, moveUtterances } from './utterances.ts'

const empty = newDocument('w' as WorkflowId, 'Test')

describe('contexts', () => {
  const ORDER = contextId('Order')
  const document = workflow().context('Order').context('Item').build()

  it('are renamed to what a class may be called, and keep the name they have', () => {
    expect(recordById(renameContext(ORDER, 'past order')(document), 'context', ORDER)?.name).toBe(
      'PastOrder',
    )
    expect(recordById(renameContext(ORDER, 'Item')(document), 'context', ORDER)?.name).toBe('Item2')
    expect(renameContext(ORDER, ' Order ')(document)).toBe(document)
    expect(renameContext(ORDER, '123')(document)).toBe(document)
    expect(renameContext(ROOT_CONTEXT, 'Desk')(document)).toBe(document)
  })

  it('are called Context where nothing better was typed', () => {
    const added = addContext(contextId('c'), '注文')(document)
    expect(recordById(added, 'context', 'c')?.name).toBe('Context')
  })

  it('take what else is known of them', () => {
    const next = updateContext(ORDER, { identity: '{number}', parent: 'self.customer' })(document)
    expect(recordById(next, 'context', ORDER)).toMatchObject({
      name: 'Order',
      identity: '{number}',
      parent: 'self.customer',
    })
  })

  it('and notes stay where they were dropped, in whole pixels', () => {
    const note = 'n' as NoteId
    const start = addNote(note, { x: 0, y: 0 })(document)
    const drop = new Map([
      ['Order', { x: 10.4, y: -3.6 }],
      ['n', { x: 5.5, y: 7 }],
    ])
    const placed = placeRecords(drop)(start)
    expect(recordById(placed, 'context', ORDER)?.position).toEqual({ x: 10, y: -4 })
    expect(recordById(placed, 'note', note)?.position).toEqual({ x: 6, y: 7 })
    expect(placeRecords(drop)(placed)).toBe(placed)
  })
})

it('writes a note anew', () => {
  const note = 'n' as NoteId
  const next = inOrder(addNote(note, { x: 1, y: 2 }, 'old'), updateNote(note, 'new'))(empty)
  expect(recordById(next, 'note', note)).toMatchObject({ text: 'new', position: { x: 1, y: 2 } })
})

describe('names', () => {
  const document = workflow().context('Order').command('Order/cancel').build()

  it('that are reserved, or no name at all, are refused with a sentence', () => {
    expect(contextNaming(document, 'intent detection')).toEqual({
      ok: false,
      error: 'IntentDetection is reserved. Choose another name.',
    })
    expect(contextNaming(document, '…')).toEqual({
      ok: false,
      error: 'A name needs at least one letter from a to z.',
    })
    expect(commandNaming(document, contextId('Order'), 'wildcard')).toEqual({
      ok: false,
      error: 'wildcard is reserved. Choose another name.',
    })
    expect(parameterNaming([], '…')).toMatchObject({ ok: false })
  })

  it('that are taken get a number, unless it is their own', () => {
    const cancel = commandId('Order/cancel')
    expect(commandNaming(document, contextId('Order'), 'Cancel')).toEqual({
      ok: true,
      value: 'cancel_2',
    })
    expect(commandNaming(document, contextId('Order'), 'Cancel', cancel)).toEqual({
      ok: true,
      value: 'cancel',
    })
  })
})

describe('source files', () => {
  const DESK = 'desk' as SourceFileId
  const document = addSourceFile(DESK, 'app/desk', 'one')(empty)

  it('get the ending they need, and keep one they have', () => {
    expect(sourceFilesOf(document).map(({ path }) => path)).toEqual(['app/desk.ts'])
    expect(sourcePath(document, '\\app\\view.tsx')).toEqual({ ok: true, value: 'app/view.tsx' })
    expect(sourcePath(document, 'app/desk.ts')).toEqual({
      ok: false,
      error: 'There is a file app/desk.ts already.',
    })
    expect(sourcePath(document, ' / ')).toMatchObject({ ok: false })
    expect(sourcePath(document, 'a b.ts')).toMatchObject({ ok: false })
  })

  it('are renamed and rewritten, and stay as they are when nothing is new', () => {
    const renamed = renameSourceFile(DESK, 'app/shop')(document)
    expect(sourceFilesOf(renamed)[0]).toMatchObject({ path: 'app/shop.ts', text: 'one' })
    expect(renameSourceFile(DESK, 'app/desk.ts')(document)).toBe(document)
    expect(renameSourceFile(DESK, '?')(document)).toBe(document)
    const rewritten = updateSourceFile(DESK, 'two')(document)
    expect(sourceFilesOf(rewritten)[0]?.text).toBe('two')
    expect(updateSourceFile(DESK, 'one')(document)).toBe(document)
    expect(addSourceFile('other' as SourceFileId, 'app/desk')(document)).toBe(document)
  })
})

describe('slots', () => {
  const CANCEL = commandId('cancel')
  const ORDER_ID = parameterId('cancel', 'order_id')
  const REASON = parameterId('cancel', 'reason')
  const FIRST = 'cancel#0' as UtteranceId
  const document = workflow()
    .command('cancel', {
      parameters: { order_id: {}, reason: {} },
      utterances: ['cancel W1 for fun', 'drop [W2](order_id)'],
    })
    .build()
  const slotsOf = (next: Document, id: UtteranceId) => recordById(next, 'utterance', id)?.slots

  it('are marked without the blanks around them, in the order of the text', () => {
    const next = inOrder(
      annotate(FIRST, REASON, { start: 13, end: 17 }),
      annotate(FIRST, ORDER_ID, { start: 6, end: 10 }),
    )(document)
    expect(slotsOf(next, FIRST)).toEqual([
      { parameter: ORDER_ID, start: 7, end: 9 },
      { parameter: REASON, start: 14, end: 17 },
    ])
    expect(trimmedSpan('a   b', { start: 1, end: 4 })).toBeNull()
  })

  it('give way to what is marked over them, and to nothing that only touches', () => {
    const marked = annotate(FIRST, ORDER_ID, { start: 7, end: 9 })(document)
    const over = annotate(FIRST, REASON, { start: 8, end: 13 })(marked)
    expect(slotsOf(over, FIRST)).toEqual([{ parameter: REASON, start: 8, end: 13 }])
    const beside = annotate(FIRST, REASON, { start: 10, end: 13 })(marked)
    expect(slotsOf(beside, FIRST)).toHaveLength(2)
  })

  it('are marked in many utterances at once, and taken off again', () => {
    const second = 'cancel#1' as UtteranceId
    const next = annotateAll([
      {
        utterance: FIRST,
        slots: [
          { parameter: ORDER_ID, start: 7, end: 9 },
          { parameter: REASON, start: 14, end: 17 },
        ],
      },
      { utterance: second, slots: [{ parameter: REASON, start: 0, end: 4 }] },
    ])(document)
    expect(slotsOf(next, FIRST)?.map(({ start }) => start)).toEqual([7, 14])
    expect(slotsOf(next, second)?.map(({ parameter }) => parameter)).toEqual([REASON, ORDER_ID])
    expect(slotsOf(removeSlot(FIRST, 7)(next), FIRST)?.map(({ start }) => start)).toEqual([14])
  })

  it('need a parameter of that very command, and a text', () => {
    expect(annotate(FIRST, parameterId('other', 'x'), { start: 0, end: 3 })(document)).toBe(
      document,
    )
    expect(annotate('gone' as UtteranceId, ORDER_ID, { start: 0, end: 3 })(document)).toBe(document)
  })

  it('grow with what is typed inside them, and go where they are cut into', () => {
    const slots = [{ parameter: ORDER_ID, start: 7, end: 9 }]
    expect(shiftedSlots(slots, 'cancel W1 now', 'cancel W21 now')).toMatchObject([
      { start: 7, end: 10 },
    ])
    expect(shiftedSlots(slots, 'cancel W1 now', 'canc1 now')).toEqual([])
  })

  it('follow an utterance to a parameter of the same name alone', () => {
    const two = workflow()
      .command('cancel', {
        parameters: { order_id: {}, reason: {} },
        utterances: ['drop [W2](order_id) for [fun](reason)'],
      })
      .command('track', { parameters: { order_id: {} } })
      .build()
    const next = moveUtterances(['cancel#0' as UtteranceId], commandId('track'))(two)
    expect(utterancesOf(next, CANCEL)).toEqual([])
    expect(slotsOf(next, 'cancel#0' as UtteranceId)).toEqual([
      { parameter: parameterId('track', 'order_id'), start: 5, end: 7 },
    ])
  })
})

it('copies a command with its slots, and leaves a slot of nothing to nothing', () => {
  const document = workflow()
    .command('cancel', { parameters: { order_id: {} }, utterances: ['drop [W2](order_id)'] })
    .build()
  const stray = utteranceSchema.parse({
    kind: 'utterance',
    id: 'stray',
    command: 'cancel',
    text: 'drop W3',
    slots: [{ parameter: 'gone', start: 5, end: 7 }],
  })
  const next = duplicateCommand(commandId('cancel'), 'copy' as CommandId)(put(document, stray))
  const copy = recordById(next, 'command', 'copy')
  expect(copy?.name).toBe('cancel_2')
  expect(copy?.parameters[0]?.id).not.toBe('cancel.order_id')
  expect(
    utterancesOf(next, 'copy' as CommandId).flatMap(({ slots }) => slots.map((s) => s.parameter)),
  ).toEqual([copy?.parameters[0]?.id, 'gone'])
})

describe('corrections', () => {
  const said = (id: string, person: string | null = null) => ({
    id,
    text: 'kill it',
    context: ROOT_CONTEXT,
    meant: 'cancel',
    at: 1,
    person,
  })
  const base = workflow().command('cancel').build()

  it('make a command of the message that asked for it', () => {
    const next = learnCommand({
      id: commandId('brew'),
      context: ROOT_CONTEXT,
      name: 'Brew coffee',
      reply: 'Brewing.',
      correction: { id: 'c', text: ' make\ncoffee ', context: ROOT_CONTEXT, at: 5 },
    })(base)
    expect(recordById(next, 'command', 'brew')).toMatchObject({
      name: 'brew_coffee',
      handler: { kind: 'reply', template: 'Brewing.' },
    })
    expect(utterancesOf(next, commandId('brew'))).toMatchObject([
      { text: 'make coffee', origin: 'corrected' },
    ])
    expect(correctionsOf(next)).toMatchObject([{ id: 'c', meant: 'brew' }])
  })

  it('lose their end, or get one, without touching those that have it already', () => {
    const document = addCorrection(said('a'))(base)
    const ended = setExpiry(['a' as CorrectionId], 9)(document)
    expect(correctionsOf(ended)[0]?.expiresAt).toBe(9)
    expect(setExpiry(['a' as CorrectionId], 9)(ended)).toBe(ended)
  })

  it('that become somebody’s replace what that person has of the same words', () => {
    const document = inOrder(addCorrection(said('a')), addCorrection(said('b', 'Ada')))(base)
    const given = setPerson('a' as CorrectionId, 'Ada')(document)
    expect(correctionsOf(given).map(({ id, person }) => [id, person])).toEqual([['a', 'Ada']])
    expect(setPerson('b' as CorrectionId, 'Ada')(document)).toBe(document)
    expect(setPerson('gone' as CorrectionId, 'Ada')(document)).toBe(document)
  })

  it('keep what they were mistaken for only as long as it is there', () => {
    const document = inOrder(
      addCorrection({ ...said('a'), mistaken: 'ship', context: contextId('Order') }),
    )(workflow().context('Order').command('cancel').command('ship').build())
    const [left] = correctionsOf(removeRecords(['ship'])(document))
    expect(left).toMatchObject({ meant: 'cancel', mistaken: null, context: 'Order' })
    const [moved] = correctionsOf(removeRecords(['Order'])(document))
    expect(moved).toMatchObject({ mistaken: 'ship', context: ROOT_CONTEXT })
  })
})

it('leaves the root and the workflow where they are, and a list from which nothing is taken', () => {
  expect(removeRecords(['root', 'w', 'nothing'])(empty)).toBe(empty)
  expect(reordered(['a', 'b', 'c'], 2, -5)).toEqual(['c', 'a', 'b'])
  expect(reordered(['a', 'b'], 0, 9)).toEqual(['b', 'a'])
  expect(reordered(['a', 'b'], 7, 0)).toEqual(['a', 'b'])
})

describe('what became of pasted lines', () => {
  it.each([
    [{ texts: ['a'], empty: 0, duplicate: 0, tooLong: 0 }, '1 utterance added.'],
    [{ texts: [], empty: 3, duplicate: 0, tooLong: 0 }, '0 utterances added.'],
    [
      { texts: ['a', 'b'], empty: 0, duplicate: 2, tooLong: 1 },
      '2 utterances added; left out: 2 already there, 1 longer than 2000 characters.',
    ],
    [
      { texts: [], empty: 0, duplicate: 0, tooLong: 1 },
      '0 utterances added; left out: 1 longer than 2000 characters.',
    ],
  ])('%o is told', (batch, sentence) => expect(describeBatch(batch)).toBe(sentence))
})
