import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctionSchema, type Document } from '#domain/document.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { addCorrection } from '#domain/edits/corrections.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { bagOfWords, FAKE_MODEL, fakeUnderstanding } from '#testing/fake-understanding.ts'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import type { ScopeState } from '../ports.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { isNear, logOddsOf, spreadOfVectors } from './likeness.ts'
import { createMemoryIndex } from './memory.ts'
import type { AskedModel } from './rung.ts'

const desk = () =>
  workflow()
    .context('Order')
    .context('Item', { containers: ['Order'] })
    .command('list_orders', { utterances: ['list all the orders', 'which orders are there'] })
    .command('Order/ship', { utterances: ['ship this order today', 'send the parcel out'] })
    .command('Order/cancel', { utterances: ['cancel this order', 'drop the whole purchase'] })
    .command('Item/remove', { utterances: ['remove this item', 'take the thing out of it'] })
    .build()

const ALL = ['list_orders', 'Order/ship', 'Order/cancel', 'Item/remove'].map(commandId)
const isIn = (context: string) => (id: CommandId) =>
  context === '*' ? !id.includes('/') : id.startsWith(`${context}/`)

function scopeIn(...path: readonly string[]): ScopeState {
  return {
    levels: path.map((name) => ({
      context: contextId(name),
      label: name,
      available: ALL.filter(isIn(name)),
      identity: '',
      unavailable: [],
    })),
  }
}
const IN_ORDER = scopeIn('Order', '*')
const IN_ITEM = scopeIn('Item', 'Order', '*')

let at = 0
const corrected = (
  document: Document,
  text: string,
  meant: string | null,
  more: { mistaken?: string; context?: string } = {},
): Document =>
  addCorrection({
    id: `c${++at}`,
    text,
    context: contextId(more.context ?? 'Order'),
    meant: meant === null ? null : commandId(meant),
    mistaken: more.mistaken ?? null,
    at,
  })(document)

function decided(
  message: string,
  document: Document,
  scope: ScopeState,
  understanding?: Understanding,
  model: AskedModel | null = FAKE_MODEL,
): Promise<Decision> {
  const ports = {
    ...fakePorts(() => document),
    ...(understanding ? { understand: () => Promise.resolve(understanding) } : {}),
    ...(model ? {} : { understand: () => Promise.resolve(null) }),
  }
  const signal = new AbortController().signal
  return decide({ message, document, scope, model }, ports, createMemoryIndex(ports.embed), signal)
}

describe('likeness', () => {
  it('says the same of vectors that another encoder presses together', () => {
    // Each vector gets one more dimension that all share: cosines go from 0–1 to .5–1.
    const pressed = (vector: Float32Array) =>
      Float32Array.from([...vector.map((value) => value * Math.SQRT1_2), Math.SQRT1_2])
    const texts = ['list all the orders', 'send the parcel out', 'drop the whole purchase']
    const plain = texts.map(bagOfWords)
    const share = (vectors: readonly Float32Array[]): number => {
      const [a = new Float32Array(), b = new Float32Array()] = vectors
      const cosine = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
      return (1 - cosine) / spreadOfVectors(vectors)
    }
    expect(share(plain.map(pressed))).toBeCloseTo(share(plain), 5)
  })

  const share = () => fc.double({ min: 0.001, max: 1.2, noNaN: true })
  const lead = () => fc.double({ min: 0, max: 8, noNaN: true })

  it('is greater the nearer the correction, the farther its rivals, the less the model objects', () => {
    fc.assert(
      fc.property(share(), share(), lead(), share(), (distance, rival, objects, by) => {
        const here = logOddsOf({ distance, rival, lead: objects })
        expect(logOddsOf({ distance: distance + by, rival, lead: objects })).toBeLessThan(here)
        expect(logOddsOf({ distance, rival: rival + by, lead: objects })).toBeGreaterThan(here)
        expect(logOddsOf({ distance, rival, lead: objects + by })).toBeLessThan(here)
      }),
    )
  })

  it('is never near where something else is nearer', () => {
    fc.assert(
      fc.property(share(), share(), lead(), (distance, rival, objects) => {
        fc.pre(rival <= distance)
        expect(isNear({ distance, rival, lead: objects })).toBe(false)
      }),
    )
  })
})

describe('memory', () => {
  it('holds against a model that is sure of something else, where the words are nearly the same', async () => {
    const document = corrected(desk(), 'get it off to the customer now please', 'Order/ship')
    const text = 'please get it off to the customer now'
    const sure = {
      ...fakeUnderstanding(document, text),
      labels: ALL,
      logits: Float32Array.of(0, 0, 9, 0),
      inScope: Float32Array.of(0, 0, 0.9, 0),
    }
    expect(await decided(text, document, IN_ORDER, sure)).toMatchObject({
      rung: 'memory',
      candidates: [{ command: 'Order/ship' }],
    })
  })

  it('leaves to the model what is as near to another command’s utterance', async () => {
    const document = corrected(desk(), 'cancel this order tomorrow', 'Order/ship')
    const decision = await decided('cancel this order soon', document, IN_ORDER)
    expect(decision.candidates[0]?.command).toBe('Order/cancel')
    expect(decision.rung).not.toBe('memory')
  })

  it('takes words for what they were said to mean in this place, then for the newest', async () => {
    let document = corrected(desk(), 'off with it', 'Item/remove', { context: 'Item' })
    document = corrected(document, 'off with it', 'Order/cancel', { context: 'Order' })
    const meant = async (scope: ScopeState) =>
      (await decided('off with it', document, scope)).candidates[0]?.command
    expect(await meant(IN_ITEM)).toBe('Item/remove')
    expect(await meant(IN_ORDER)).toBe('Order/cancel')
  })

  it('follows a correction made elsewhere only where its command can be asked for', async () => {
    const document = corrected(desk(), 'off with it', 'Item/remove', { context: 'Item' })
    expect((await decided('off with it', document, IN_ITEM)).rung).toBe('memory')
    const here = await decided('off with it', document, IN_ORDER)
    expect(here.rung).not.toBe('memory')
    expect(here.candidates.map(({ command }) => command)).not.toContain(commandId('Item/remove'))
  })

  it('does without a model, for nearly the same words', async () => {
    const document = corrected(desk(), 'get it off to the customer now please', 'Order/ship')
    const without = (text: string) => decided(text, document, IN_ORDER, undefined, null)
    expect(await without('please get it off to the customer now')).toMatchObject({
      rung: 'memory',
      outcome: 'route',
    })
    expect(await without('get the customer on the phone')).toMatchObject({ outcome: 'refuse' })
  })

  it('does not count a correction twice that the model was trained on', async () => {
    const text = 'move that one along to the buyer'
    const document = corrected(desk(), 'move that one along to her door', 'Order/ship')
    const heard = fakeUnderstanding(document, text)
    const even = {
      ...heard,
      labels: ALL,
      logits: Float32Array.of(0, 0, 0.5, 0),
      inScope: Float32Array.of(0, 0, 0.9, 0),
    }
    const examples = (labels: readonly number[]) => ({
      texts: ['move that one along to her door', 'drop the whole purchase'],
      labels,
      vectors: Float32Array.from([
        ...bagOfWords('move that one along to her door'),
        ...bagOfWords('drop the whole purchase'),
      ]),
    })
    const model = { ...FAKE_MODEL, labels: ALL }
    const rung = async (labels: readonly number[]) =>
      (await decided(text, document, IN_ORDER, even, { ...model, examples: examples(labels) })).rung
    expect(await rung([2, 2])).toBe('memory')
    expect(await rung([1, 2])).toBe('classifier')
  })
})

describe('whatever was corrected', () => {
  const words = fc.constantFrom(
    'send it out',
    'send the parcel out',
    'drop it',
    'drop the whole purchase now',
    'take it out of it',
    'orders',
    'what about the weather',
  )
  const correction = fc.record({
    text: words,
    meant: fc.constantFrom(null, ...ALL),
    mistaken: fc.constantFrom(null, ...ALL),
    context: fc.constantFrom(ROOT_CONTEXT, contextId('Order'), contextId('Item')),
  })
  const scopes = fc.constantFrom(IN_ORDER, IN_ITEM, scopeIn('*'))
  const withAll = (drafts: readonly object[]): Document =>
    drafts.reduce<Document>((document, draft, i) => {
      const record = correctionSchema.parse({ kind: 'correction', id: `p${i}`, at: i, ...draft })
      return addCorrection(record)(document)
    }, desk())

  it('never goes to a command that is out of scope', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(correction, { maxLength: 6 }),
        words,
        scopes,
        async (all, text, scope) => {
          const decision = await decided(text, withAll(all), scope)
          const offered = scope.levels.flatMap(({ available }) => available)
          for (const { command } of decision.candidates)
            expect(command.startsWith('core/') || offered.includes(command)).toBe(true)
        },
      ),
    )
  })

  it('is exactly as before when it is taken back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(correction, { maxLength: 4 }),
        correction,
        words,
        scopes,
        async (all, one, text, scope) => {
          // A correction of the same words and place would be replaced, and undo bring it back.
          const others = all.filter(
            (each) => each.text !== one.text || each.context !== one.context,
          )
          const before = withAll(others)
          const record = correctionSchema.parse({ kind: 'correction', id: 'one', at: 99, ...one })
          const after = removeRecords(['one'])(addCorrection(record)(before))
          expect(after).toEqual(before)
          const timeless = ({ timings: _, ...decision }: Decision) => decision
          expect(timeless(await decided(text, after, scope))).toEqual(
            timeless(await decided(text, before, scope)),
          )
        },
      ),
    )
  })

  it('holds for the very words, wherever the command can be asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(correction, { maxLength: 4 }),
        words,
        scopes,
        async (all, text, scope) => {
          const offered = scope.levels.flatMap(({ available }) => available)
          const here = scope.levels[0]?.context ?? ROOT_CONTEXT
          const [meant = ALL[0]] = offered
          const document = withAll([...all, { text, meant, mistaken: null, context: here }])
          expect(await decided(text, document, scope)).toMatchObject({
            rung: 'memory',
            candidates: [{ command: meant }],
          })
        },
      ),
    )
  })
})
