import { describe, expect, it } from 'vitest'
import { contextId, workflow } from '#testing/workflow-builder.ts'
import { commandSchema, type CommandRecord, type ContextRecord } from '../document.ts'
import { put } from '../edits/change.ts'
import { recordById } from '../queries.ts'
import { asNative } from './as-native.ts'
import type { ModelParameter, ValueType } from './class-model.ts'
import { coveringCommand } from './covering-command.ts'
import { isOfReading } from './offer-diff.ts'
import { isUnsayable, offerParameter } from './offer-parameters.ts'
import type { OfferedCommand, OfferKind } from './offered.ts'

const given = (type: ValueType, more: Partial<ModelParameter> = {}): ModelParameter => ({
  name: 'dueOn',
  type,
  optional: false,
  takesNull: false,
  defaultValue: null,
  description: '',
  rest: false,
  limits: {},
  ...more,
})

const text: ValueType = { kind: 'string' }
const nativeDate: ValueType = { kind: 'date', native: 'Date' }
const list = (item: ValueType, as: 'array' | 'set' | 'map' | 'record' = 'array'): ValueType => ({
  kind: 'list',
  item,
  as,
})
const object = (...fields: ModelParameter[]): ValueType => ({ kind: 'object', fields })
const numbered: ValueType = {
  kind: 'enum',
  choices: [
    { value: 'low', is: 0 },
    { value: 'high', is: 1 },
  ],
}

describe('what a person would be asked for', () => {
  const asked = (type: ValueType, more: Partial<ModelParameter> = {}) => {
    const offered = offerParameter(given(type, more))
    return isUnsayable(offered) ? offered.because : offered.parameter
  }

  it('has the name of the source in its own way, and need not be said where that need not be', () => {
    expect(asked(text)).toMatchObject({ name: 'due_on', sourceName: 'dueOn', required: true })
    expect(asked(text, { optional: true })).toMatchObject({ required: false })
    expect(asked(text, { takesNull: true })).toMatchObject({ required: false })
    expect(asked(text, { name: '$' })).toMatchObject({ name: 'value' })
    expect(asked(text, { limits: { maxLength: 3 }, description: 'Short' })).toMatchObject({
      maxLength: 3,
      description: 'Short',
    })
  })

  it.each<[ValueType, object]>([
    [{ kind: 'integer' }, { type: 'integer' }],
    [nativeDate, { type: 'date' }],
    [numbered, { type: 'enum', choices: [{ value: 'low' }, { value: 'high' }] }],
    [list({ kind: 'number' }, 'set'), { type: 'list', itemType: 'number' }],
    [list(text, 'map'), { type: 'object', fields: [] }],
    [list(text, 'record'), { type: 'object', fields: [] }],
    [object(given(text)), { type: 'object', fields: [{ name: 'due_on' }] }],
    [
      object(given(text), given({ kind: 'function' }, { optional: true })),
      { type: 'object', fields: [{ name: 'due_on' }] },
    ],
  ])('is of its type: %j', (type, shape) => expect(asked(type)).toMatchObject(shape))

  it('is a list where any number may be given', () => {
    expect(asked(text, { rest: true })).toMatchObject({ type: 'list', required: false })
    expect(asked(list(text), { rest: true })).toMatchObject({ type: 'list', itemType: 'string' })
  })

  it.each<[ValueType, string]>([
    [{ kind: 'function' }, 'it is given a function'],
    [{ kind: 'nothing' }, 'it is given nothing that can be said'],
    [{ kind: 'instance', of: ['a.ts#A', 'b.ts#B'] }, 'it is given an instance of A or B'],
    [list(list(text)), 'it is given lists of lists'],
    [list({ kind: 'function' }), 'it is given a function'],
    [object(given({ kind: 'function' })), 'dueOn is nothing a person can say'],
  ])('is nothing that could be said: %j', (type, because) => expect(asked(type)).toBe(because))

  it.each<[string, string]>([
    ['', 'dueOn: it has no type, and is taken as text'],
    ['Money', 'dueOn: Money is taken as text'],
  ])('is text where the type is not known: %s', (written, remark) => {
    const offered = offerParameter(given({ kind: 'unknown', written }))
    expect(isUnsayable(offered) ? [] : offered.remarks).toEqual([remark])
    const within = offerParameter(given(object(given({ kind: 'unknown', written }))))
    expect(isUnsayable(within) ? [] : within.remarks).toHaveLength(1)
  })
})

describe('what is said becomes what the method expects', () => {
  it.each<[ValueType, Partial<ModelParameter>, string]>([
    [text, {}, 'x'],
    [text, { takesNull: true }, 'x ?? null'],
    [text, { optional: true }, 'x'],
    [{ kind: 'date' }, {}, 'x'],
    [nativeDate, {}, 'new Date(x)'],
    [nativeDate, { optional: true }, 'x === undefined ? undefined : new Date(x)'],
    [nativeDate, { takesNull: true }, 'x == null ? null : new Date(x)'],
    [{ kind: 'integer' }, {}, 'x'],
    [{ kind: 'integer', native: 'bigint' }, {}, 'BigInt(x)'],
    [numbered, {}, '({ "low": 0, "high": 1 } as const)[x]'],
    [{ kind: 'enum', choices: [{ value: 'low', is: 'low' }] }, {}, 'x'],
    [list(text), {}, 'x'],
    [list(nativeDate), {}, 'x.map((one) => (new Date(one)))'],
    [list(text, 'set'), {}, 'new Set(x)'],
    [list(text, 'map'), {}, 'new Map(Object.entries(x))'],
    [list(nativeDate, 'record'), {}, 'x'],
    [object(given(text, { name: 'zip' })), {}, 'x'],
    [object(given(text)), {}, '{ dueOn: x.due_on }'],
    [object(given(nativeDate, { name: 'day' })), {}, '{ day: new Date(x.day) }'],
  ])('%j %j', (type, more, code) => expect(asNative('x', given(type, more))).toBe(code))
})

describe('a command that a person made', () => {
  const base = workflow()
    .context('Order')
    .context('Rush', { bases: ['Order'] })
    .context('Item')
    .build()

  const offered = (kind: OfferKind, member: string, name = 'other'): OfferedCommand => ({
    key: `app/a.ts#${member}`,
    file: 'app/a.ts',
    line: 1,
    member,
    kind,
    name,
    description: '',
    parameters: [],
    handler: { kind: 'stub', note: '' },
    risk: 'read',
    riskBecause: '',
    body: '',
    isSuggested: true,
    remarks: [],
  })

  const own = (draft: object): CommandRecord =>
    commandSchema.parse({
      kind: 'command',
      id: 'mine',
      context: 'Order',
      name: 'mine',
      handler: { kind: 'stub' },
      ...draft,
    })

  function covers(draft: object, what: OfferedCommand, at = 'Order'): boolean {
    const document = put(base, own(draft))
    const context = recordById(document, 'context', contextId(at)) as ContextRecord
    return coveringCommand(document, context, what)?.id === 'mine'
  }

  const code = (source: string) => ({ handler: { kind: 'code', source } })
  const method = (name: string) => ({ handler: { kind: 'method', method: name } })
  const property = (name: string, access: string) => ({
    handler: { kind: 'property', property: name, access },
  })

  it.each<[string, object, OfferedCommand, boolean]>([
    ['its name', { name: 'other' }, offered('method', 'Order.cancel()'), true],
    ['its method', method('cancel'), offered('method', 'Order.cancel()'), true],
    ['another method', method('cancelAll'), offered('method', 'Order.cancel()'), false],
    ['a property it reads', property('status', 'get'), offered('get', 'Order.status'), true],
    ['a property it writes', property('status', 'set'), offered('get', 'Order.status'), false],
    ['code that calls it', code('self.cancel(1)'), offered('method', 'Order.cancel()'), true],
    [
      'code that calls a like one',
      code('self.cancelAll(1)'),
      offered('method', 'Order.cancel()'),
      false,
    ],
    ['code that writes it', code('self.status = 1'), offered('set', 'Order.status='), true],
    ['code that compares it', code('self.status == 1'), offered('set', 'Order.status='), false],
    [
      'a function it imports',
      code("import { money } from './m'"),
      offered('function', 'money()'),
      true,
    ],
    [
      'a reply that shows it',
      { handler: { kind: 'reply', template: 'Is {self.status}' } },
      offered('get', 'Order.status'),
      true,
    ],
    [
      'a reply that does not',
      { handler: { kind: 'reply', template: 'self.status' } },
      offered('get', 'Order.status'),
      false,
    ],
    ['nothing yet', {}, offered('method', 'Order.cancel()'), false],
    [
      'its availability',
      { availability: 'self.isOpen()' },
      offered('method', 'Order.isOpen()'),
      true,
    ],
    ['its check', { validation: 'self.whyNot()' }, offered('method', 'Order.whyNot()'), true],
    [
      'what takes it back',
      { undo: { kind: 'method', method: 'restore' } },
      offered('method', 'Order.restore()'),
      true,
    ],
    [
      'code that takes it back',
      { undo: { kind: 'code', source: 'self.restore()' } },
      offered('method', 'Order.restore()'),
      true,
    ],
    [
      'a lookup',
      { parameters: [{ id: 'p', name: 'p', type: 'string', lookup: 'self.names()' }] },
      offered('method', 'Order.names()'),
      true,
    ],
    [
      'a lookup of what is read',
      { availability: 'self.status' },
      offered('get', 'Order.status'),
      false,
    ],
    ['going there', code('self.items'), offered('open', 'Order.items open'), false],
  ])('is known by %s', (_, draft, what, is) => expect(covers(draft, what)).toBe(is))

  it('covers what its base is offered, and nothing of another context', () => {
    const what = offered('method', 'Order.cancel()')
    expect(covers({ ...method('cancel'), context: 'Rush' }, what)).toBe(true)
    expect(covers({ ...method('cancel'), context: 'Item' }, what)).toBe(false)
    const source = { file: 'app/a.ts', member: 'Order.x()', taken: {} }
    expect(covers({ ...method('cancel'), source }, what)).toBe(false)
  })

  it('may call the root by either of its names', () => {
    const what = offered('method', 'Desk.find()')
    expect(covers({ ...code('root.find(1)'), context: 'root' }, what, '*')).toBe(true)
    expect(covers(code('root.find(1)'), what)).toBe(false)
  })
})

it('says nothing of files of another language, or of folders that were not read', () => {
  const read = { classes: [], functions: [], root: null, broken: [], remarks: [] }
  const typescript = { ...read, language: 'typescript', files: ['app/main.ts'] } as const
  const python = { ...read, language: 'python', files: ['shop/order.py'] } as const
  expect(isOfReading('lib/other.tsx', typescript)).toBe(true)
  expect(isOfReading('shop/order.py', typescript)).toBe(false)
  expect(isOfReading('shop/item.py', python)).toBe(true)
  expect(isOfReading('desk/item.py', python)).toBe(false)
  expect(isOfReading('shop/main.ts', python)).toBe(false)
})
