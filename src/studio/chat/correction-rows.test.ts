import { describe, expect, it } from 'vitest'
import { correctionSchema, type Document } from '#domain/document.ts'
import { correctionsOf } from '#domain/queries.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import {
  ALL_CORRECTIONS,
  dayOf,
  EVERYONE,
  listedCorrections,
  startOf,
  unusedSince,
  usesOf,
  type CorrectionFilter,
} from './correction-rows.ts'
import { commandId } from '#testing/workflow-builder.ts'

const DAY = 86_400_000
const desk: Document = [
  { id: 'a', text: 'off with it', meant: 'Order/cancel_order', mistaken: 'Order/show_details' },
  { id: 'b', text: 'zebras', meant: null, person: 'Ada' },
  { id: 'c', text: 'back it goes', meant: 'Order/return_order', expiresAt: 5 * DAY },
].reduce<Document>((document, draft, i) => {
  const record = correctionSchema.parse({
    kind: 'correction',
    context: 'Order',
    at: i * DAY,
    ...draft,
  })
  return { ...document, [record.id]: record }
}, orderDesk())

const listed = (filter: Partial<CorrectionFilter>, now = 0) =>
  listedCorrections(desk, { ...ALL_CORRECTIONS, ...filter }, now).map(({ id }) => id as string)

describe('the list of corrections', () => {
  it.each([
    [{}, ['c', 'b', 'a']],
    [{ query: 'off WITH' }, ['a']],
    [{ query: 'out of scope' }, ['b']],
    [{ query: 'ada' }, ['b']],
    [{ kind: 'out-of-scope' }, ['b']],
    [{ kind: 'mistaken' }, ['a']],
    [{ command: commandId('Order/show_details') }, ['a']],
    [{ person: 'Ada' }, ['b']],
    [{ person: EVERYONE }, ['c', 'a']],
    [{ query: 'horse' }, []],
  ] as [Partial<CorrectionFilter>, string[]][])('%j', (filter, ids) => {
    expect(listed(filter)).toEqual(ids)
  })

  it('knows what has expired', () => {
    expect(listed({ kind: 'expired' }, 4 * DAY)).toEqual([])
    expect(listed({ kind: 'expired' }, 5 * DAY)).toEqual(['c'])
  })
})

describe('the use of a correction', () => {
  it('is read from the journals: how often, when last, and which run that was', async () => {
    const entries = await converse(desk, ['off with it', 'W12', 'back it goes', 'off with it'], {
      path: ['Order', 'Customer'],
    })
    const uses = usesOf([{ entries }])
    expect(uses.get('c')?.times).toBe(1)
    expect(uses.get('a')?.times).toBeGreaterThanOrEqual(1)
    expect(uses.get('b')).toBeUndefined()
    const last = entries.findLast(
      ({ event }) => event.type === 'decision-made' && event.decision.correction === 'a',
    )
    expect(uses.get('a')).toMatchObject({ lastAt: last?.at, run: last?.runId })
  })

  it('saves a correction from being forgotten as unused', () => {
    const uses = new Map([['a', { times: 1, lastAt: 9 * DAY, run: 'r' }]])
    const unused = unusedSince(correctionsOf(desk), uses, 2 * DAY).map(({ id }) => id as string)
    expect(unused).toEqual(['b'])
  })
})

it('days are those of the person’s calendar', () => {
  const noon = new Date(2026, 1, 3, 12).getTime()
  expect(dayOf(noon)).toBe('2026-02-03')
  expect(startOf('2026-02-03')).toBe(new Date(2026, 1, 3).getTime())
  expect(startOf('')).toBeNull()
})
