import { describe, expect, it } from 'vitest'
import type { Parameter } from '#domain/parameter.ts'
import { recordById, utterancesOf } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { LookupValue } from '../ports.ts'
import { extract } from './extract.ts'

type Drafts = Readonly<Record<string, Partial<Omit<Parameter, 'id' | 'name'>>>>

interface Case {
  readonly utterances?: readonly string[]
  readonly existing?: Readonly<Record<string, readonly LookupValue[]>>
  readonly risk?: 'read' | 'write'
}

function read(
  text: string,
  parameters: Drafts,
  { utterances = [], existing = {}, risk = 'write' }: Case = {},
): Record<string, Json> {
  const document = workflow().command('act', { parameters, utterances, risk }).build()
  const command = recordById(document, 'command', 'act')!
  const { values, problems } = extract({
    command,
    parameters: command.parameters,
    text,
    given: null,
    utterances: utterancesOf(document, commandId('act')),
    now: Date.UTC(2026, 0, 2, 12),
    timeZone: 'UTC',
    existing: new Map(Object.entries(existing)),
  })
  return Object.fromEntries([
    ...values.map(({ parameter, value }) => [parameter.name, value]),
    ...problems.map(({ parameter, problem }) => [parameter.name, `<${problem.code}>`]),
  ]) as Record<string, Json>
}

describe('one phrase for two parameters', () => {
  it.each<[string, Drafts, Record<string, Json>]>([
    [
      'meet between 3 and 5 pm',
      { start: { type: 'time' }, end: { type: 'time' } },
      { start: '15:00', end: '17:00' },
    ],
    [
      'away from Monday to Friday',
      { end_date: { type: 'date' }, start_date: { type: 'date' } },
      { start_date: '2026-01-05', end_date: '2026-01-09' },
    ],
    [
      'next Friday at half past seven in the evening',
      { day: { type: 'date' }, at: { type: 'time' } },
      { day: '2026-01-09', at: '19:30' },
    ],
    [
      'a run of 5 km in half an hour',
      { distance: { type: 'number', unit: 'm' }, duration: { type: 'integer', unit: 'min' } },
      { distance: 5000, duration: 30 },
    ],
    ['pack it for 3 days', { weight: { type: 'number', unit: 'kg' } }, { weight: '<type>' }],
    ['pack it for 3 days', { weight: { type: 'number', unit: 'kg', required: false } }, {}],
  ])('“%s”', (text, parameters, values) => {
    expect(read(text, parameters)).toEqual(values)
  })
})

describe('several values for one parameter', () => {
  const people = ['Anna Berg', 'Ben Cole', 'Carl Dahl'].map((label, i) => ({
    value: `u${i + 1}`,
    label,
  }))

  it.each<[string, Drafts, Case, Json]>([
    [
      'add Anna, Ben and Carl',
      { who: { type: 'list' } },
      { utterances: ['add [Dora](who)'] },
      ['Anna', 'Ben', 'Carl'],
    ],
    [
      'add Anna Berg and Ben Cole',
      { who: { type: 'list', lookup: 'root.people' } },
      { existing: { who: people } },
      ['u1', 'u2'],
    ],
    [
      'show Anna and Carl',
      { who: { type: 'list', lookup: 'root.people' } },
      { existing: { who: people }, risk: 'read' },
      ['u1', 'u3'],
    ],
    [
      'on Monday, Tuesday and Friday',
      { who: { type: 'list', itemType: 'date' } },
      {},
      ['2026-01-05', '2026-01-06', '2026-01-02'],
    ],
    ['twelve, 13 and a dozen', { who: { type: 'list', itemType: 'integer' } }, {}, [12, 13, 12]],
  ])('“%s”', (text, parameters, given, values) => {
    expect(read(text, parameters, given)).toEqual({ who: values })
  })
})
