import { describe, expect, it } from 'vitest'
import { turnsOf, type Turn } from '#engine/turn/turn-state.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { offset, standingOf, traceEvents, turnJson, turnName } from './trace-view.ts'

const document = orderDesk()
const inOrder = { path: ['Order', 'Customer'] }

async function turnOf(...messages: string[]): Promise<Turn> {
  const turn = turnsOf(await converse(document, messages, inOrder)).at(-1)
  if (!turn) throw new Error('No turn')
  return turn
}

describe('traceEvents', () => {
  it('tells a turn in order, each event with its words', async () => {
    const events = traceEvents(document, await turnOf('cancel the order', 'W12', 'yes'))
    expect(events.map(({ title, summary }) => `${title}: ${summary}`)).toEqual([
      'Turn started: “cancel the order” in Order',
      expect.stringMatching(/^Decision made: route by classifier: Cancel order /),
      'Command chosen: Cancel order',
      expect.stringMatching(/^Person asked: .* \(missing\)$/),
      'Person answered: “W12”',
      'Value extracted: Order id = "W12" (answer)',
      expect.stringMatching(/^Person asked: Cancel order.* Order id: W12 /),
      'Person answered: “yes”',
      'Command started: Cancel order {"order_id":"W12"}',
      'Command ended: Cancel order in 1\u00a0ms',
      'Turn ended: done “Order/cancel_order done”',
    ])
  })

  it('measures from the start of the turn, and marks the time that was the person’s', async () => {
    const events = traceEvents(document, await turnOf('cancel the order', 'W12'))
    expect(events[0]).toMatchObject({ offsetMs: 0 })
    const offsets = events.map(({ offsetMs }) => offsetMs)
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
    expect(events.filter(({ isWaiting }) => isWaiting)).toHaveLength(2)
    expect(events.at(-1)?.lastedMs).toBeNull()
    expect(events.at(-2)?.lastedMs).toBe(
      (events.at(-1)?.offsetMs ?? 0) - (events.at(-2)?.offsetMs ?? 0),
    )
  })
})

describe('a turn of the list', () => {
  it('says how it stands', async () => {
    expect(standingOf(await turnOf('send it back'))).toBe('done')
    expect(standingOf(await turnOf('zebras play chess'))).toBe('refused')
    expect(standingOf(await turnOf('cancel the order'))).toBe('waiting')
    const whole = await turnOf('send it back')
    const [cut] = turnsOf(whole.entries.slice(0, 2))
    expect(cut && standingOf(cut)).toBe('unfinished')
  })

  it('is called by its words, or by the command that was run without any', async () => {
    const turn = await turnOf('send it back')
    expect(turnName(document, turn)).toBe('send it back')
    expect(turnName(document, { ...turn, state: { ...turn.state, text: '' } })).toBe('Return order')
  })

  it('copies as the journal it is', async () => {
    const turn = await turnOf('send it back')
    expect(JSON.parse(turnJson(turn))).toEqual(turn.entries)
  })
})

it('shows offsets with a sign, and the start without', () => {
  expect(offset(0)).toBe('0')
  expect(offset(12)).toBe('+12\u00a0ms')
})
