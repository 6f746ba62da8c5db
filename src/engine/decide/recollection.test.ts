import { describe, expect, it } from 'vitest'
import { correctionSchema, type Document } from '#domain/document.ts'
import { OUT_OF_SCOPE, type Understanding } from '#domain/intent-model.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import { decide, type DecideRequest } from './decide.ts'
import { logOddsOf } from './likeness.ts'
import {
  createMemoryIndex,
  memoryRung,
  mistakenFor,
  recollect,
  sameWords,
  type Recollection,
} from './memory.ts'
import type { DecidePorts, RungInput } from './rung.ts'
import { commandsInScope } from './scope-commands.ts'

const { signal } = new AbortController()

interface Corrected {
  readonly text?: string
  readonly meant?: string | null
  readonly mistaken?: string
  readonly context?: string
}

/** A desk with an order, and what was corrected there, oldest first, as `c0`, `c1` … */
function desk(...corrections: readonly Corrected[]): Document {
  const built = workflow()
    .context('Order', { containers: ['*'] })
    .context('Item', { containers: ['Order'] })
    .command('list_orders')
    .command('Order/ship')
    .command('Item/wrap_it')
    .build()
  const records = corrections.map(({ text = 'off with it', meant, mistaken, context }, at) =>
    correctionSchema.parse({
      kind: 'correction',
      id: `c${at}`,
      text,
      context: contextId(context ?? 'Order'),
      meant: meant === undefined ? 'Order/ship' : meant,
      mistaken: mistaken ?? null,
      at,
    }),
  )
  return { ...built, ...Object.fromEntries(records.map((record) => [record.id, record])) }
}

const inOrder = (document: Document, text = 'off with it'): RungInput => ({
  text,
  document,
  scope: commandsInScope(document, scopeAt(document, ['Order'])),
  model: FAKE_MODEL,
})

const ids = (found: readonly Recollection[]): string[] =>
  found.map(({ correction }) => correction.id)

describe('the embeddings of corrections', () => {
  function counting() {
    const asked: string[][] = []
    const index = createMemoryIndex((texts) => {
      asked.push([...texts])
      return Promise.resolve(
        texts.filter((text) => text !== '?').map((text) => Float32Array.of(text.length)),
      )
    })
    return { asked, index }
  }

  it('are made once for an encoder, and anew for another', async () => {
    const { asked, index } = counting()
    expect(await index.vectors('one', ['ab', 'a', 'ab'], signal)).toEqual([
      Float32Array.of(2),
      Float32Array.of(1),
      Float32Array.of(2),
    ])
    await index.vectors('one', ['a'], signal)
    await index.vectors('one', ['a', 'abc'], signal)
    await index.vectors('two', ['a'], signal)
    await index.vectors('one', ['a'], signal)
    expect(asked).toEqual([['ab', 'a'], ['abc'], ['a'], ['a']])
  })

  it('are empty where none came', async () => {
    const { index } = counting()
    expect(await index.vectors('one', ['?'], signal)).toEqual([new Float32Array()])
  })
})

describe('corrections of the same words', () => {
  it('go from the place outwards, each the newest first, those of nowhere here last', () => {
    const document = desk(
      { context: '*' },
      { context: 'Order' },
      { context: 'Item' },
      { text: 'Off  with it!', context: 'Order' },
      { text: 'off with him' },
    )
    expect(ids(sameWords(inOrder(document)))).toEqual(['c3', 'c1', 'c0', 'c2'])
    expect(sameWords(inOrder(document))[0]).toMatchObject({
      cosine: 1,
      distance: 0,
      logOdds: Infinity,
      applies: true,
    })
  })
})

describe('what is remembered', () => {
  const remembered = (more: Partial<Recollection> & Corrected = {}): Recollection => ({
    correction: correctionSchema.parse({
      kind: 'correction',
      id: 'c',
      text: 'off with it',
      context: contextId(more.context ?? 'Order'),
      meant: more.meant === undefined ? 'Order/ship' : more.meant,
      mistaken: more.mistaken ?? null,
      at: 1,
    }),
    cosine: 0.9,
    distance: 0.05,
    logOdds: 2,
    applies: true,
    ...('applies' in more ? { applies: more.applies ?? true } : {}),
    ...('logOdds' in more ? { logOdds: more.logOdds ?? 0 } : {}),
    ...('distance' in more ? { distance: more.distance ?? 0 } : {}),
  })
  const input = inOrder(desk())

  it('runs with the probability of its log odds, and never less than an even chance', () => {
    expect(memoryRung([remembered()], input)).toMatchObject({
      rung: 'memory',
      outcome: 'route',
      correction: 'c',
      candidates: [
        {
          command: 'Order/ship',
          level: 0,
          probability: 1 / (1 + Math.exp(-2)),
          nearest: [{ text: 'off with it', cosine: 0.9 }],
        },
      ],
    })
    expect(memoryRung([remembered({ logOdds: -3 })], input)?.candidates[0]?.probability).toBe(0.5)
    expect(memoryRung([remembered({ logOdds: Infinity })], input)?.candidates[0]?.probability).toBe(
      1,
    )
  })

  it('refuses what was said to mean nothing', () => {
    expect(memoryRung([remembered({ meant: null })], input)).toMatchObject({
      outcome: 'refuse',
      refusal: { kind: 'remembered' },
      correction: 'c',
    })
  })

  it('says nothing where it does not apply, or there is nothing', () => {
    expect(memoryRung([remembered({ applies: false }), remembered()], input)).toBeNull()
    expect(memoryRung([], input)).toBeNull()
  })

  it('gives way to the next where it was said elsewhere and cannot be done here', () => {
    const away = { meant: 'Item/wrap_it' }
    expect(
      memoryRung([remembered({ ...away, context: 'Item' }), remembered()], input)?.outcome,
    ).toBe('route')
    expect(memoryRung([remembered({ ...away, context: 'Order' }), remembered()], input)).toBeNull()
  })

  it('holds against what was mistaken, until that was meant after all', () => {
    const at = (time: number, one: Recollection): Recollection => ({
      ...one,
      correction: { ...one.correction, at: time },
    })
    const against = remembered({ meant: null, mistaken: 'list_orders' })
    const since = remembered({ meant: 'list_orders' })
    expect([...mistakenFor([against])]).toEqual(['list_orders'])
    expect([...mistakenFor([at(1, against), at(2, since)])]).toEqual([])
    expect([...mistakenFor([at(2, against), at(1, since)])]).toEqual(['list_orders'])
    expect([...mistakenFor([remembered({ meant: 'a', mistaken: 'a' })])]).toEqual([])
    expect([...mistakenFor([remembered({ ...against, mistaken: 'b', distance: 0.11 })])]).toEqual(
      [],
    )
    expect([...mistakenFor([remembered({ mistaken: 'b', distance: 0.1 })])]).toEqual(['b'])
  })
})

describe('corrections like the message', () => {
  /** Unit vectors at these angles from the message. */
  const at = (degrees: number): Float32Array =>
    Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))
  const heard = (
    shares: Readonly<Record<string, number>>,
    nearest: Understanding['nearest'] = [],
  ) => ({
    embedding: at(0),
    understanding: {
      encoder: '',
      embedding: at(0),
      labels: Object.keys(shares).map(commandId),
      logits: Float32Array.from(Object.values(shares), (share) => Math.log(share)),
      inScope: new Float32Array(9),
      nearest,
      embedMs: 0,
      headMs: 0,
    },
  })
  const angles: Readonly<Record<string, number>> = { near: 10, far: 60, beyond: 100, other: 20 }
  const memory = {
    vectors: (_encoder: string, texts: readonly string[]) =>
      Promise.resolve(texts.map((text) => at(angles[text] ?? 90))),
  }
  /** Two examples at right angles: distances are told as they are. */
  const model = {
    ...FAKE_MODEL,
    examples: { texts: ['taught'], labels: [0], vectors: Float32Array.of(1, 0, 0, 1) },
    labels: ['Order/ship'].map(commandId),
  }
  const distanceAt = (degrees: number): number => 1 - Math.cos((degrees * Math.PI) / 180)
  const recalled = (
    document: Document,
    shares: Readonly<Record<string, number>> = { 'Order/ship': 0.5, list_orders: 0.5 },
    nearest: Understanding['nearest'] = [],
  ) => recollect({ ...inOrder(document), model }, heard(shares, nearest), memory, signal)

  it('are told with their distance, and odds by what the model holds for likelier', async () => {
    const [found] = await recalled(desk({ text: 'near' }), { 'Order/ship': 0.2, list_orders: 0.8 })
    const distance = distanceAt(10)
    expect(found?.distance).toBeCloseTo(distance, 6)
    expect(found?.logOdds).toBeCloseTo(
      logOddsOf({ distance, rival: 1, lead: Math.log(0.8 / 0.2) }),
      4,
    )
  })

  it('lose nothing where the model says the same', async () => {
    const [found] = await recalled(desk({ text: 'near' }), { 'Order/ship': 0.8, list_orders: 0.2 })
    expect(found?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: 1, lead: 0 }),
      4,
    )
  })

  it('of what the model does not know lose by how sure it is of what it knows', async () => {
    const shares = { list_orders: 0.9, [OUT_OF_SCOPE]: 0.1, 'Item/gone': 3 }
    const [found] = await recalled(desk({ text: 'near' }), shares)
    const sureness = -Math.log(0.1 / 0.9)
    expect(found?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: 1, lead: sureness }),
      4,
    )
  })

  it('lose by the nearest text that means something else, taught or corrected', async () => {
    const row = { label: commandId('list_orders'), text: 'list', cosine: Math.cos(Math.PI / 6) }
    const [taught] = await recalled(desk({ text: 'near' }), undefined, [row])
    const lead = 0
    expect(taught?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: distanceAt(30), lead }),
      4,
    )
    const both = desk({ text: 'near' }, { text: 'other', meant: 'list_orders' })
    const found = await recalled(both)
    expect(found.find(({ correction }) => correction.id === 'c0')?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: distanceAt(20), lead }),
      4,
    )
  })

  it('have no rival in their own words, nor in what cannot be asked for here', async () => {
    const shares = { 'Order/ship': 1, list_orders: 1 }
    const row = (label: string, text: string) => ({ label: commandId(label), text, cosine: 0 })
    const own = { ...row('list_orders', 'NEAR'), cosine: 0.99 }
    const away = { ...row('Item/wrap_it', 'wrap'), cosine: 0.98 }
    const last = row('list_orders', 'list')
    const [found] = await recalled(desk({ text: 'near' }), shares, [own, away, last])
    expect(found?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: 1, lead: 0 }),
      4,
    )
  })

  it('are left out beyond the mean distance of two texts', async () => {
    expect(ids(await recalled(desk({ text: 'far' }, { text: 'beyond' })))).not.toContain('c1')
  })

  it('come first where they are to be followed, the likelier first, then the newest', async () => {
    const document = desk({ text: 'near' }, { text: 'other' }, { text: 'near', context: '*' })
    expect(ids(await recalled(document))).toEqual(['c2', 'c0', 'c1'])
  })

  it('are measured by how far the texts of the model are apart', async () => {
    // At 60 degrees from each other: half as far as at a right angle.
    const closer = { ...model.examples, vectors: Float32Array.of(1, 0, 0.5, Math.sqrt(0.75)) }
    const document = desk({ text: 'near' }, { text: 'steep' })
    const found = await recollect(
      { ...inOrder(document), model: { ...model, examples: closer } },
      heard({ 'Order/ship': 0.5, list_orders: 0.5 }),
      {
        vectors: (_, texts) => Promise.resolve(texts.map((text) => at(text === 'near' ? 10 : 80))),
      },
      signal,
    )
    expect(ids(found)).toEqual(['c0'])
    expect(found[0]?.distance).toBeCloseTo(2 * distanceAt(10), 6)
    expect(found[0]?.logOdds).toBeCloseTo(
      logOddsOf({ distance: 2 * distanceAt(10), rival: 2, lead: 0 }),
      4,
    )
  })

  it('have for rivals what was said to mean nothing, and the nearest of all', async () => {
    const row = { label: commandId('list_orders'), text: 'list', cosine: Math.cos(Math.PI / 6) }
    const document = desk({ text: 'near' }, { text: 'other', meant: null })
    const found = await recalled(document, undefined, [row])
    expect(found.find(({ correction }) => correction.id === 'c0')?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: distanceAt(20), lead: 0 }),
      4,
    )
    const away = await recalled(desk({ text: 'near' }, { text: 'other', meant: 'Item/wrap_it' }))
    expect(away.find(({ correction }) => correction.id === 'c0')?.logOdds).toBeCloseTo(
      logOddsOf({ distance: distanceAt(10), rival: 1, lead: 0 }),
      4,
    )
  })

  it('that are not to be followed hold against a mistake in nearly the same words alone', async () => {
    const sure = { 'Order/ship': 1e-6, list_orders: 1 }
    const rival = (degrees: number) => ({
      label: commandId('list_orders'),
      text: 'list',
      cosine: Math.cos((degrees * Math.PI) / 180),
    })
    const [kept] = await recalled(desk({ text: 'near' }), sure, [rival(10)])
    expect(kept).toMatchObject({ applies: false, correction: { id: 'c0' } })
    expect(await recalled(desk({ text: 'far' }), sure, [rival(60)])).toEqual([])
  })

  it('are followed on even odds, unless the model was taught them', async () => {
    const document = desk({ text: 'taught', meant: 'Order/ship' })
    const even = { 'Order/ship': 0.5, list_orders: 0.5 }
    const known = { vectors: () => Promise.resolve([at(40)]) }
    const ask = (labels: readonly number[]) =>
      recollect(
        { ...inOrder(document), model: { ...model, examples: { ...model.examples, labels } } },
        heard(even),
        known,
        signal,
      )
    expect(ids(await ask([5]))).toEqual(['c0'])
    expect(ids(await ask([0]))).toEqual([])
  })
})

describe('deciding', () => {
  const request = (document: Document, message: string, more: Partial<DecideRequest> = {}) => ({
    message,
    document,
    scope: scopeAt(document, ['Order']),
    model: FAKE_MODEL,
    ...more,
  })
  let clock = 0
  const ports = (more: Partial<DecidePorts> = {}): DecidePorts => ({
    now: () => (clock += 1),
    understand: () => Promise.resolve(null),
    embed: (texts) => Promise.resolve(texts.map(() => Float32Array.of(1))),
    ...more,
  })
  const decided = (asked: DecideRequest, using = ports(), by = signal) =>
    decide(asked, using, createMemoryIndex(using.embed), by)

  it('says why it cannot say more', async () => {
    const refusals = await Promise.all(
      [
        request(desk(), 'whatever this is'),
        request(desk(), 'whatever this is', { model: null }),
        request(desk(), ' \u200b '),
        request(desk(), '', { model: null }),
      ].map(async (asked) => (await decided(asked)).refusal?.kind),
    )
    expect(refusals).toEqual(['model-unavailable', 'not-trained', 'out-of-scope', 'not-trained'])
  })

  it('times each stage it went through', async () => {
    const stages = async (message: string) =>
      (await decided(request(desk({ text: 'x' }), message))).timings.map(({ stage }) => stage)
    expect(await stages('list orders')).toEqual(['names'])
    expect(await stages('whatever this is')).toEqual(['names', 'understand', 'memory', 'weigh'])
    expect(await stages('')).toEqual([])
    const { timings } = await decided(request(desk(), 'whatever this is'))
    expect(timings.every(({ ms }) => ms >= 1)).toBe(true)
  })

  it('does not run by its name what the words were mistaken for', async () => {
    const away = { text: 'list orders', meant: 'Item/wrap_it', mistaken: 'list_orders' }
    expect((await decided(request(desk(away), 'list orders'))).outcome).toBe('refuse')
    expect((await decided(request(desk(away), 'lits orders'))).outcome).toBe('route')
    expect((await decided(request(desk(away), '/list_orders'))).outcome).toBe('route')
    const slip = { ...away, text: 'lits orders' }
    expect((await decided(request(desk(slip), 'lits orders'))).outcome).toBe('refuse')
    expect((await decided(request(desk(slip), 'list orders'))).outcome).toBe('route')
  })

  it('embeds nothing where nothing was corrected, nor what the model has embedded', async () => {
    const embedded: string[] = []
    const using = ports({
      embed: (texts) => {
        embedded.push(...texts)
        return Promise.resolve(texts.map(() => Float32Array.of(1)))
      },
    })
    await decided(request(desk(), 'whatever this is'), using)
    expect(embedded).toEqual([])
    await decided(request(desk({ text: 'else' }), 'whatever this is'), using)
    expect(embedded[0]).toBe('whatever this is')
  })

  it('stops when it is told to, between what it waits for', async () => {
    const stop = new AbortController()
    const understand = () => {
      stop.abort(new Error('enough'))
      return Promise.resolve(null)
    }
    await expect(
      decided(request(desk(), 'whatever this is'), ports({ understand }), stop.signal),
    ).rejects.toThrow('enough')
    const later = new AbortController()
    const embed = (texts: readonly string[]) => {
      later.abort(new Error('enough too'))
      return Promise.resolve(texts.map(() => Float32Array.of(1)))
    }
    await expect(
      decided(request(desk({ text: 'x' }), 'whatever this is'), ports({ embed }), later.signal),
    ).rejects.toThrow('enough too')
  })
})
