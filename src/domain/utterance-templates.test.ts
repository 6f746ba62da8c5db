import { describe, expect, it } from 'vitest'
import { commandId, parameterId, workflow } from '#testing/workflow-builder.ts'
import type { CommandRecord, UtteranceRecord } from './document.ts'
import { recordById, utterancesOf } from './queries.ts'
import { put } from './edits/change.ts'
import { freeSlots, knownValuesIn, valuesOfCommand } from './slot-suggestions.ts'
import { slotsOf, spokenUtterances, templateRows } from './utterance-templates.ts'

const ORDER_ID = parameterId('cancel', 'order_id')
const REASON = parameterId('cancel', 'reason')

function cancelling(...utterances: string[]) {
  const document = workflow()
    .command('cancel', {
      parameters: {
        order_id: { examples: ['W1', 'W2'] },
        reason: {},
        amount: { type: 'integer' },
        days: { type: 'list', itemType: 'date' },
        address: { type: 'object' },
      },
      utterances,
    })
    .build()
  const command = recordById(document, 'command', 'cancel') as CommandRecord
  return { document, command, utterances: utterancesOf(document, commandId('cancel')) }
}

const texts = (template: string, ...others: string[]): string[] => {
  const { command, utterances } = cancelling(template, ...others)
  const [first, ...rest] = utterances
  return templateRows(first as UtteranceRecord, command, rest).map(({ text }) => text)
}

describe('a template', () => {
  it('has its placeholders for slots, before marks that lie on them', () => {
    const { command } = cancelling()
    const text = 'cancel {order_id} for {Reason} or {else}'
    const marked = [
      { parameter: REASON, start: 0, end: 6 },
      { parameter: REASON, start: 7, end: 12 },
    ]
    expect(slotsOf({ text, slots: marked }, command)).toEqual([
      { parameter: REASON, start: 0, end: 6 },
      { parameter: ORDER_ID, start: 7, end: 17 },
      { parameter: REASON, start: 22, end: 30 },
    ])
  })

  it('is filled with the values that are known, each place from another one on', () => {
    const { command, utterances } = cancelling('drop {order_id}, not { order_id }')
    const rows = templateRows(utterances[0] as UtteranceRecord, command, [])
    expect(rows).toEqual([
      {
        text: 'drop W1, not W2',
        command: 'cancel',
        slots: [
          { parameter: ORDER_ID, start: 5, end: 7 },
          { parameter: ORDER_ID, start: 13, end: 15 },
        ],
      },
      {
        text: 'drop W2, not W1',
        command: 'cancel',
        slots: [
          { parameter: ORDER_ID, start: 5, end: 7 },
          { parameter: ORDER_ID, start: 13, end: 15 },
        ],
      },
    ])
  })

  it('takes what was marked elsewhere, else what people say for the type, else its name', () => {
    expect(texts('because {reason}', 'for [fun](reason)')).toEqual(['because fun'])
    expect(texts('take {amount}')).toEqual([
      'take 3',
      'take two',
      'take 12',
      'take 7',
      'take twenty',
    ])
    expect(texts('on {days}')).toContain('on tomorrow')
    expect(texts('to {address}, {nobody_knows}')).toEqual(['to address, nobody knows'])
  })

  it('is one utterance with slots, the same as long as nothing changes', () => {
    const { document, command } = cancelling('cancel {order_id}', 'cancel it')
    const spoken = spokenUtterances(document, command)
    expect(spoken.map(({ slots }) => slots)).toEqual([
      [{ parameter: ORDER_ID, start: 7, end: 17 }],
      [],
    ])
    expect(spokenUtterances(document, command)).toBe(spoken)
    const renamed = { ...command, parameters: [] }
    expect(spokenUtterances(put(document, renamed), renamed)[0]?.slots).toEqual([])
  })
})

describe('values that are known', () => {
  const { command, utterances } = cancelling(
    'cancel [W7](order_id) for [fun](reason)',
    'cancel [ ](order_id)',
    'drop [both](order_id) or [Both](reason)',
  )
  const values = valuesOfCommand(command, [
    ...utterances,
    {
      ...(utterances[0] as UtteranceRecord),
      slots: [{ parameter: parameterId('other', 'x'), start: 0, end: 6 }],
    },
  ])

  it('belong to one parameter each', () => {
    expect([...values]).toEqual([
      ['w1', ORDER_ID],
      ['w2', ORDER_ID],
      ['w7', ORDER_ID],
      ['fun', REASON],
    ])
  })

  it('are found word for word, the longest at each place', () => {
    const long = new Map([
      ['new york', ORDER_ID],
      ['york', REASON],
    ])
    expect(knownValuesIn('New York, not york', long)).toEqual([
      { parameter: ORDER_ID, start: 0, end: 8 },
      { parameter: REASON, start: 14, end: 18 },
    ])
    expect(knownValuesIn('Newyork', long)).toEqual([])
  })

  it('are proposed where nothing is marked or proposed before, in the order of the text', () => {
    const utterance = {
      text: 'cancel W1 for {reason} now',
      slots: [{ parameter: ORDER_ID, start: 7, end: 9 }],
    }
    const other = parameterId('cancel', 'amount')
    const days = parameterId('cancel', 'days')
    const proposed = [
      { parameter: other, start: 23, end: 26 },
      { parameter: days, start: 0, end: 6 },
      { parameter: days, start: 10, end: 13 },
      { parameter: ORDER_ID, start: 10, end: 13 },
      { parameter: REASON, start: 8, end: 10 },
      { parameter: REASON, start: 15, end: 18 },
      { parameter: REASON, start: 10, end: 10 },
    ]
    expect(freeSlots(utterance, proposed)).toEqual([
      { parameter: days, start: 0, end: 6 },
      { parameter: other, start: 23, end: 26 },
    ])
  })
})
