import { describe, expect, it } from 'vitest'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import type { Document } from '../document.ts'
import { parameterSchema, type ParameterType } from '../parameter.ts'
import type { Imported, ImportedEntity, ImportedRow } from './imported.ts'
import {
  suggestEntities,
  suggestIntents,
  type EntityTarget,
  type ImportMapping,
} from './import-mapping.ts'
import { planImport, planningSteps } from './import-plan.ts'
import { importTargets } from './import-targets.ts'

const document = workflow()
  .context('Order')
  .command('pay', { parameters: { amount: { type: 'number' } } })
  .command('greet')
  .build()

const row = (
  intent: string,
  text: string,
  ...marks: (readonly [string, string])[]
): ImportedRow => ({
  intent,
  text,
  slots: marks.map(([entity, words]) => {
    const start = text.indexOf(words)
    return { entity, start, end: start + words.length }
  }),
  heldOut: false,
  where: 'line 1',
})

const file = (
  rows: readonly ImportedRow[],
  entities: readonly ImportedEntity[] = [],
): Imported => ({
  rows: [...rows],
  entities: [...entities],
  skipped: [],
  notes: [],
})

const entity = (name: string, more: Partial<ImportedEntity> = {}): ImportedEntity => ({
  name,
  type: 'string',
  choices: [],
  pattern: '',
  examples: [],
  ...more,
})

const intoPay = (...entities: [string, EntityTarget][]): ImportMapping => ({
  intents: new Map([['pay', { kind: 'command', command: commandId('pay') }]]),
  entities: new Map(entities),
})

const mappedByName = (of: Document, ...names: readonly string[]) => ({
  intents: new Map([...suggestIntents(of, names)].map(([name, { target }]) => [name, target])),
})

const madeOf = (imported: Imported, name: string, type: ParameterType) => {
  const mapping = intoPay([name, { kind: 'parameter', name, type }])
  const targets = importTargets(document, imported, mapping)
  imported.rows.forEach((each) => targets.slotsOf(each, commandId('pay')))
  return targets.changed()[0]?.parameters.at(-1)
}

describe('a parameter that is made', () => {
  it('has the pattern the file tells, and words that were marked for examples', () => {
    const rows = Array.from({ length: 9 }, (_, n) => row('pay', `with K${n}`, ['card', `K${n}`]))
    const made = madeOf(
      file(rows, [entity('card', { pattern: 'K\\d', examples: ['K9'] })]),
      'card',
      'string',
    )
    expect(made).toMatchObject({
      name: 'card',
      required: false,
      pattern: 'K\\d',
      examples: ['K9', 'K0', 'K1', 'K2', 'K3', 'K4', 'K5', 'K6'],
    })
  })

  it('has no pattern where its type is another', () => {
    const imported = file(
      [row('pay', 'take 5', ['count', '5'])],
      [entity('count', { pattern: '\\d' })],
    )
    expect(madeOf(imported, 'count', 'integer')).toMatchObject({ type: 'integer', pattern: '' })
  })

  it('has the choices the file tells, else the marked words', () => {
    const rows = [row('pay', 'by card', ['way', 'card']), row('pay', 'by cash', ['way', 'cash'])]
    expect(madeOf(file(rows), 'way', 'enum')).toMatchObject({
      examples: [],
      choices: [
        { value: 'card', synonyms: [] },
        { value: 'cash', synonyms: [] },
      ],
    })
    const told = [{ value: 'cash', synonyms: ['coins'] }]
    expect(madeOf(file(rows, [entity('way', { choices: told })]), 'way', 'enum')?.choices).toEqual(
      told,
    )
  })

  it('is called value where its name leaves no letter, and is made once', () => {
    const imported = file([row('pay', 'für 数', ['数', '数']), row('pay', 'mit 数', ['数', '数'])])
    const mapping = intoPay(['数', { kind: 'parameter', name: '数', type: 'string' }])
    const targets = importTargets(document, imported, mapping)
    const [first, second] = imported.rows.map((each) => targets.slotsOf(each, commandId('pay')))
    expect(first).toHaveLength(1)
    expect(first?.[0]?.parameter).toBe(second?.[0]?.parameter)
    expect(targets.newParameters()).toBe(1)
    expect(targets.changed()[0]?.parameters.at(-1)?.name).toBe('value')
  })
})

describe('a mark', () => {
  const imported = file([row('pay', 'pay 5', ['amount', '5'])])

  it('goes to the parameter that is there', () => {
    const mapping = intoPay(['amount', { kind: 'parameter', name: 'Amount', type: 'string' }])
    const targets = importTargets(document, imported, mapping)
    expect(targets.slotsOf(imported.rows[0]!, commandId('pay'))).toEqual([
      { parameter: 'pay.amount', start: 4, end: 5 },
    ])
    expect(targets.changed()).toEqual([])
  })

  it('is dropped where that was chosen, or the command is gone', () => {
    const dropped = importTargets(document, imported, intoPay(['amount', { kind: 'drop' }]))
    expect(dropped.slotsOf(imported.rows[0]!, commandId('pay'))).toEqual([])
    expect(dropped.slotsOf(imported.rows[0]!, commandId('pay'))).toEqual([])
    const gone = importTargets(
      document,
      imported,
      intoPay(['amount', { kind: 'parameter', name: 'amount', type: 'number' }]),
    )
    expect(gone.slotsOf(imported.rows[0]!, commandId('gone'))).toEqual([])
    expect(gone.nameOf(commandId('gone'))).toBe('')
  })
})

it('does not call a new command by a reserved name', () => {
  const imported = file([row('w', 'anything')])
  const mapping: ImportMapping = {
    intents: new Map([['w', { kind: 'new', context: contextId('Order'), name: 'wildcard' }]]),
    entities: new Map(),
  }
  const { commands } = planImport(document, imported, mapping, {
    conflicts: 'import',
    heldOutPercent: 0,
  })
  expect(commands.map(({ name }) => name)).toEqual(['imported_wildcard'])
})

describe('entities become parameters', () => {
  const suggested = (imported: Imported, intents = new Map([['pay', { kind: 'skip' as const }]])) =>
    suggestEntities(document, imported, intents)

  it('of the type their words have, where the file tells none', () => {
    const words = (entity: string, ...each: string[]) =>
      each.map((w) => row('pay', `x ${w}`, [entity, w]))
    const imported = file(
      [
        ...words('whole', '5', '-12'),
        ...words('part', '5', '2,5'),
        ...words('word', '5', 'two'),
        ...words('told', '5'),
        ...words('数', 'a'),
      ],
      [entity('told', { type: 'date' })],
    )
    expect([...suggested(imported)].map(([name, target]) => [name, target])).toEqual([
      ['whole', { kind: 'parameter', name: 'whole', type: 'integer' }],
      ['part', { kind: 'parameter', name: 'part', type: 'number' }],
      ['word', { kind: 'parameter', name: 'word', type: 'string' }],
      ['told', { kind: 'parameter', name: 'told', type: 'date' }],
      ['数', { kind: 'parameter', name: 'value', type: 'string' }],
    ])
  })

  it('of the type a command they go to has already', () => {
    const imported = file([row('pay', 'pay 5', ['amount', '5'])])
    const intents = new Map([
      ['pay', { kind: 'command' as const, command: commandId('pay') }],
      ['gone', { kind: 'command' as const, command: commandId('gone') }],
    ])
    expect(suggestEntities(document, imported, intents).get('amount')).toEqual({
      kind: 'parameter',
      name: 'amount',
      type: 'number',
    })
  })
})

describe('an entity with a dotted name', () => {
  const city = parameterSchema.parse({ id: 'a.city', name: 'city', type: 'string' })
  const withAddress = workflow()
    .command('pay', { parameters: { address: { type: 'object', fields: [city] } } })
    .command('greet')
    .build()
  const imported = file([
    row('pay', 'pay to Ulm', ['Address.City', 'Ulm']),
    row('greet', 'hello Bonn', ['Address.City', 'Bonn']),
  ])
  const { intents } = mappedByName(withAddress, 'pay', 'greet')

  it('is the field that has that path', () => {
    expect(suggestEntities(withAddress, imported, intents).get('Address.City')).toEqual({
      kind: 'parameter',
      name: 'address.city',
      type: 'string',
    })
  })

  it('is a parameter of its own where there is no such field', () => {
    const entities = suggestEntities(withAddress, imported, intents)
    const targets = importTargets(withAddress, imported, { intents, entities })
    const [pay, greet] = imported.rows.map((each) => targets.slotsOf(each, commandId(each.intent)))
    expect(pay).toEqual([{ parameter: 'a.city', start: 7, end: 10 }])
    expect(targets.changed()).toMatchObject([
      { name: 'greet', parameters: [{ id: greet?.[0]?.parameter, name: 'address_city' }] },
    ])
    const flat = suggestEntities(document, imported, mappedByName(document, 'pay').intents)
    expect(flat.get('Address.City')).toMatchObject({ name: 'address_city' })
  })
})

it('calls a command whose intent has no letter imported, and picks the nearest of two alike', () => {
  expect(suggestIntents(document, ['取消']).get('取消')?.target).toEqual({
    kind: 'new',
    context: 'root',
    name: 'imported',
  })
  const alike = workflow().command('send_mails').command('send_mail').build()
  expect(suggestIntents(alike, ['send_maul']).get('send_maul')?.target).toEqual({
    kind: 'command',
    command: 'send_mail',
  })
})

describe('rows in their thousands', () => {
  const many = Array.from({ length: 1001 }, (_, n) => row('greet', `way ${n}`))
  const mapping: ImportMapping = {
    intents: new Map([['greet', { kind: 'command', command: commandId('greet') }]]),
    entities: new Map(),
  }

  it('leave time for something else now and then', () => {
    const steps = planningSteps(document, file(many), mapping, {
      conflicts: 'import',
      heldOutPercent: 0,
    })
    let pauses = 0
    while (!steps.next().done) pauses++
    expect(pauses).toBe(2)
  })

  it('are never all held out', () => {
    const plan = planImport(document, file(many.slice(0, 10)), mapping, {
      conflicts: 'import',
      heldOutPercent: 100,
    })
    expect(plan.heldOut).toBe(9)
  })
})

it('does not say twice that nothing is meant by a text', () => {
  const known = workflow()
    .correction('sing', { meant: null })
    .correction('stop', { meant: 'core/abort' })
    .build()
  const mapping: ImportMapping = {
    intents: new Map([['none', { kind: 'out-of-scope' }]]),
    entities: new Map(),
  }
  const plan = planImport(known, file([row('none', 'Sing '), row('none', 'stop')]), mapping, {
    conflicts: 'import',
    heldOutPercent: 0,
  })
  expect(plan.outOfScope).toEqual(['stop'])
  expect(plan.counts).toEqual({ new: 1, duplicate: 1, conflict: 0, 'left-out': 0 })
})

it('moves a text that is in the file under two commands, without marks of other words', () => {
  const both: ImportMapping = {
    intents: new Map([
      ['pay', { kind: 'command', command: commandId('pay') }],
      ['greet', { kind: 'command', command: commandId('greet') }],
    ]),
    entities: new Map([['amount', { kind: 'parameter', name: 'amount', type: 'number' }]]),
  }
  const plan = planImport(
    document,
    file([row('greet', 'Pay 5'), row('pay', 'pay 5', ['amount', '5'])]),
    both,
    { conflicts: 'move', heldOutPercent: 0 },
  )
  expect(plan.utterances).toMatchObject([{ command: 'pay', text: 'Pay 5', slots: [] }])
  expect(plan.moved).toBe(0)
})
