import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOfFields, parameterSchema, type Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { checkedValue } from './constraints.ts'
import { extract } from './extract.ts'
import { namedValues, positionalValues } from './inline.ts'
import { merged, openPlace, pathOf, stepsOf, valueAt, withValueAt } from './paths.ts'
import { settledValue, type ValueContext } from './settle.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './types/registry.ts'

const CONTEXT: ValueContext = {
  now: Date.UTC(2026, 0, 2, 12),
  timeZone: 'UTC',
  existing: null,
  exactOnly: true,
}
const parameterOf = (draft: Partial<Parameter>): Parameter =>
  parameterSchema.parse({ id: 'p', name: 'wanted', type: 'string', ...draft })

const pad = (value: number): string => String(value).padStart(2, '0')
const CHOICES = ['small', 'extra large', 'on hold'].map((value) => ({ value, synonyms: [] }))

/** Values of each type as they are kept, and a parameter they are of. */
const KEPT: Readonly<Record<string, readonly [Partial<Parameter>, fc.Arbitrary<Json>]>> = {
  integer: [{ type: 'integer' }, fc.maxSafeInteger()],
  number: [
    { type: 'number' },
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((x) => x + 0),
  ],
  boolean: [{ type: 'boolean' }, fc.boolean()],
  enum: [{ type: 'enum', choices: CHOICES }, fc.constantFrom(...CHOICES.map(({ value }) => value))],
  date: [
    { type: 'date' },
    fc
      .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  ],
  time: [
    { type: 'time' },
    fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${pad(hour)}:${pad(minute)}`),
  ],
  string: [{}, fc.stringMatching(/^[a-z][a-z0-9 ]{0,10}[a-z0-9]$/)],
  list: [
    { type: 'list', itemType: 'integer' },
    fc.array(fc.integer(), { minLength: 1, maxLength: 6 }),
  ],
}

describe('a value of each type', () => {
  it.each(Object.entries(KEPT))('%s: read again, it is itself', (_type, [draft, values]) => {
    const parameter = parameterOf(draft)
    const { coerce } = PARAMETER_TYPE_DEFINITIONS[parameter.type]
    fc.assert(
      fc.property(values, (value) => {
        expect(coerce(value, parameter, CONTEXT)).toEqual({ ok: true, value })
        const text = typeof value === 'string' ? value : JSON.stringify(value)
        expect(coerce(text, parameter, CONTEXT)).toEqual({ ok: true, value })
      }),
    )
  })

  it('of fields too, as data and as JSON', () => {
    const parameter = parameterOf({
      type: 'object',
      fields: Object.entries(KEPT).map(([name, [draft]]) => ({ ...parameterOf(draft), name })),
    })
    const values = fc.record(
      Object.fromEntries(Object.entries(KEPT).map(([name, [, each]]) => [name, each])),
    )
    fc.assert(
      fc.property(values, (value) => {
        const expected = { ok: true, value: { ...value } }
        expect(settledValue({ ...value }, parameter, CONTEXT)).toEqual(expected)
        expect(settledValue(JSON.stringify(value), parameter, CONTEXT)).toEqual(expected)
      }),
    )
  })
})

const anyParameter: fc.Arbitrary<Parameter> = fc
  .record({
    type: fc.constantFrom(...(Object.keys(PARAMETER_TYPE_DEFINITIONS) as Parameter['type'][])),
    itemType: fc.constantFrom<Parameter['itemType']>('string', 'integer', 'date', 'object'),
    unit: fc.constantFrom('', 'kg', 'min', '%', 'EUR', 'crate'),
    min: fc.option(fc.integer({ min: -5, max: 5 })),
    max: fc.option(fc.integer({ min: 6, max: 50 })),
    maxLength: fc.option(fc.integer({ min: 1, max: 8 })),
    pattern: fc.constantFrom('', 'W\\d+', '('),
    required: fc.boolean(),
  })
  .map((draft) => parameterOf({ ...draft, choices: CHOICES }))
const withParts = fc
  .tuple(anyParameter, fc.array(anyParameter, { maxLength: 3 }))
  .map(([parameter, fields]): Parameter => ({
    ...parameter,
    fields: fields.map((field, i) => ({ ...field, name: `f${i}` })),
  }))
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ...(
          '12 two and a half kg $5 5% next Friday at noon half past seven from 9 to 5 between ' +
          'W12 "quoted" {"f0": 1} f0=3 , ; not no instead Anna 12 Main Street Austin TX 78701 hours'
        ).split(' '),
      ),
      { maxLength: 12 },
    )
    .map((words) => words.join(' ')),
)
const anything = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>)

describe('whatever is given', () => {
  it('is settled within all constraints, or refused with a sentence', () => {
    fc.assert(
      fc.property(anything, withParts, (value, parameter) => {
        const settled = settledValue(value, parameter, CONTEXT)
        if (!settled.ok) {
          expect(settled.error.problem.text).not.toBe('')
          return
        }
        if (isOfFields(parameter) && parameter.fields.length > 0) {
          expect(openPlace(settled.value, parameter)).toBeNull()
          return
        }
        // What was settled is good as it is: it is read as itself.
        const again = checkedValue(settled.value, parameter, CONTEXT)
        if (parameter.type !== 'string' && parameter.itemType !== 'string')
          expect(again).toEqual(settled)
      }),
      { numRuns: 500 },
    )
  })

  it('is read without a fault from any message', () => {
    fc.assert(
      fc.property(text, fc.array(withParts, { minLength: 1, maxLength: 3 }), (said, drafts) => {
        const document = workflow().command('act', {}).build()
        const command = recordById(document, 'command', 'act')!
        const parameters = drafts.map((draft, i) => ({
          ...draft,
          name: `p${i}`,
          id: `p${i}` as Parameter['id'],
        }))
        const { values, problems } = extract({
          command: { ...command, parameters },
          parameters,
          text: said,
          given: null,
          utterances: [],
          now: CONTEXT.now,
          existing: new Map(),
        })
        for (const { span } of values)
          if (span) expect(0 <= span.start && span.end <= said.length).toBe(true)
        for (const { problem, parameter } of problems)
          expect(problem.path === undefined || problem.path.startsWith(parameter.name)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('by name or by place is taken apart without a fault', () => {
    fc.assert(
      fc.property(text, fc.array(withParts, { maxLength: 3 }), (said, drafts) => {
        const parameters = drafts.map((draft, i) => ({ ...draft, name: `f${i}` }))
        const known = new Set(parameters.map(({ name }) => name))
        for (const values of [namedValues(said, parameters), positionalValues(said, parameters)])
          expect(Object.keys(values ?? {}).every((name) => known.has(name))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a path', () => {
  const steps = fc
    .tuple(
      fc.stringMatching(/^[a-z]\w{0,5}$/),
      fc.array(fc.oneof(fc.stringMatching(/^[a-z]\w{0,5}$/), fc.nat(3)), { maxLength: 4 }),
    )
    .map(([first, rest]) => [first, ...rest])

  it('is what its steps say, both ways', () => {
    fc.assert(
      fc.property(steps, (each) => {
        expect(stepsOf(pathOf(each))).toEqual(each)
      }),
    )
    expect(stepsOf('items[2].quantity')).toEqual(['items', 2, 'quantity'])
    expect(stepsOf('')).toBeNull()
    expect(stepsOf('a..b')).toBeNull()
  })

  it('leads to what was put there, and changes nothing else', () => {
    fc.assert(
      fc.property(steps, fc.jsonValue() as fc.Arbitrary<Json>, (each, value) => {
        const names = each.filter((step) => typeof step === 'string')
        const whole = withValueAt({ other: 1 }, names, () => value)
        expect(valueAt(whole, names)).toEqual(value)
        if (names[0] !== 'other') expect(valueAt(whole, ['other'])).toBe(1)
      }),
    )
    expect(withValueAt([1, 2, 3], [1], () => undefined)).toEqual([1, 3])
    expect(withValueAt({ a: 1, b: 2 }, ['a'], () => undefined)).toEqual({ b: 2 })
    expect(merged({ a: { b: 1, c: 2 } }, { a: { b: 3 } })).toEqual({ a: { b: 3, c: 2 } })
    expect(merged([1], [2])).toEqual([2])
  })
})
