import { describe, expect, it } from 'vitest'
import { ABORT, GO_UP, WHAT_CAN_I_DO } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { OUT_OF_SCOPE, type Understanding } from '#domain/intent-model.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { updateSettings } from '#domain/edits/workflow.ts'
import { classifierRung } from './classifier.ts'
import type { AskedModel, Verdict } from './rung.ts'
import { commandsInScope } from './scope-commands.ts'

/** Readers `a`–`h` of the root, one writer, an order with commands of its own, and what is elsewhere. */
const desk = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  .reduce(
    (building, name) => building.command(name, { risk: 'read' }),
    workflow()
      .context('Order', { containers: ['*'] })
      .context('Item', { containers: ['Order'] })
      .context('Parcel'),
  )
  .command('pay', { risk: 'write' })
  .command('Order/show', { risk: 'read' })
  .command('Order/ship', { risk: 'write' })
  .command('Item/see', { risk: 'read' })
  .command('Item/show', { risk: 'read' })
  .command('Parcel/open', { risk: 'read' })
  .build()

interface Heard {
  readonly path?: readonly string[]
  readonly unavailable?: readonly string[]
  readonly banned?: readonly string[]
  readonly document?: Document
  /** How familiar the message is to a label, where not .9. */
  readonly familiar?: Readonly<Record<string, number>>
  readonly nearest?: Understanding['nearest']
  readonly model?: AskedModel | null
  readonly isIdle?: boolean
}

const MODEL: AskedModel = {
  labels: [],
  thresholds: { route: 0.5, gap: 0.2, outOfScope: 0.4 },
}

/** What comes of labels with these shares of the probability. */
function weighed(shares: Readonly<Record<string, number>>, heard: Heard = {}): Verdict {
  const { path = [], unavailable, banned = [], document = desk, familiar = {} } = heard
  const labels = Object.keys(shares).map(commandId)
  const understanding: Understanding = {
    encoder: '',
    embedding: new Float32Array(),
    labels,
    logits: Float32Array.from(Object.values(shares), (share) => Math.log(share)),
    inScope: Float32Array.from(labels, (label) => familiar[label] ?? 0.9),
    nearest: heard.nearest ?? [],
    embedMs: 0,
    headMs: 0,
  }
  const scope = commandsInScope(document, scopeAt(document, path, unavailable))
  const model = heard.model === undefined ? MODEL : heard.model
  const input = { text: 'hm', document, scope, model, isIdle: heard.isIdle ?? false }
  const verdict = classifierRung(input, understanding, new Set(banned.map(commandId)))
  if (!verdict) throw new Error('The rung had nothing to say')
  return verdict
}

const line = ({ outcome, candidates, refusal }: Verdict): string =>
  outcome === 'refuse'
    ? `refuse ${refusal?.kind ?? ''}${refusal?.kind === 'elsewhere' ? ` ${refusal.command}` : ''}`
    : `${outcome} ${candidates.map(({ command }) => command).join(' ')}`

it('has nothing to say without a model', () => {
  expect(() => weighed({ a: 1 }, { model: null })).toThrow('nothing to say')
})

describe('probabilities', () => {
  it('are shares among the commands in scope and what is out of scope', () => {
    const { candidates } = weighed({ a: 0.4, b: 0.2, 'Parcel/open': 0.2, [OUT_OF_SCOPE]: 0.2 })
    expect(candidates.map(({ command, probability }) => [command, probability])).toEqual([
      ['a', expect.closeTo(0.5, 5)],
      ['b', expect.closeTo(0.25, 5)],
    ])
  })

  it('give nothing to a command that is no more', () => {
    const { candidates } = weighed({ gone: 0.8, a: 0.15, b: 0.05 })
    expect(candidates.map(({ probability }) => probability)).toEqual([
      expect.closeTo(0.75, 5),
      expect.closeTo(0.25, 5),
    ])
  })

  it('count core commands, at the level one is at', () => {
    const { candidates } = weighed({ [GO_UP.id]: 0.9, a: 0.1 }, { path: ['Order'] })
    expect(candidates[0]).toMatchObject({ command: GO_UP.id, level: 0 })
    expect(candidates[1]).toMatchObject({ command: 'a', level: 1 })
  })

  it('go with at most five candidates, and three of the nearest texts of each', () => {
    const texts = ['one', 'two', 'three', 'four'].map((text, i) => ({
      label: commandId('a'),
      text,
      cosine: 0.9 - i / 10,
    }))
    // Of rounded vectors a little more than 1 may come.
    const other = { label: commandId('b'), text: 'else', cosine: 1.0008 }
    const { candidates } = weighed(
      { a: 0.3, b: 0.25, c: 0.2, d: 0.1, e: 0.1, f: 0.05 },
      { nearest: [other, ...texts] },
    )
    expect(candidates.map(({ command }) => command)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(candidates[0]?.nearest).toEqual([
      { text: 'one', cosine: 0.9 },
      { text: 'two', cosine: 0.8 },
      { text: 'three', cosine: expect.closeTo(0.7, 5) as number },
    ])
    expect(candidates[1]?.nearest).toEqual([{ text: 'else', cosine: 1 }])
  })
})

describe('a reading command runs', () => {
  it.each([
    ['from the route threshold on', { a: 0.51, b: 0.3, c: 0.19 }, 'route a'],
    ['not below it', { a: 0.45, b: 0.2, c: 0.2, d: 0.15 }, 'ask a b c d'],
    ['with its lead over the next', { a: 0.59, b: 0.41 }, 'ask a b'],
    ['and with just that lead', { a: 0.61, b: 0.39 }, 'route a'],
  ])('%s', (_, shares, expected) => {
    expect(line(weighed(shares, { familiar: { a: 1, b: 1, c: 1, d: 1 } }))).toMatch(
      new RegExp(`^${expected}`),
    )
  })

  it('by the threshold the workflow sets instead', () => {
    const document = updateSettings({ routeThreshold: 0.7 })(desk)
    expect(line(weighed({ a: 0.65, b: 0.35 }))).toBe('route a b')
    expect(line(weighed({ a: 0.65, b: 0.35 }, { document }))).toBe('ask a b')
  })

  it('only if the message is as sure to belong here', () => {
    const shares = { a: 0.6, b: 0.2, c: 0.2 }
    // .6 · .85 is more than .5, and .6 · .8 is less.
    const familiarTo = (value: number) => ({ familiar: { a: value, b: 0, c: 0 } })
    expect(line(weighed(shares, familiarTo(0.85)))).toBe('route a b c')
    expect(line(weighed(shares, familiarTo(0.8)))).toBe('ask a b c')
  })
})

describe('a changing command', () => {
  it.each([
    [{ pay: 0.74, a: 0.26 }, 'ask pay a'],
    [{ pay: 0.76, a: 0.24 }, 'route pay a'],
  ])('runs with three chances in four and more: %o', (shares, expected) => {
    expect(line(weighed(shares))).toBe(expected)
  })
})

describe('levels', () => {
  it('prefer the narrower command, unless the wider one leads by the gap', () => {
    const at = { path: ['Order'], familiar: { a: 1, 'Order/show': 1 } }
    expect(line(weighed({ a: 0.55, 'Order/show': 0.45 }, at))).toBe('ask Order/show a')
    expect(line(weighed({ a: 0.62, 'Order/show': 0.38 }, at))).toBe('route a Order/show')
  })

  it('prefer none that is less than half as likely', () => {
    const at = { path: ['Order'] }
    expect(line(weighed({ a: 0.3, 'Order/show': 0.14, b: 0.28, c: 0.28 }, at))).toMatch(/^ask a /)
    expect(line(weighed({ a: 0.3, 'Order/show': 0.16, b: 0.27, c: 0.27 }, at))).toMatch(
      /^ask Order\/show a /,
    )
  })

  it('prefer the narrowest of several, and of one level the likelier', () => {
    const at = { path: ['Item', 'Order'] }
    expect(
      line(weighed({ a: 0.3, 'Order/show': 0.25, 'Item/see': 0.2, 'Order/ship': 0.25 }, at)),
    ).toMatch(/^ask Item\/see a /)
    expect(line(weighed({ a: 0.4, 'Order/show': 0.28, 'Order/ship': 0.32 }, at))).toMatch(
      /^ask Order\/ship a /,
    )
  })

  it('do not make a core command the narrower one', () => {
    const shares = { a: 0.45, [GO_UP.id]: 0.4, b: 0.15 }
    expect(line(weighed(shares, { path: ['Order'] }))).toMatch(/^ask a /)
  })

  it('leave a wider rival out of account', () => {
    const at = { path: ['Order'], familiar: { a: 1, 'Order/show': 1 } }
    expect(line(weighed({ 'Order/show': 0.54, a: 0.46 }, at))).toBe('route Order/show a')
    expect(line(weighed({ a: 0.54, b: 0.46 }, { familiar: { a: 1, b: 1 } }))).toBe('ask a b')
  })

  it('take two commands of one name for one, the narrowest', () => {
    const at = { path: ['Item', 'Order'], familiar: { 'Item/show': 1 } }
    expect(line(weighed({ 'Item/show': 0.3, 'Order/show': 0.3, a: 0.25, b: 0.15 }, at))).toMatch(
      /^route Item\/show/,
    )
    expect(line(weighed({ 'Item/see': 0.3, 'Order/show': 0.3, a: 0.25, b: 0.15 }, at))).toMatch(
      /^ask Item\/see/,
    )
  })
})

describe('dropping what is under way', () => {
  it('is not asked about from two chances in five on', () => {
    expect(line(weighed({ [ABORT.id]: 0.41, a: 0.39, b: 0.2 }))).toMatch(/^route core\/abort/)
    expect(line(weighed({ [ABORT.id]: 0.39, a: 0.36, b: 0.25 }))).toMatch(/^ask core\/abort/)
    expect(line(weighed({ [WHAT_CAN_I_DO.id]: 0.41, a: 0.39, b: 0.2 }))).toMatch(/^ask core/)
  })
})

describe('a message is refused', () => {
  it('that is familiar to nothing here', () => {
    const strange = { familiar: { a: 0.3, b: 0.2 } }
    expect(line(weighed({ a: 0.9, b: 0.1 }, strange))).toBe('refuse out-of-scope')
    expect(weighed({ a: 0.9, b: 0.1 }, strange)).toMatchObject({
      inScope: expect.closeTo(0.3, 5) as number,
      thresholds: MODEL.thresholds,
      candidates: [{ command: 'a' }, { command: 'b' }],
    })
  })

  it('by the threshold the workflow sets instead', () => {
    const document = updateSettings({ outOfScopeThreshold: 0.2 })(desk)
    expect(line(weighed({ a: 0.9, b: 0.1 }, { document, familiar: { a: 0.3, b: 0.2 } }))).toBe(
      'ask a b',
    )
  })

  it('that is likelier out of scope than anything here', () => {
    expect(line(weighed({ a: 0.4, [OUT_OF_SCOPE]: 0.45, b: 0.15 }))).toBe('refuse out-of-scope')
    expect(line(weighed({ a: 0.45, [OUT_OF_SCOPE]: 0.4, b: 0.15 }))).toBe('ask a b')
  })

  it('that was meant for a command elsewhere, and says for which', () => {
    const far = { a: 0.01, 'Parcel/open': 0.99 }
    expect(line(weighed(far))).toBe('refuse elsewhere Parcel/open')
    expect(weighed(far).refusal).toMatchObject({ unavailable: false })
    const closed = weighed({ a: 0.01, pay: 0.99 }, { unavailable: ['pay'] })
    expect(closed.refusal).toEqual({ kind: 'elsewhere', command: 'pay', unavailable: true })
  })

  it('without a word of the command elsewhere it is not familiar to', () => {
    const strange = { familiar: { a: 0.9, 'Parcel/open': 0.3 } }
    expect(line(weighed({ a: 0.01, 'Parcel/open': 0.99 }, strange))).toBe('refuse out-of-scope')
  })

  it('and what is elsewhere less likely counts only where the message is familiar here too', () => {
    const shares = { a: 0.3, 'Parcel/open': 0.2, [OUT_OF_SCOPE]: 0.5 }
    expect(line(weighed(shares))).toBe('refuse elsewhere Parcel/open')
    expect(line(weighed(shares, { familiar: { a: 0.3 } }))).toBe('refuse out-of-scope')
  })

  it('of the commands elsewhere for the likeliest', () => {
    const document = workflow()
      .context('Parcel')
      .command('a')
      .command('Parcel/open')
      .command('Parcel/close')
      .build()
    expect(line(weighed({ 'Parcel/open': 0.3, 'Parcel/close': 0.69, a: 0.01 }, { document }))).toBe(
      'refuse elsewhere Parcel/close',
    )
    expect(line(weighed({ 'Parcel/close': 0.69, 'Parcel/open': 0.3, a: 0.01 }, { document }))).toBe(
      'refuse elsewhere Parcel/close',
    )
  })

  it('when nothing is left of what is offered', () => {
    expect(line(weighed({ 'Parcel/open': 1 }))).toBe('refuse elsewhere Parcel/open')
    expect(line(weighed({ a: 1 }, { banned: ['a'] }))).toBe('refuse out-of-scope')
  })
})

it('asks where what is elsewhere is likelier than what is here', () => {
  const here = { a: 0.42, 'Parcel/open': 0.58 }
  expect(line(weighed(here, { familiar: { a: 1, 'Parcel/open': 0 } }))).toBe('ask a')
  const rather = { a: 0.58, 'Parcel/open': 0.42 }
  expect(line(weighed(rather, { familiar: { a: 1, 'Parcel/open': 0 } }))).toBe('route a')
})

describe('what the words were mistaken for', () => {
  it('is no candidate any more', () => {
    expect(line(weighed({ a: 0.8, b: 0.1, c: 0.1 }, { banned: ['a'] }))).toBe('ask b c')
  })

  it('leaves no question of one command: it is that or nothing', () => {
    const shares = { a: 0.6, b: 0.3, pay: 0.1 }
    expect(line(weighed(shares, { banned: ['a', 'pay'] }))).toBe('refuse remembered')
    expect(line(weighed({ a: 0.1, b: 0.9 }, { banned: ['a'] }))).toBe('route b')
    expect(
      line(
        weighed(
          { a: 1 },
          {
            familiar: { a: 0.45 },
            model: { ...MODEL, thresholds: { ...MODEL.thresholds, route: 0.9 } },
          },
        ),
      ),
    ).toBe('ask a')
  })
})

describe('what drops something, where nothing is open', () => {
  const cancelling = { [ABORT.id]: 0.6, pay: 0.3, a: 0.1 }

  it('is what the workflow knows, if that is familiar', () => {
    expect(line(weighed(cancelling))).toBe(`route ${ABORT.id} pay a`)
    const idle = weighed(cancelling, { isIdle: true })
    expect(line(idle)).toBe('route pay a')
    expect(idle.candidates[0]?.probability).toBeCloseTo(0.75, 5)
  })

  it('is said to be elsewhere, if it is', () => {
    const closed = { [ABORT.id]: 0.6, 'Parcel/open': 0.38, a: 0.02 }
    expect(line(weighed(closed, { isIdle: true }))).toBe('refuse elsewhere Parcel/open')
  })

  it('stays what it is where nothing else is familiar, or something else is likelier', () => {
    const strange = { familiar: { pay: 0.3, a: 0.3 }, isIdle: true }
    expect(line(weighed(cancelling, strange))).toBe(`route ${ABORT.id} pay a`)
    const likelier = { pay: 0.9, [ABORT.id]: 0.1 }
    expect(line(weighed(likelier, { isIdle: true }))).toBe(`route pay ${ABORT.id}`)
  })
})
