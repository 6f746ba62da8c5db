import { expect, it } from 'vitest'
import type { Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Json } from '#shared/json.ts'
import { TEST_NOW } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { extract, type ExtractionRequest } from '../parameters/extract.ts'
import { shown } from '../parameters/wording.ts'
import { withValuesBefore } from './referring.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>
type Drafts = Readonly<Record<string, Draft>>

const ORDER: Draft = { lookup: 'orders()' }
const NUMBER: Draft = { pattern: 'W\\d+' }
const COUNT: Draft = { type: 'integer' }

interface Before {
  readonly given: Drafts
  readonly values: Readonly<Record<string, Json>>
  readonly giver?: string
}

/** What the second of two requests comes to: `order=W1 (before)`, `count missing`. */
function taken(
  text: string,
  own: Drafts,
  { given, values, giver = 'give' }: Before,
  utterances: readonly string[] = [],
): string[] {
  const document = workflow()
    .command('give', { parameters: given })
    .command('tell', { parameters: own, utterances })
    .build()
  const command = recordById(document, 'command', 'tell')!
  const withLookup = command.parameters.filter(({ lookup }) => lookup.trim() !== '')
  const request: ExtractionRequest = {
    command,
    parameters: command.parameters,
    text,
    given: null,
    utterances: spokenUtterances(document, command),
    now: TEST_NOW,
    existing: new Map(withLookup.map(({ name }) => [name, [{ value: 'W1', label: '#W1' }]])),
  }
  const before = { command: commandId(giver), values }
  const place = { of: 'run', index: 1, before, rest: [] }
  const found = withValuesBefore(extract(request), request, place, document)
  return [
    ...found.values.map(({ parameter: { name }, value, source }) =>
      source === 'before' ? `${name}=${shown(value)} (before)` : `${name}=${shown(value)}`,
    ),
    ...found.problems.map(({ parameter: { name }, problem }) => `${name} ${problem.code}`),
  ]
}

const NUMBERED: Before = { given: { number: NUMBER }, values: { number: 'W1' } }
const ORDERED: Before = { given: { order: ORDER }, values: { order: 'W1' } }
const PARCEL: Before = { given: { parcel: ORDER }, values: { parcel: 'W1' } }

it.each<[string, Drafts, Before, string[]]>([
  ['and pack', { number: NUMBER }, NUMBERED, ['number=W1 (before)']],
  ['pack W2', { number: NUMBER }, NUMBERED, ['number=W2']],
  ['and pack', { number: { ...NUMBER, required: false } }, NUMBERED, []],
  ['pack it', { number: { ...NUMBER, required: false } }, NUMBERED, ['number=W1 (before)']],
  [
    'pack W2 with it',
    { number: NUMBER, other: NUMBER },
    { given: { other: NUMBER }, values: { other: 'W1' } },
    ['number=W2', 'other=W1 (before)'],
  ],
  [
    'do it',
    { count: COUNT },
    { given: { count: { type: 'number' } }, values: { count: 3 } },
    ['count missing'],
  ],
  // What nobody said gives way to what was said before.
  [
    'pack it',
    { count: { ...COUNT, required: false, defaultValue: 1 } },
    { given: { count: COUNT }, values: { count: 3 } },
    ['count=3 (before)'],
  ],
  [
    'and pack',
    { count: { ...COUNT, required: false, defaultValue: 1 } },
    { given: { count: COUNT }, values: { count: 3 } },
    ['count=1'],
  ],
])(
  'the second of two requests takes a value of the same name: %s, %j',
  (text, own, before, found) => expect(taken(text, own, before)).toEqual(found),
)

it.each<[string, Drafts, Before, string[]]>([
  ['pack it', { order: ORDER }, PARCEL, ['order=W1 (before)']],
  ['and pack', { order: ORDER }, PARCEL, ['order missing']],
  ['pack it', { order: { lookup: ' orders()' } }, PARCEL, ['order=W1 (before)']],
  [
    'pack it',
    { order: ORDER },
    { ...PARCEL, given: { parcel: { lookup: 'orders() ' } } },
    ['order=W1 (before)'],
  ],
  [
    'pack it',
    { number: NUMBER },
    { given: { no: NUMBER }, values: { no: 'W1' } },
    ['number=W1 (before)'],
  ],
  // Only one of the two was given.
  [
    'pack it',
    { order: ORDER },
    { ...PARCEL, given: { parcel: ORDER, other: ORDER } },
    ['order=W1 (before)'],
  ],
  [
    'pack it',
    { order: ORDER },
    { given: { parcel: ORDER, other: ORDER }, values: { parcel: 'W1', other: 'W1' } },
    ['order missing'],
  ],
  [
    'pack it',
    { order: ORDER },
    { ...PARCEL, given: { parcel: { lookup: 'people()' } } },
    ['order missing'],
  ],
  ['pack it', { order: ORDER }, { ...PARCEL, given: { parcel: {} } }, ['order missing']],
  [
    'pack it',
    { number: NUMBER },
    { ...PARCEL, given: { parcel: { ...ORDER, ...NUMBER } } },
    ['number missing'],
  ],
  [
    'pack it',
    { number: NUMBER },
    { ...PARCEL, given: { parcel: { pattern: '\\w+' } } },
    ['number missing'],
  ],
  [
    'pack it',
    { order: { ...ORDER, ...NUMBER } },
    { ...PARCEL, given: { parcel: NUMBER } },
    ['order missing'],
  ],
  ['pack it', { name: {} }, { ...PARCEL, given: { parcel: {} } }, ['name missing']],
  ['pack it', { orders: { ...ORDER, type: 'list' } }, PARCEL, ['orders missing']],
])(
  'and what a pronoun points to, if only one is of that kind: %s, %j',
  (text, own, before, found) => expect(taken(text, own, before)).toEqual(found),
)

it.each<[string, Drafts, Before, string[]]>([
  ['pack it', { count: COUNT }, { given: { sum: COUNT }, values: { sum: 3 } }, ['count missing']],
  ['and pack', { order: ORDER }, { ...ORDERED, values: { order: 'W9' } }, ['order missing']],
  ['and pack', { order: ORDER }, { ...ORDERED, giver: 'gone' }, ['order missing']],
])('but nothing of another kind, or that does not exist: %s, %j', (text, own, before, found) =>
  expect(taken(text, own, before)).toEqual(found),
)

it('what is wrong with one value says nothing of another', () => {
  const before = { given: { order: ORDER, count: COUNT }, values: { order: 'W1', count: 3 } }
  expect(taken('pack W9', { order: ORDER, count: COUNT }, before, ['pack [W1](order)'])).toEqual([
    'count=3 (before)',
    'order lookup',
  ])
})

it.each<[string, string[]]>([
  ['pack her', ['who=Anna (before)']],
  ['pack the same', ['who=Anna (before)']],
  ['pack the lamp', ['who=the lamp']],
  ['pack Ben', ['who=Ben']],
])('a pronoun in the place of a value is none: %s', (text, found) => {
  const before = { given: { who: {} }, values: { who: 'Anna' } }
  expect(taken(text, { who: {} }, before, ['pack [Carl](who)'])).toEqual(found)
})

it.each<[string, string[]]>([
  ['pack them', ['order=W1 (before)']],
  ['pack the same', ['order=W1 (before)']],
  ['pack W9', ['order lookup']],
  ['pack the same W9', ['order lookup']],
])('so is one that does not exist, but not any other word: %s', (text, found) => {
  expect(taken(text, { order: ORDER }, ORDERED, ['pack [W1](order)'])).toEqual(found)
})
