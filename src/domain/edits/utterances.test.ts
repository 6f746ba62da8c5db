import { describe, expect, it } from 'vitest'
import { newDocument, type Document } from '../document.ts'
import {
  ROOT_CONTEXT,
  type CommandId,
  type ParameterId,
  type UtteranceId,
  type WorkflowId,
} from '../ids.ts'
import { recordById, utterancesOf } from '../queries.ts'
import { addCommand, duplicateCommand } from './commands.ts'
import { inOrder } from './change.ts'
import { addParameter, removeParameter, renameParameter } from './parameters.ts'
import { removeRecords } from './remove.ts'
import { annotate, shiftedSlots } from './slots.ts'
import {
  addUtterances,
  cleanUtterance,
  describeBatch,
  moveUtterances,
  readUtterances,
  updateUtterance,
  utteranceText,
} from './utterances.ts'

const ADD = 'add' as CommandId
const FIRST = 'first' as ParameterId

function adding(...texts: string[]): Document {
  return inOrder(
    addCommand(ADD, ROOT_CONTEXT, 'add numbers'),
    addParameter(ADD, FIRST, 'first'),
    addUtterances(ADD, texts),
  )(newDocument('w' as WorkflowId, 'Test'))
}

const only = (document: Document) => {
  const [utterance] = utterancesOf(document, ADD)
  if (!utterance) throw new Error('No utterance')
  return utterance
}

describe('a pasted list', () => {
  it('is one utterance a line, without control characters, empty lines and duplicates', () => {
    const batch = readUtterances(
      adding('add 2'),
      ADD,
      ' sum\u0000 up \r\n\r\nadd 2\nsum up\nplus\tit',
    )
    expect(batch).toEqual({ texts: ['sum up', 'plus it'], empty: 1, duplicate: 2, tooLong: 0 })
  })

  it('says what was left out, and why', () => {
    const batch = readUtterances(adding('add 2'), ADD, `add 2\nplus\n${'x'.repeat(2_001)}`)
    expect(describeBatch(batch)).toBe(
      '1 utterance added; left out: 1 already there, 1 longer than 2000 characters.',
    )
  })

  it('keeps the joiners that scripts and emoji need', () => {
    expect(cleanUtterance('می‌خواهم 👩‍💻')).toBe('می‌خواهم 👩‍💻')
  })
})

describe('retyping an utterance', () => {
  const slot = { parameter: FIRST, start: 4, end: 6 }

  it.each([
    ['something before the slot', 'please add 42 now', [{ ...slot, start: 11, end: 13 }]],
    ['something after it', 'add 42 right now', [slot]],
    ['inside it', 'add 4711 now', [{ ...slot, end: 8 }]],
    ['across its edge', 'ad2 now', []],
    ['all of it away', 'add now', []],
  ])('%s keeps the slot right or drops it', (_, after, expected) => {
    expect(shiftedSlots([slot], 'add 42 now', after)).toEqual(expected)
  })

  it('refuses an empty one, a duplicate and one that is too long, and says why', () => {
    const document = adding('add 2', 'plus 2')
    const utterance = only(document)
    expect(utteranceText(document, utterance, ' ')).toMatchObject({ ok: false })
    expect(utteranceText(document, utterance, 'plus 2')).toMatchObject({ ok: false })
    expect(utteranceText(document, utterance, 'x'.repeat(2_001))).toEqual({
      ok: false,
      error: 'An utterance can have 2000 characters; this has 2001. Shorten it.',
    })
    expect(updateUtterance(utterance.id, 'plus 2')(document)).toBe(document)
  })
})

describe('slots', () => {
  it('are trimmed to the words and give way to a later one that overlaps', () => {
    const document = adding('add 42 now')
    const id: UtteranceId = only(document).id
    const once = annotate(id, FIRST, { start: 3, end: 7 })(document)
    expect(only(once).slots).toEqual([{ parameter: FIRST, start: 4, end: 6 }])
    const twice = annotate(id, FIRST, { start: 0, end: 6 })(once)
    expect(only(twice).slots).toEqual([{ parameter: FIRST, start: 0, end: 6 }])
  })

  it('survive a rename of their parameter and go with it', () => {
    const document = adding('add 42')
    const marked = annotate(only(document).id, FIRST, { start: 4, end: 6 })(document)
    expect(only(renameParameter(ADD, FIRST, 'left hand')(marked)).slots).toHaveLength(1)
    expect(only(removeParameter(ADD, FIRST)(marked)).slots).toEqual([])
  })

  it('of a duplicated command refer to the parameters of the copy', () => {
    const document = adding('add 42')
    const marked = annotate(only(document).id, FIRST, { start: 4, end: 6 })(document)
    const copied = duplicateCommand(ADD, 'copy' as CommandId)(marked)
    const copy = recordById(copied, 'command', 'copy')
    expect(copy?.name).toBe('add_numbers_2')
    expect(utterancesOf(copied, 'copy' as CommandId)[0]?.slots[0]?.parameter).toBe(
      copy?.parameters[0]?.id,
    )
  })
})

describe('moving utterances', () => {
  it('keeps slots of parameters both commands have, and doubles nothing', () => {
    const base = inOrder(
      addCommand('sum' as CommandId, ROOT_CONTEXT, 'sum'),
      addParameter('sum' as CommandId, 'other' as ParameterId, 'first'),
    )(adding('add 42'))
    const marked = annotate(only(base).id, FIRST, { start: 4, end: 6 })(base)
    const moved = moveUtterances([only(marked).id], 'sum' as CommandId)(marked)
    expect(utterancesOf(moved, ADD)).toEqual([])
    expect(utterancesOf(moved, 'sum' as CommandId)).toMatchObject([
      { text: 'add 42', slots: [{ parameter: 'other', start: 4, end: 6 }] },
    ])
    const again = addUtterances(ADD, ['add 42'])(moved)
    const merged = moveUtterances([only(again).id], 'sum' as CommandId)(again)
    expect(utterancesOf(merged, 'sum' as CommandId)).toHaveLength(1)
  })

  it('goes with the command when that is removed', () => {
    const removed = removeRecords([ADD])(adding('add 42', 'sum 2'))
    expect(Object.keys(removed).sort()).toEqual(['root', 'w'])
  })
})
