import { describe, expect, it } from 'vitest'
import { GO_UP } from '#domain/core-commands.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { exactRung, slashForm } from './exact.ts'
import type { Verdict } from './rung.ts'
import { commandsInScope } from './scope-commands.ts'

const desk = workflow()
  .context('Order', { containers: ['*'] })
  .context('Item', { containers: ['Order'] })
  .command('add', { parameters: { a: { type: 'number' }, b: { type: 'number' } } })
  .command('greet', { parameters: { name: {} } })
  .command('hold')
  .command('list')
  .command('list_orders')
  .command('open_order', { parameters: { id: { pattern: 'W\\d+' } } })
  .command('call', { parameters: { code: { pattern: 'W\\d+ [a-z]+' } } })
  .command('remind', { parameters: { day: { type: 'date' } } })
  .command('plan', { parameters: { day: { type: 'date' }, what: {} } })
  .command('back', { utterances: ['where was I', 'Get me out of here!'] })
  .command('Item/ship')
  .command('Item/wrap_it')
  .command('Order/ship')
  .command('Order/status')
  .command('status')
  .build()

const AT = 1_700_000_000_000

function found(text: string, rung: typeof exactRung = exactRung): Verdict | null {
  const scope = commandsInScope(desk, scopeAt(desk, ['Order'], ['Order/ship']))
  return rung({ text, document: desk, scope, model: FAKE_MODEL }, AT)
}

/** `add@1 2 3 {"a":"2","b":"3"}`, `refuse Item/wrap_it`, or nothing. */
const line = (text: string, rung?: typeof exactRung): string | null => told(found(text, rung))

function told(verdict: Verdict | null): string | null {
  if (!verdict) return null
  const { outcome, candidates, refusal, inlineText, inlineValues } = verdict
  if (outcome === 'refuse') return `refuse ${refusal?.kind === 'elsewhere' ? refusal.command : ''}`
  const [best] = candidates
  return [
    `${best?.command}@${best?.level}`,
    ...(inlineText === null ? [] : [inlineText]),
    ...(inlineValues === null ? [] : [JSON.stringify(inlineValues)]),
  ].join(' ')
}

describe('the slash form', () => {
  it.each([
    ['/add', 'add@1'],
    ['/ add 2 3', 'add@1 2 3 {"a":"2","b":"3"}'],
    ['/ADD 2 3', 'add@1 2 3 {"a":"2","b":"3"}'],
    ['/add (2, 3)', 'add@1 2, 3 {"a":"2","b":"3"}'],
    ['/add ( )', 'add@1'],
    ['/greet my dentist', 'greet@1 my dentist {"name":"my dentist"}'],
    ['/greet Anna\nLee', 'greet@1 Anna\nLee {"name":"Anna\\nLee"}'],
    ['/status', 'Order/status@0'],
    ['/order/STATUS', 'Order/status@0'],
    ['/ship', 'refuse Order/ship'],
    ['/Item/ship', 'refuse Item/ship'],
    ['/wrap_it', 'refuse Item/wrap_it'],
  ])('%s is %s', (text, expected) => {
    expect(line(text, slashForm)).toBe(expected)
    expect(line(text)).toBe(expected)
  })

  it.each(['/nothing', 'say /add', '/', '/2', 'add'])('%s is none', (text) => {
    expect(line(text, slashForm)).toBeNull()
  })

  it('tells what is not available from what is elsewhere', () => {
    expect(found('/ship')?.refusal).toEqual({
      kind: 'elsewhere',
      command: 'Order/ship',
      unavailable: true,
    })
    expect(found('/wrap_it')?.refusal).toMatchObject({ unavailable: false })
  })
})

describe('a name at the beginning', () => {
  it.each([
    ['hold', 'hold@1'],
    ['hold?', 'hold@1 ?'],
    ['hold . !', 'hold@1 . !'],
    ['add 2', 'add@1 2 {"a":"2"}'],
    ['Add 2 3', 'add@1 2 3 {"a":"2","b":"3"}'],
    ['add(2, 3)', 'add@1 2, 3 {"a":"2","b":"3"}'],
    ['greet Anna', 'greet@1 Anna {"name":"Anna"}'],
    ['greet name=Anna Lee', 'greet@1 name=Anna Lee {"name":"Anna Lee"}'],
    ['greet “the”', 'greet@1 “the” {"name":"the"}'],
    ['call W1 now', 'call@1 W1 now {"code":"W1 now"}'],
    ['remind tomorrow', 'remind@1 tomorrow {"day":"tomorrow"}'],
    ['plan next Friday, lunch', 'plan@1 next Friday, lunch {"day":"next Friday","what":"lunch"}'],
    ['add ( 2, 3 )', 'add@1 2, 3 {"a":"2","b":"3"}'],
    ['list_orders of my dentist', 'list_orders@1 of my dentist'],
    ['Order/status', 'Order/status@0'],
    ['wrap_it please', 'refuse Item/wrap_it'],
    ['item/ship it', 'refuse Item/ship'],
    ['ship', 'refuse Order/ship'],
    ['Ship!', 'refuse Order/ship'],
  ])('%s is %s', (text, expected) => expect(line(text)).toBe(expected))

  it.each([
    'hold the line',
    'add two apples',
    'add my dentist',
    'greet the',
    'greet everyone I know',
    'call W1',
    'add 1 (2)',
    'add (2) 3',
    '2 add 3',
    'greet Anna "Lee"',
    'greet "Anna" Lee',
    'no_such_name at all',
    'ship it',
    'please add 2 3',
  ])('%s is none', (text) => expect(line(text)).toBeNull())
})

describe('a name with its context', () => {
  const board = workflow()
    .context('Ticket')
    .context('Story', { bases: ['Ticket'], containers: ['*', 'Epic'] })
    .context('Epic', { bases: ['Ticket'], containers: ['*'] })
    .command('Ticket/assign')
    .command('Ticket/close')
    .command('Epic/plan')
    .command('Story/close')
    .build()

  it.each([
    // The command is of the base: the context that inherits it calls it its own.
    ['Story/assign', ['Story'], 'Ticket/assign@0'],
    ['/story/ASSIGN', ['Story'], 'Ticket/assign@0'],
    ['Ticket/assign', ['Story'], 'Ticket/assign@0'],
    ['Epic/plan', ['Story', 'Epic'], 'Epic/plan@1'],
    // One that has its own has not that of the base.
    ['Story/close', ['Story'], 'Story/close@0'],
    ['Epic/close', ['Story', 'Epic'], 'Ticket/close@1'],
    // It is not done to this one, though this one has it, too.
    ['Story/assign', ['Epic'], 'refuse Ticket/assign'],
    ['Epic/assign', [], 'refuse Ticket/assign'],
    ['Story/plan', ['Story'], null],
    ['Sprint/assign', ['Story'], null],
  ])('%s, in %j, is %s', (text, path, expected) => {
    const scope = commandsInScope(board, scopeAt(board, path))
    expect(told(exactRung({ text, document: board, scope, model: FAKE_MODEL }, AT))).toBe(expected)
  })
})

describe('a title', () => {
  it.each([
    ['List orders', 'list_orders@1'],
    ['list  orders?', 'list_orders@1'],
    ['open order W12', 'open_order@1 W12 {"id":"W12"}'],
    ['Open order', 'open_order@1'],
    ['list', 'list@1'],
  ])('%s is %s', (text, expected) => expect(line(text)).toBe(expected))

  it.each([
    ['change payment', 'change_payment@0'],
    ['change payment method', 'change_payment@0'],
    ['change payment method PayPal', 'change_payment@0 PayPal {"payment_method":"PayPal"}'],
    ['change payment PayPal', 'change_payment@0 PayPal {"payment_method":"PayPal"}'],
    // Only what the name of the command began is gone on with.
    ['change payment methods', 'change_payment@0 methods {"payment_method":"methods"}'],
    ['change the method', null],
    ['set date time zone UTC', 'set_date_time@0 UTC {"date_time_zone":"UTC"}'],
    ['set date time UTC', 'set_date_time@0 UTC {"date_time_zone":"UTC"}'],
  ])('%s: %s, whose parameter may be named in full', (text, expected) => {
    const shop = workflow()
      .command('change_payment', { parameters: { payment_method: {} } })
      .command('set_date_time', { parameters: { date_time_zone: {} } })
      .build()
    const scope = commandsInScope(shop, scopeAt(shop, []))
    expect(told(exactRung({ text, document: shop, scope, model: FAKE_MODEL }, AT))).toBe(expected)
  })

  it.each([
    ['visit patient Ann Lee', 'visit_patient@1 Ann Lee {"name":"Ann Lee"}'],
    ['Visit Patient Zoe', 'visit_patient@1 Zoe {"name":"Zoe"}'],
    ['visit patient Ann Lee 2', 'visit_patient@1 Ann Lee 2 {"name":"Ann Lee 2"}'],
    // Any other words are a name only to a command of which nothing else is known.
    ['visit patient ann lee', null],
    ['visit patient for me', null],
    ['visit doctor Ann Lee', null],
    ['move patient Ann Lee Smith', null],
    ['greet Ann Lee', null],
  ])('%s: %s', (text, expected) => {
    const ward = workflow()
      .command('visit_patient', { parameters: { name: {} } })
      .command('visit_doctor', { parameters: { name: {} }, utterances: ['see the doctor'] })
      .command('move_patient', { parameters: { name: {}, to: {} } })
      .command('greet', { parameters: { name: {} } })
      .build()
    const scope = commandsInScope(ward, scopeAt(ward, []))
    const verdict = exactRung({ text, document: ward, scope, model: FAKE_MODEL }, AT)
    expect(told(verdict)).toBe(expected?.replace('@1', '@0') ?? null)
  })

  it.each(['open orders', 'open order of mine', 'reopen order'])('%s is none', (text) => {
    expect(line(text)).toBeNull()
  })
})

describe('a phrase that every workflow knows', () => {
  it('is its core command, unless a command here says the same', () => {
    expect(line('Up one level please.')).toBe(`${GO_UP.id}@0`)
    expect(line('get me out of here')).toBeNull()
  })

  it('is nothing as a part of a message', () => {
    expect(line('up one level please and stay')).toBeNull()
  })
})
