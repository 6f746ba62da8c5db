import { describe, expect, it } from 'vitest'
import { addCorrection } from '#domain/edits/corrections.ts'
import { addUtterances } from '#domain/edits/utterances.ts'
import { newId } from '#domain/ids.ts'
import { utterancesOf } from '#domain/queries.ts'
import { createDocumentStore } from '#store/document-store.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { commandId, contextId } from '#testing/workflow-builder.ts'
import { createUiStore } from '../session/ui-store.ts'
import { correctionOf, heardMessages, type HeardMessage } from './correction-state.ts'
import { transcriptOf } from './transcript.ts'
import { accept, triageMove, undoVerdict, verdictText, whyNotAccept } from './triage.ts'

const document = orderDesk()
const inOrder = { path: ['Order', 'Customer'] }
const entries = await converse(document, ['send it back', 'zebras play chess', 'go up'], inOrder)
const transcript = transcriptOf(entries, false)
const heard = (of = document): HeardMessage[] => heardMessages(of, transcript)

const corrected = (at: number, context = 'Order') =>
  addCorrection({
    id: newId(),
    text: 'send it back',
    context: contextId(context),
    meant: commandId('Order/cancel_order'),
    mistaken: null,
    at,
  })(document)

describe('heardMessages', () => {
  it('lists each message once with what it went to', () => {
    expect(heard().map(({ turn, takenFor }) => [turn.text, takenFor])).toEqual([
      ['send it back', 'Order/return_order'],
      ['zebras play chess', null],
      ['go up', 'core/go_up'],
    ])
  })

  it('leaves out answers to questions', async () => {
    const asked = await converse(document, ['cancel the order', 'W12'], { path: ['Order'] })
    expect(heardMessages(document, transcriptOf(asked, false))).toHaveLength(1)
  })

  it('knows an accepted message by its utterance', async () => {
    const said = transcriptOf(await converse(document, ['please send it back'], inOrder), false)
    const accepted = addUtterances(
      commandId('Order/return_order'),
      ['please send it back'],
      'corrected',
    )(document)
    expect(heardMessages(document, said)[0]?.verdict.kind).toBe('none')
    expect(heardMessages(accepted, said)[0]?.verdict.kind).toBe('accepted')
  })

  it('says what a message was corrected to', () => {
    const [first] = heard(corrected(2_000_000))
    expect(first && verdictText(corrected(2_000_000), first)).toBe('Means Cancel order')
  })
})

describe('correctionOf', () => {
  const [first] = heard()

  it('ignores a correction that was made before the words were said, or said elsewhere', () => {
    if (!first) throw new Error('No message')
    expect(correctionOf(corrected(10), first.turn)).toBeUndefined()
    expect(correctionOf(corrected(2_000_000, 'Customer'), first.turn)).toBeUndefined()
    expect(correctionOf(corrected(2_000_000), first.turn)?.meant).toBe('Order/cancel_order')
  })
})

describe('whyNotAccept', () => {
  it('accepts what went to a command of the workflow, and nothing else', () => {
    expect(heard().map((message) => whyNotAccept(document, message))).toEqual([
      null,
      'It went to no command',
      'This command is built in',
    ])
  })
})

describe('accept', () => {
  it('adds a message of several lines as one utterance, and knows it again', async () => {
    const document = createDocumentStore(orderDesk())
    const current = () => document.state.getState().document
    const said = await converse(current(), ['please send\nit back'], inOrder)
    const [message] = heardMessages(current(), transcriptOf(said, false))
    if (!message) throw new Error('No message')
    const ui = createUiStore()
    accept({ document, ui }, message)
    expect(utterancesOf(current(), commandId('Order/return_order')).at(-1)).toMatchObject({
      text: 'please send it back',
      origin: 'corrected',
    })
    const [again] = heardMessages(current(), transcriptOf(said, false))
    expect(again && whyNotAccept(current(), again)).toBe('It is accepted already')
    if (again) undoVerdict({ document, ui }, again)
    expect(current()).toEqual(orderDesk())
  })

  it('says of a message that is too long that it is', () => {
    const [first] = heard()
    const long = first && { ...first, turn: { ...first.turn, text: 'word '.repeat(20_000) } }
    expect(long && whyNotAccept(document, long)).toBe('It is too long for an utterance')
  })
})

it('knows the keys of annotation tools', () => {
  expect(['a', 'x', 'o', 'Backspace', 'j', 'k', 'q'].map(triageMove)).toEqual([
    'accept',
    'pick-other',
    'out-of-scope',
    'take-back',
    'next',
    'previous',
    undefined,
  ])
})
