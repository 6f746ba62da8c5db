import { describe, expect, it } from 'vitest'
import { ABORT, GO_UP, WHAT_CAN_I_DO } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { OUT_OF_SCOPE, type Understanding } from '#domain/intent-model.ts'
import { bagOfWords, FAKE_MODEL } from '#testing/fake-understanding.ts'
import { fakePorts, scopeAt } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { ScopeState } from '../ports.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { createMemoryIndex } from './memory.ts'
import type { DecidePorts } from './rung.ts'

const shop = (): ReturnType<typeof workflow> =>
  workflow('Shop')
    .context('Order', { containers: ['*'] })
    .context('Item', { containers: ['Order'] })
    .command('add', { parameters: { a: { type: 'number' }, b: { type: 'number' } } })
    .command('status')
    .command('greet', { parameters: { name: {} } })
    .command('lock_door')
    .command('unlock_door')
    .command('list_orders')
    .command('list_others')
    .command('Order/status')
    .command('Order/send_note', { parameters: { to: {}, text: {} } })
    .command('Item/remove_item')
    .command('Item/wrap_item')

/** `route add @1 {"a":2}`: a decision as one line. */
function line({ outcome, rung, candidates, refusal, inlineValues }: Decision): string {
  const best = candidates.map(({ command, level }) => `${command}@${level}`)
  const named =
    outcome === 'refuse' ? [refusal?.kind ?? ''] : outcome === 'route' ? best.slice(0, 1) : best
  return [outcome, rung, ...named, inlineValues ? JSON.stringify(inlineValues) : '']
    .join(' ')
    .trim()
}

interface Options {
  readonly path?: readonly string[]
  readonly unavailable?: readonly string[]
  readonly document?: Document
  readonly understanding?: Understanding
  readonly scope?: ScopeState
}

function decided(message: string, options: Options = {}): Promise<Decision> {
  const { path = ['Order'], unavailable, understanding } = options
  const document = options.document ?? shop().build()
  const ports: DecidePorts = {
    ...fakePorts(() => document),
    ...(understanding ? { understand: () => Promise.resolve(understanding) } : {}),
  }
  const scope = options.scope ?? scopeAt(document, path, unavailable)
  const request = { message, document, scope, model: FAKE_MODEL }
  return decide(request, ports, createMemoryIndex(ports.embed), new AbortController().signal)
}

describe('the exact rung', () => {
  it.each([
    ['add', 'route exact add@1'],
    ['/add 2 3', 'route exact add@1 {"a":"2","b":"3"}'],
    ['add 2 3', 'route exact add@1 {"a":"2","b":"3"}'],
    ['Add 2, 3', 'route exact add@1 {"a":"2","b":"3"}'],
    ['add(2, 3)', 'route exact add@1 {"a":"2","b":"3"}'],
    ['add a=2 b=3', 'route exact add@1 {"a":"2","b":"3"}'],
    ['add b = 3, a = 2', 'route exact add@1 {"b":"3","a":"2"}'],
    ['add {"a": 2}', 'route exact add@1 {"a":2}'],
    ['add <a>2</a><b>3</b>', 'route exact add@1 {"a":"2","b":"3"}'],
    ['/add two and three', 'route exact add@1'],
    ['/Order/status', 'route exact Order/status@0'],
    ['order/status', 'route exact Order/status@0'],
    ['status', 'route exact Order/status@0'],
    ['Status?', 'route exact Order/status@0'],
    ['list orders', 'route exact list_orders@1'],
    ['List orders.', 'route exact list_orders@1'],
    ['greet Anna', 'route exact greet@1 {"name":"Anna"}'],
    ['greet "Anna Lee"', 'route exact greet@1 {"name":"Anna Lee"}'],
    [
      'send_note Anna it is late',
      'route exact Order/send_note@0 {"to":"Anna","text":"it is late"}',
    ],
    [
      'send_note Anna, it is late',
      'route exact Order/send_note@0 {"to":"Anna","text":"it is late"}',
    ],
    ['go up', `route exact ${GO_UP.id}@0`],
    ['What can I do here?', `route exact ${WHAT_CAN_I_DO.id}@0`],
    ['what can I do', `route exact ${WHAT_CAN_I_DO.id}@0`],
    ['help', `route exact ${WHAT_CAN_I_DO.id}@0`],
    ['/remove_item', 'refuse exact elsewhere'],
    ['Item/remove_item', 'refuse exact elsewhere'],
  ])('%s → %s', async (message, expected) => {
    expect(line(await decided(message))).toBe(expected)
  })

  it.each([
    'greet everyone I know',
    'add my dentist to the list',
    'status of the nation',
    'greet the',
  ])('leaves a plain word in a sentence to the other rungs: %s', async (message) => {
    expect((await decided(message)).rung).not.toBe('exact')
  })

  it('reaches the wider command of the same name by its qualified name only', async () => {
    const document = shop().command('Item/status').build()
    const at = { document, path: ['Item', 'Order'] }
    expect(line(await decided('status', at))).toBe('route exact Item/status@0')
    expect(line(await decided('Order/status', at))).toBe('route exact Order/status@1')
  })

  it('takes the narrowest available command of a name', async () => {
    expect(line(await decided('status', { unavailable: ['Order/status'] }))).toBe(
      'route exact status@1',
    )
    expect(line(await decided('/Order/status', { unavailable: ['Order/status'] }))).toBe(
      'refuse exact elsewhere',
    )
  })

  it('does not run a command on the container because the instance does not offer it now', async () => {
    const document = workflow()
      .context('Task', { containers: ['Task', '*'] })
      .command('Task/finish')
      .build()
    const [inner, root] = scopeAt(document, ['Task'], ['Task/finish']).levels
    const [outer] = scopeAt(document, ['Task']).levels
    if (!inner || !outer || !root) throw new Error('No levels')
    const scope = { levels: [inner, outer, root] }
    expect(line(await decided('/finish', { document, scope }))).toBe('refuse exact elsewhere')
  })

  it('lets an utterance of the workflow stand above a core phrase', async () => {
    const document = shop()
      .command('assist', { utterances: ['help'] })
      .build()
    expect(line(await decided('help', { document }))).toMatch(/^ask classifier assist@1/)
  })
})

describe('the fuzzy rung', () => {
  it.each([
    ['lsit orders', 'route fuzzy list_orders@1'],
    ['listorders', 'route fuzzy list_orders@1'],
    ['list otders', 'ask fuzzy list_orders@1 list_others@1'],
    ['unlok door', 'route fuzzy unlock_door@1'],
    ['unlcok_door', 'route fuzzy unlock_door@1'],
    ['lock dooor', 'route fuzzy lock_door@1'],
    ['remove item', 'refuse fuzzy elsewhere'],
  ])('%s → %s', async (message, expected) => {
    expect(line(await decided(message))).toBe(expected)
  })

  it.each([
    'block door',
    'sock door',
    'list all orders',
    'list borders',
    'listen orders',
    'remvoe item',
  ])('does not take another word for a slip: %s', async (message) => {
    expect((await decided(message)).rung).not.toBe('fuzzy')
  })

  it.each(['add', 'ad', 'no', 'ok', 'yes', 'adx', 'gret'])(
    'is not tried on the short %s',
    async (message) => {
      expect((await decided(message)).rung).not.toBe('fuzzy')
    },
  )

  it('asks when two names are equally near', async () => {
    const document = workflow().command('read_note').command('read_nose').build()
    expect(line(await decided('read noxe', { document, path: [] }))).toBe(
      'ask fuzzy read_nose@0 read_note@0',
    )
  })

  it('never runs the opposite of what is out of reach', async () => {
    expect(line(await decided('unlock door', { unavailable: ['unlock_door'] }))).not.toMatch(
      /^route/,
    )
  })
})

const A = commandId('Order/status')
const WIDE = commandId('list_orders')
const ELSEWHERE = commandId('Item/remove_item')

/** An understanding with these overall probabilities, all of them familiar unless said otherwise. */
function understood(
  probabilities: readonly (readonly [CommandId, number, number?])[],
): Understanding {
  return {
    encoder: 'bag-of-words',
    embedding: bagOfWords('whatever'),
    labels: probabilities.map(([label]) => label),
    logits: Float32Array.from(probabilities, ([, probability]) => Math.log(probability)),
    inScope: Float32Array.from(probabilities, ([, , familiarity = 0.9]) => familiarity),
    nearest: [{ label: A, text: 'how is it going', cosine: 0.8 }],
    embedMs: 1,
    headMs: 1,
  }
}

describe('the classifier rung', () => {
  it.each<[string, Parameters<typeof understood>[0], string]>([
    [
      'routes what is likely and clear',
      [
        [A, 0.9],
        [WIDE, 0.1],
      ],
      'route classifier Order/status@0',
    ],
    [
      'routes to a wider level that is clearly better',
      [
        [A, 0.1],
        [WIDE, 0.9],
      ],
      'route classifier list_orders@1',
    ],
    [
      'asks between near equals of one level',
      [
        [WIDE, 0.5],
        [commandId('add'), 0.45],
      ],
      'ask classifier list_orders@1 add@1',
    ],
    [
      'puts the narrow one first where the wide one is hardly better',
      [
        [A, 0.45],
        [WIDE, 0.55],
      ],
      'ask classifier Order/status@0 list_orders@1',
    ],
    [
      'does not ask whether nothing is to be done',
      [
        [ABORT.id, 0.45],
        [GO_UP.id, 0.4],
      ],
      `route classifier ${ABORT.id}@0`,
    ],
    [
      'refuses what is unfamiliar',
      [
        [A, 0.9, 0.1],
        [WIDE, 0.1, 0.2],
      ],
      'refuse classifier out-of-scope',
    ],
    [
      'refuses what is likelier out of scope',
      [
        [A, 0.3],
        [WIDE, 0.1],
        [OUT_OF_SCOPE, 0.6],
      ],
      'refuse classifier out-of-scope',
    ],
    [
      'lets “out of scope” count against a candidate',
      [
        [A, 0.5],
        [WIDE, 0.05],
        [OUT_OF_SCOPE, 0.45],
      ],
      'ask classifier Order/status@0 list_orders@1',
    ],
    [
      'refuses what is meant for elsewhere',
      [
        [A, 0.05],
        [ELSEWHERE, 0.95],
      ],
      'refuse classifier elsewhere',
    ],
    [
      'does not force it into what is here because that is all there is',
      [
        [A, 0.02],
        [WIDE, 0.001],
        [ELSEWHERE, 0.979],
      ],
      'refuse classifier elsewhere',
    ],
    [
      'asks about what is here where something elsewhere is hardly likelier',
      [
        [A, 0.48],
        [ELSEWHERE, 0.52],
      ],
      'ask classifier Order/status@0',
    ],
    [
      'prefers what is here where nothing elsewhere is likelier',
      [
        [A, 0.52],
        [ELSEWHERE, 0.48],
      ],
      'route classifier Order/status@0',
    ],
    [
      'refuses where what is elsewhere outweighs what is here by far, taken together',
      [
        [A, 0.06],
        [ELSEWHERE, 0.47],
        [commandId('Item/wrap_item'), 0.47],
      ],
      'refuse classifier elsewhere',
    ],
    [
      'does not name an unfamiliar command elsewhere',
      [
        [A, 0.1, 0.1],
        [ELSEWHERE, 0.9, 0.1],
      ],
      'refuse classifier out-of-scope',
    ],
    [
      'ignores labels of commands that were deleted',
      [
        [A, 0.05],
        [commandId('gone'), 0.95],
      ],
      'route classifier Order/status@0',
    ],
  ])('%s', async (_title, probabilities, expected) => {
    expect(
      line(await decided('what about it then', { understanding: understood(probabilities) })),
    ).toBe(expected)
  })

  it('explains itself', async () => {
    const decision = await decided('what about it then', {
      understanding: understood([
        [A, 0.6],
        [WIDE, 0.2],
        [ELSEWHERE, 0.2],
      ]),
    })
    expect(decision).toMatchObject({
      candidates: [
        {
          command: A,
          level: 0,
          probability: expect.closeTo(0.75) as number,
          nearest: [{ text: 'how is it going' }],
        },
        { command: WIDE, level: 1, probability: expect.closeTo(0.25) as number, nearest: [] },
      ],
      thresholds: FAKE_MODEL.thresholds,
      inScope: expect.closeTo(0.9 * (7.2 / 7.4)) as number,
    })
    expect(decision.timings.map(({ stage }) => stage)).toEqual([
      'names',
      'understand',
      'memory',
      'weigh',
    ])
  })

  it('takes the thresholds of the settings before those of the model', async () => {
    const document = shop().build()
    const id = 'workflow-Shop'
    const record = document[id]
    if (record?.kind !== 'workflow') throw new Error('No workflow')
    const strict = {
      ...document,
      [id]: { ...record, settings: { routeThreshold: 0.95, outOfScopeThreshold: null, hosts: [] } },
    }
    const understanding = understood([
      [A, 0.9],
      [WIDE, 0.1],
    ])
    expect((await decided('what about it', { document: strict, understanding })).outcome).toBe(
      'ask',
    )
  })

  it('does not let a low threshold route to a command that changes something', async () => {
    const document = shop().command('Order/wipe', { risk: 'write' }).build()
    const weak = (command: string): Understanding =>
      understood([
        [commandId(command), 0.45],
        [commandId('a1'), 0.01],
        [OUT_OF_SCOPE, 0.3],
        [commandId('add'), 0.2],
      ])
    const record = document['workflow-Shop']
    if (record?.kind !== 'workflow') throw new Error('No workflow')
    const settings = { routeThreshold: 0.3, outOfScopeThreshold: null, hosts: [] }
    const lax = { ...document, [record.id]: { ...record, settings } }
    const outcomeOf = async (command: string): Promise<string> =>
      (await decided('whatever it is', { document: lax, understanding: weak(command) })).outcome
    expect(await outcomeOf('Order/send_note')).toBe('route')
    expect(await outcomeOf('Order/wipe')).toBe('ask')
  })

  it('has a narrow and a wide command of one name mean the narrow one', async () => {
    const understanding = understood([
      [A, 0.5],
      [commandId('status'), 0.45],
      [WIDE, 0.05],
    ])
    expect(line(await decided('how does it look', { understanding }))).toBe(
      'route classifier Order/status@0',
    )
  })
})

describe('the memory rung', () => {
  const understanding = (text: string): Understanding => ({
    ...understood([
      [A, 0.9],
      [WIDE, 0.1],
    ]),
    embedding: bagOfWords(text),
  })

  it('holds for words that mean the same, and only for those', async () => {
    const document = shop().correction('beam me up now', { meant: 'list_orders' }).build()
    const near = 'now beam me up'
    const far = 'beam the lamp up the wall'
    expect(line(await decided(near, { document, understanding: understanding(near) }))).toBe(
      'route memory list_orders@1',
    )
    expect((await decided(far, { document, understanding: understanding(far) })).rung).toBe(
      'classifier',
    )
  })

  it('has the newest of several corrections win', async () => {
    const document = shop()
      .correction('beam me up', { meant: null })
      .correction('beam me up', { meant: 'list_orders' })
      .build()
    expect(line(await decided('Beam me up', { document }))).toBe('route memory list_orders@1')
  })

  it('does not route to a command that is not in scope', async () => {
    const document = shop().correction('beam me up', { meant: 'Item/remove_item' }).build()
    const decision = await decided('beam me up', {
      document,
      understanding: understanding('beam me up'),
    })
    expect(decision.rung).toBe('classifier')
  })

  it.each([
    [{ meant: 'Item/remove_item' }, {}, { command: 'Item/remove_item', unavailable: false }],
    [{ meant: 'list_orders' }, { unavailable: ['list_orders'] }, { unavailable: true }],
  ])('says where it is offered, or that it is not now: %j', async (correction, where, refusal) => {
    const document = shop().correction('beam me up', correction).build()
    const embedding = bagOfWords('beam me up')
    const strange = { ...understood([[WIDE, 0.1, 0.1]]), embedding }
    const decision = await decided('beam me up', { document, ...where, understanding: strange })
    expect(decision).toMatchObject({
      outcome: 'refuse',
      refusal: { kind: 'elsewhere', ...refusal },
    })
  })

  it('does not route to what the words were mistaken for', async () => {
    const document = shop()
      .correction('beam me up', { meant: 'Item/remove_item', mistaken: A })
      .build()
    const decision = await decided('beam me up', {
      document,
      understanding: understanding('beam me up'),
    })
    expect(decision.candidates.map(({ command }) => command)).not.toContain(A)
    expect(decision.outcome).not.toBe('route')
  })

  it('forgets a mistake that was taken back', async () => {
    const document = shop()
      .correction('beam me up', { meant: 'Item/remove_item', mistaken: A })
      .correction('beam me up', { meant: A })
      .build()
    expect(line(await decided('beam me up', { document }))).toBe('route memory Order/status@0')
  })

  it('embeds each correction once, and again for another encoder', async () => {
    const asked: string[][] = []
    const index = createMemoryIndex((texts) => {
      asked.push([...texts])
      return Promise.resolve(texts.map(bagOfWords))
    })
    const { signal } = new AbortController()
    await index.vectors('one', ['a', 'b'], signal)
    await index.vectors('one', ['a', 'b', 'c'], signal)
    await index.vectors('two', ['a'], signal)
    expect(asked).toEqual([['a', 'b'], ['c'], ['a']])
  })
})

describe('without a model', () => {
  it('refuses what no name matches, and says why', async () => {
    const document = shop().build()
    const ports = { ...fakePorts(() => document), understand: () => Promise.resolve(null) }
    const request = { message: 'do it', document, scope: scopeAt(document), model: null }
    const decision = await decide(
      request,
      ports,
      createMemoryIndex(ports.embed),
      new AbortController().signal,
    )
    expect(line(decision)).toBe('refuse classifier not-trained')
  })

  it('says so where it is trained, but what it learned cannot be loaded', async () => {
    const document = shop().build()
    const ports = { ...fakePorts(() => document), understand: () => Promise.resolve(null) }
    const request = { message: 'do it', document, scope: scopeAt(document), model: FAKE_MODEL }
    const signal = new AbortController().signal
    const decision = await decide(request, ports, createMemoryIndex(ports.embed), signal)
    expect(line(decision)).toBe('refuse classifier model-unavailable')
  })
})
