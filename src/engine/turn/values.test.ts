import { describe, expect, it } from 'vitest'
import type { SpanRequest } from '#domain/intent-model.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { converse } from '#testing/conversation.ts'
import { fakeApplication } from '#testing/fake-engine.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { turnsOf, type TurnValue } from './turn-state.ts'
import { existingValues, openParameters, problemToAsk } from './values.ts'

const field = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name })

const PACE: Partial<Parameter> = { type: 'enum', choices: [{ value: 'slow', synonyms: [] }] }

const shop = workflow('Shop')
  .context('Parcel', { containers: ['*'] })
  .command('order', {
    parameters: {
      item: { lookup: 'root.items' },
      note: { required: false, lookup: '  ' },
      address: {
        type: 'object',
        required: false,
        fields: [field('city', { lookup: 'root.cities' }), field('pace', PACE)],
      },
    },
    utterances: ['send for [tea](item)'],
  })
  .command('look', { utterances: ['look around'] })
  .build()
const TEA = [{ value: 'tea', label: 'Tea' }]
const order = recordById(shop, 'command', 'order')!
const [item, note, address] = order.parameters as [Parameter, Parameter, Parameter]

it('what exists is asked for by the path of each lookup, and for nothing else', async () => {
  const asked: string[] = []
  const application = fakeApplication(() => shop)
  application.lookup = (_command, path, level) => {
    asked.push(`${path}@${String(level)}`)
    return Promise.resolve([])
  }
  const existing = await existingValues(application, order.id, order.parameters, 2)
  expect(asked).toEqual(['item@2', 'address.city@2'])
  expect([...existing.keys()]).toEqual(['item', 'address.city'])
})

describe('a tagger', () => {
  it.each([
    ['send for tea', ['send for tea']],
    ['/order item=tea', []],
    ['look around', []],
  ])('is asked where there are words that may hold a value: %s', async (text, texts) => {
    const requests: SpanRequest[] = []
    const findSpans = (request: SpanRequest) => {
      requests.push(request)
      return Promise.resolve(null)
    }
    await converse({ findSpans, lookups: { item: TEA } }, shop).say(text)
    expect(requests.map((request) => request.text)).toEqual(texts)
  })

  it('is asked nothing about a form, nor after a reload', async () => {
    const requests: SpanRequest[] = []
    const findSpans = (request: SpanRequest) => {
      requests.push(request)
      return Promise.resolve(null)
    }
    const before = converse({ findSpans, lookups: { item: TEA } }, shop)
    await before.session.act({ command: order.id, values: {} })
    const after = before.reopen()
    expect(await after.say('address.city=Rome')).toBe('asks: What is the item?')
    expect(requests.map((request) => request.text)).not.toContain('')
  })
})

it.each([
  ['/order item=tea', 'inline'],
  ['send for tea', 'slot'],
])('a value says where it came from: %s', async (text, source) => {
  const { say, ports } = converse({ lookups: { item: TEA } }, shop)
  await say(text)
  expect(turnsOf(ports.journal.entries)[0]?.state.values).toMatchObject([{ value: 'tea', source }])
})

describe('what is open', () => {
  const held = (of: Parameter, value: Json): TurnValue => ({
    parameter: of.id,
    name: of.name,
    value,
    source: 'answer',
  })

  it('has no value, or lacks a part', () => {
    const names = (...values: TurnValue[]) => openParameters(order, values).map(({ name }) => name)
    expect(names()).toEqual(['item', 'note', 'address'])
    expect(names(held(item, 'tea'), held(address, { city: 'Rome' }))).toEqual(['note', 'address'])
    expect(names(held(note, 'hi'), held(address, { city: 'Rome', pace: 'slow' }))).toEqual(['item'])
  })

  const said = (parameter: Parameter, path?: string) => ({
    parameter,
    problem: { code: 'lookup', text: 'wrong', ...(path === undefined ? {} : { path }) } as const,
    suggestions: [],
  })
  const asked = (...args: Parameters<typeof problemToAsk>): unknown => {
    const found = problemToAsk(...args)
    return found && [found.problem.path ?? null, found.problem.code, found.suggestions.length]
  }

  it('is asked for if it is needed, or something was wrong with it', () => {
    expect(asked(item, [], [])).toEqual([null, 'missing', 0])
    expect(asked(note, [], [])).toBeNull()
    expect(asked(note, [], [said(item), said(note)])).toEqual([null, 'lookup', 0])
    expect(asked(field('pace', PACE), [], [])).toEqual([null, 'missing', 1])
  })

  it('is asked for by the part that is lacking, or wrong', () => {
    const city = [held(item, 'tea'), held(address, { city: 'Rome' })]
    expect(asked(address, city, [])).toEqual(['address.pace', 'missing', 1])
    expect(asked(address, city, [said(address, 'address.city')])).toEqual([
      'address.pace',
      'missing',
      1,
    ])
    expect(asked(address, city, [said(address, 'address.pace')])).toEqual([
      'address.pace',
      'lookup',
      0,
    ])
  })
})
