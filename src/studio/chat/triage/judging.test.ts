import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { correctionsOf, utterancesOf } from '#domain/queries.ts'
import { createDocumentStore } from '#store/document-store.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { commandId } from '#testing/workflow-builder.ts'
import type { HeardWords } from '../../session/correction-controller.ts'
import { createUiStore } from '../../session/ui-store.ts'
import { judge, triageMove, undoVerdict, verdictText, type KeepAs } from './judging.ts'
import { pastMessages, readTurns, verdicts, type PastMessage } from './past-messages.ts'

const RETURN = commandId('Order/return_order')
const SHOW = commandId('Order/show_details')
const WORDS = ['please send it back', 'zebras play chess', 'go up']

async function open(words: readonly string[] = WORDS) {
  const document = createDocumentStore(orderDesk())
  const ui = createUiStore()
  const current = (): Document => document.state.getState().document
  const entries = await converse(current(), words, { path: ['Order', 'Customer'] })
  const signal = new AbortController().signal
  const turns = await readTurns([{ id: 'c', startedAt: 0, title: '', entries }], signal)
  const kept: [HeardWords, string | null][] = []
  const corrections = {
    keep: (said: HeardWords, meant: string | null) => {
      kept.push([said, meant])
      return 'kept'
    },
  }
  const services = { document, ui, corrections } as unknown as Parameters<typeof judge>[0]
  const messages = pastMessages(turns)
  const message = (text: string): PastMessage => messages.find((it) => it.turn.text === text)!
  const mean = (text: string, meant: string | null, keepAs: KeepAs = 'correction') =>
    judge(services, message(text), meant === null ? null : commandId(meant), keepAs)
  const verdict = (text: string) => verdicts(current())(message(text))
  return { document, current, services, message, mean, verdict, kept }
}

describe('judging a message', () => {
  it('makes what went right an utterance, which undoing takes away again', async () => {
    const { current, mean, verdict, services } = await open()
    const before = current()
    expect(mean('please send it back', RETURN)).toMatchObject({ outcome: 'kept' })
    expect(utterancesOf(current(), RETURN).at(-1)).toMatchObject({
      text: 'please send it back',
      origin: 'corrected',
      heldOut: false,
    })
    expect(verdictText(current(), verdict('please send it back'))).toBe('Utterance: Return order')
    undoVerdict(services, verdict('please send it back'))
    expect(current()).toEqual(before)
  })

  it('corrects what was misunderstood, with what it had been taken for', async () => {
    const { mean, kept } = await open()
    mean('please send it back', SHOW)
    expect(kept).toEqual([[{ text: 'please send it back', context: 'Order', taken: RETURN }, SHOW]])
  })

  it.each([
    ['utterance', false],
    ['held-out', true],
  ] as const)('makes it one %s instead, where that is asked for', async (keepAs, heldOut) => {
    const { document, current, mean, kept } = await open()
    const before = current()
    mean('zebras play chess', SHOW, keepAs)
    expect(kept).toEqual([])
    expect(utterancesOf(current(), SHOW).at(-1)).toMatchObject({ heldOut })
    document.undo()
    expect(current()).toEqual(before)
  })

  it('makes a correction of what is built in or out of scope, for those have no utterances', async () => {
    const { mean, kept } = await open()
    mean('zebras play chess', 'core/go_up', 'utterance')
    mean('zebras play chess', null, 'held-out')
    expect(kept.map(([, meant]) => meant)).toEqual(['core/go_up', null])
  })

  it('keeps nothing twice, and says why', async () => {
    const { current, mean } = await open()
    mean('please send it back', RETURN)
    const before = current()
    expect(mean('please send it back', RETURN)).toEqual({
      outcome: 'nothing',
      because: 'It is an utterance of this command already',
    })
    expect(mean('go up', 'core/go_up')).toMatchObject({ because: 'This command is built in' })
    expect(current()).toBe(before)
    expect(correctionsOf(current())).toEqual([])
  })
})

it('keys pick suggestions by their number, and nothing else by a digit', () => {
  expect(triageMove('Enter')).toEqual({ kind: 'suggestion', index: 0 })
  expect(triageMove('5')).toEqual({ kind: 'suggestion', index: 4 })
  expect(triageMove('6')).toBeUndefined()
  expect(triageMove('u')).toEqual({ kind: 'undo' })
  expect(triageMove('Tab')).toBeUndefined()
})
