import { describe, expect, it } from 'vitest'
import { addCorrection } from '#domain/edits/corrections.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { commandId, contextId } from '#testing/workflow-builder.ts'
import type { ConversationHistory } from '../../session/correction-controller.ts'
import {
  doubtfulFirst,
  matching,
  pastMessages,
  readTurns,
  verdicts,
  type PastMessage,
} from './past-messages.ts'

const document = orderDesk()
const signal = new AbortController().signal
const IN_ORDER = { path: ['Order', 'Customer'] }

async function heard(...conversations: readonly (readonly string[])[]): Promise<PastMessage[]> {
  const history = await Promise.all(
    conversations.map(async (words, i): Promise<ConversationHistory> => ({
      id: `c${i}`,
      startedAt: i,
      title: '',
      // Runs are numbered anew in each fake conversation.
      entries: (await converse(document, words, IN_ORDER)).map((entry) => ({
        ...entry,
        runId: `${i}-${entry.runId}`,
        at: entry.at + i * 1000,
      })),
    })),
  )
  return pastMessages(await readTurns(history, signal))
}

describe('past messages', () => {
  it('are those of all conversations, once for each place they were said in', async () => {
    const messages = await heard(['send it back', 'go up'], ['Send it back'])
    expect(messages.map(({ turn, times }) => [turn.text, times])).toEqual([
      ['Send it back', 2],
      ['go up', 1],
    ])
  })

  it('leave out answers to questions', async () => {
    expect(await heard(['cancel the order', 'W12'])).toHaveLength(1)
  })

  it('leave out what goes to no command by its meaning', async () => {
    const messages = await heard(['send it back', 'undo that'])
    expect(messages.map(({ turn }) => turn.text)).toEqual(['send it back'])
  })

  it('list what was refused first, and what is sure last', async () => {
    const messages = doubtfulFirst(await heard(['send it back', 'zebras play chess']))
    expect(messages.map(({ came, takenFor }) => [came, takenFor])).toEqual([
      ['refused', null],
      ['routed', 'Order/return_order'],
    ])
  })

  it('suggest what they went to first, and at most five commands', async () => {
    const [message] = await heard(['send it back'])
    expect(message?.suggestions[0]?.command).toBe('Order/return_order')
    expect(message?.suggestions.length).toBeLessThanOrEqual(5)
  })

  it('are found by their words and by what they went to', async () => {
    const messages = await heard(['send it back', 'zebras play chess'])
    const found = (query: string) =>
      matching(messages, query, (id) => (id === 'Order/return_order' ? 'Return order' : id)).length
    expect([found('chess zebras'), found('return'), found('nothing'), found('horse')]).toEqual([
      1, 1, 1, 0,
    ])
  })

  it('know what was made of them, and not what had decided them', async () => {
    const [message] = await heard(['send it back'])
    const corrected = (at: number, context = 'Order') =>
      addCorrection({
        id: 'x',
        text: 'send it back',
        context: contextId(context),
        meant: commandId('Order/cancel_order'),
        at,
      })(document)
    const kind = (of: typeof document) => message && verdicts(of)(message).kind
    expect(kind(corrected(2_000_000))).toBe('corrected')
    expect(kind(corrected(1))).toBe('none')
    expect(kind(corrected(2_000_000, 'Customer'))).toBe('none')
  })

  it('can be read in slices, and the reading be stopped', async () => {
    const entries = await converse(document, Array<string>(450).fill('go up'), IN_ORDER)
    const history = [{ id: 'c', startedAt: 0, title: '', entries }]
    expect(await readTurns(history, signal)).toHaveLength(450)
    const stop = new AbortController()
    const reading = readTurns(history, stop.signal)
    stop.abort(new Error('enough'))
    await expect(reading).rejects.toThrow('enough')
  })
})
