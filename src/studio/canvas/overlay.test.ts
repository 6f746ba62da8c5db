import { describe, expect, it } from 'vitest'
import { ROOT_CONTEXT, type CommandId, type ContextId } from '#domain/ids.ts'
import type { Decision } from '#engine/decide/decision.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { JournalEntry, TurnEvent } from '#engine/turn/events.ts'
import { overlayOf } from './overlay.ts'

const ORDER = 'order' as ContextId
const CUSTOMER = 'customer' as ContextId
const SUM = 'sum' as CommandId
const CANCEL = 'cancel' as CommandId

const scope: ScopeState = {
  levels: [
    { context: ORDER, label: 'Order W1', available: [], identity: '', unavailable: [] },
    { context: CUSTOMER, label: 'Maya', available: [], identity: '', unavailable: [] },
    { context: ROOT_CONTEXT, label: '', available: [], identity: '', unavailable: [] },
  ],
}

const decision = (outcome: Decision['outcome'], level = 0): Decision => ({
  outcome,
  rung: 'classifier',
  candidates: [
    { command: SUM, level, probability: 0.8, nearest: [] },
    { command: CANCEL, level: 0, probability: 0.1, nearest: [] },
  ],
  refusal: null,
  inlineText: null,
  inlineValues: null,
  thresholds: null,
  inScope: null,
  correction: null,
  timings: [],
})

const turn = (runId: string, ...events: TurnEvent[]): JournalEntry[] =>
  [{ type: 'turn-started', text: `said in ${runId}`, scope } as const, ...events].map(
    (event, seq) => ({ runId, seq, at: 0, context: ORDER, event }),
  )

describe('the overlay of a conversation', () => {
  it('shows where one is, from the current instance outwards', () => {
    const { levels, turn: shown } = overlayOf(scope, [], null)
    expect([...levels]).toEqual([
      [ORDER, { level: 0, label: 'Order W1' }],
      [CUSTOMER, { level: 1, label: 'Maya' }],
      [ROOT_CONTEXT, { level: 2, label: '' }],
    ])
    expect(shown).toBeNull()
  })

  it('shows what was weighed, where the message went and how it climbed there', () => {
    const entries = turn('r', { type: 'decision-made', decision: decision('route', 2) })
    expect(overlayOf(scope, entries, null).turn).toEqual({
      runId: 'r',
      text: 'said in r',
      outcome: 'route',
      heat: new Map([
        [SUM, 0.8],
        [CANCEL, 0.1],
      ]),
      routed: SUM,
      climb: [
        [ORDER, CUSTOMER],
        [CUSTOMER, ROOT_CONTEXT],
      ],
    })
  })

  it('takes a question for undecided until the person chooses', () => {
    const asked = turn('r', { type: 'decision-made', decision: decision('ask') })
    expect(overlayOf(scope, asked, null).turn).toMatchObject({ routed: null, climb: [] })
    const chosen = turn(
      'r',
      { type: 'decision-made', decision: decision('ask') },
      { type: 'command-chosen', command: CANCEL, level: 1 },
    )
    expect(overlayOf(scope, chosen, null).turn).toMatchObject({
      routed: CANCEL,
      climb: [[ORDER, CUSTOMER]],
    })
  })

  it('shows the turn that was asked for, else the latest that was decided', () => {
    const entries = [
      ...turn('one', { type: 'decision-made', decision: decision('route') }),
      ...turn('two', { type: 'decision-made', decision: decision('refuse') }),
      ...turn('three'),
    ]
    expect(overlayOf(scope, entries, 'one').turn?.runId).toBe('one')
    expect(overlayOf(scope, entries, null).turn).toMatchObject({ runId: 'two', outcome: 'refuse' })
    expect(overlayOf(null, [], 'gone')).toEqual({ levels: new Map(), turn: null })
  })
})
