import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import {
  extractionOf,
  fieldsOf,
  readValues,
  type ParameterDraft,
  type ParameterDrafts,
  type SaidTo,
} from '#testing/read-values.ts'

type Row = [text: string, ParameterDrafts, Record<string, Json>, SaidTo?]

const integer: ParameterDraft = { type: 'integer' }
const people = ['Ada Berg', 'Ben Cole'].map((label, i) => ({ value: `u${i + 1}`, label }))

describe('a free text in a message', () => {
  const told: SaidTo = { utterances: ['tell [Ada](who) that [it is late](text)'] }
  const noted: SaidTo = { utterances: ['note that [we meet](text)'] }

  it.each<Row>([
    ['note that lunch is ready', { text: {} }, { text: 'lunch is ready' }, noted],
    // A date or time that ends it is cut off for its own parameter, what is amid it is not.
    [
      'note that we meet tomorrow',
      { text: {}, day: { type: 'date' } },
      { text: 'we meet', day: '2026-01-03' },
      noted,
    ],
    [
      'note that we meet at 5 pm!',
      { text: {}, time: { type: 'time' } },
      { text: 'we meet', time: '17:00' },
      noted,
    ],
    [
      'note that we meet, on 2026-03-04.',
      { text: {}, day: { type: 'date' } },
      { text: 'we meet', day: '2026-03-04' },
      noted,
    ],
    [
      'note that tomorrow we meet',
      { text: {}, day: { type: 'date', required: false } },
      { text: 'tomorrow we meet' },
      noted,
    ],
    ['note that we meet tomorrow', { text: {} }, { text: 'we meet tomorrow' }, noted],
    [
      'note that tomorrow',
      { text: {}, day: { type: 'date' } },
      { text: 'tomorrow', day: '<missing>' },
      noted,
    ],
    // A number only where a word says whose it is.
    [
      'note that we need 5',
      { text: {}, count: { ...integer, required: false } },
      { text: 'we need 5' },
      noted,
    ],
    [
      'note that we eat with count 5',
      { text: {}, count: integer },
      { text: 'we eat with count', count: 5 },
      noted,
    ],
    [
      'note that we eat, count: 5',
      { text: {}, count: integer },
      { text: 'we eat, count:', count: 5 },
      noted,
    ],
    [
      'note that we meet count 50',
      { text: {}, count: { ...integer, max: 9 } },
      { text: 'we meet count 50', count: '<missing>' },
      noted,
    ],
    // Nothing but the name of something is no text.
    [
      'tell Ada Berg',
      { who: { lookup: 'x' }, text: {} },
      { who: 'u1', text: '<missing>' },
      { ...told, existing: { who: people } },
    ],
    [
      'tell Ada Berg that it is late',
      { who: { lookup: 'x' }, text: {} },
      { who: 'u1', text: 'it is late' },
      { ...told, existing: { who: people } },
    ],
  ])('“%s” of %j: %j', (text, parameters, values, said) =>
    expect(readValues(text, parameters, said)).toEqual(values),
  )

  it('stands where it stands, without what was cut off', () => {
    const text = 'note that we meet tomorrow'
    const { values } = extractionOf(text, { text: {}, day: { type: 'date' } }, noted)
    expect(values.map(({ span }) => text.slice(span?.start, span?.end))).toEqual([
      'we meet',
      'tomorrow',
    ])
  })
})

describe('an utterance that fits the whole message', () => {
  it.each<Row>([
    [
      'move 3 from 5 to 7',
      { count: integer, to: integer, from: integer },
      { count: 3, from: 5, to: 7 },
      { utterances: ['move [1](count) from [2](from) to [3](to)'] },
    ],
    [
      'swap 5 against 7',
      { a: integer, b: integer },
      { a: 7, b: 5 },
      { utterances: ['swap [1](b) against [2](a)'] },
    ],
    // Where it does not give good values, the words before them do.
    [
      'swap five apples against 7',
      { a: integer, b: integer },
      { a: 7, b: 5 },
      { utterances: ['swap [1](b) against [2](a)'] },
    ],
    // A tagger tells better where a value ends.
    [
      'play night drive by Ada',
      { song: {} },
      { song: 'night drive' },
      { utterances: ['play [x](song)'], tagged: { song: ['night drive', 0.9] } },
    ],
    ['play night drive', { song: {} }, { song: 'night drive' }, { utterances: ['play [x](song)'] }],
  ])('“%s” of %j: %j', (text, parameters, values, said) =>
    expect(readValues(text, parameters, said)).toEqual(values),
  )
})

describe('what a tagger does not mark', () => {
  const said = (name: string, words: string): SaidTo => ({
    utterances: ['play [x](song) for [y](whom)'],
    tagged: { [name]: [words, 0.9] },
  })

  it.each<Row>([
    // A text that may be left out is not guessed from its place.
    [
      'now play night drive',
      { song: { required: false } },
      {},
      { utterances: ['play [x](song)'], tagged: {} },
    ],
    [
      'play night drive',
      { song: {} },
      { song: 'night drive' },
      { utterances: ['play [x](song)'], tagged: {} },
    ],
    [
      'play night drive for Ada',
      { song: {}, whom: {} },
      { song: 'night drive', whom: 'Ada' },
      said('song', 'night drive'),
    ],
    [
      'play 5',
      { count: { ...integer, required: false } },
      { count: 5 },
      { utterances: ['play [1](count)'], tagged: {} },
    ],
  ])('“%s” of %j: %j', (text, parameters, values, given) =>
    expect(readValues(text, parameters, given)).toEqual(values),
  )
})

describe('a number that may be left out, of a command that nobody has shown how to say', () => {
  const modulus: ParameterDraft = {
    ...integer,
    required: false,
    description: 'What it is divided by.',
  }

  it.each<Row>([
    ['the power of 3', { modulus }, {}],
    ['the power of 3, with modulus 5', { modulus }, { modulus: 5 }],
    ['the power of 3', { modulus: { ...modulus, required: true } }, { modulus: 3 }],
    ['the power of 3', { modulus: { ...modulus, description: '' } }, { modulus: 3 }],
    ['the power of 3', { modulus }, { modulus: 3 }, { utterances: ['do it'] }],
    [
      'the power of 3',
      { modulus: { ...modulus, type: 'string', pattern: '\\d' } },
      { modulus: '3' },
    ],
    // A year is known by itself.
    ['the census of 1990', { year: modulus }, { year: 1990 }],
    ['the census of 1990', { census_years: modulus }, { census_years: 1990 }],
    ['the census of 1990', { modulus }, {}],
    ['the census of 1990', { yearly: modulus }, {}],
    ['the pages from 1500', { year: modulus }, {}],
    ['the pages from 2100', { year: modulus }, {}],
    ['the pages from 1501 on', { year: modulus }, { year: 1501 }],
    ['the pages from 2099 on', { year: modulus }, { year: 2099 }],
  ])('“%s” of %j: %j', (text, parameters, values, said) =>
    expect(readValues(text, parameters, said)).toEqual(values),
  )
})

describe('fields among the other parameters', () => {
  const to: ParameterDraft = {
    type: 'object',
    fields: fieldsOf({
      city: { lookup: 'x' },
      count: integer,
      day: { type: 'date', required: false },
    }),
  }
  const cities = ['Rome', 'Oslo'].map((label) => ({ value: label.toLowerCase(), label }))
  const existing = { 'to.city': cities, who: people }

  it.each<Row>([
    ['send 3 to Rome', { to }, { to: { city: 'rome', count: 3 } }, { existing }],
    [
      'send 3 to Rome tomorrow for Ada Berg',
      { to, who: { lookup: 'y' } },
      { to: { city: 'rome', count: 3, day: '2026-01-03' }, who: 'u1' },
      { existing },
    ],
    [
      'send {"city": "Rome", "count": 3} for Ada Berg',
      { to, who: { lookup: 'y' } },
      { to: { city: 'rome', count: 3 }, who: 'u1' },
      { existing },
    ],
    [
      'send {"city": "Rome", "count": 3} now',
      { to, count: integer },
      { to: { city: 'rome', count: 3 }, count: '<missing>' },
      { existing },
    ],
    ['take {"a": 1} now', { any: { type: 'object' } }, { any: { a: 1 } }],
    ['take [{"a": 1}] now', { any: { type: 'list', itemType: 'object' } }, { any: [{ a: 1 }] }],
  ])('“%s” of %j: %j', (text, parameters, values, said) =>
    expect(readValues(text, parameters, said)).toEqual(values),
  )

  it('are read within the words that a tagger marks as all of it', () => {
    const tagged = { to: ['3 to Rome', 0.9] } as const
    const text = 'of 5, send 3 to Rome'
    expect(readValues(text, { to, left: integer }, { existing, tagged })).toEqual({
      to: { city: 'rome', count: 3 },
      left: 5,
    })
    const days = '4 to Rome, not tomorrow but on Monday'
    const on = readValues(
      `send ${days}`,
      { to },
      {
        existing,
        tagged: { to: [days, 0.9], 'to.day': ['Monday', 0.9] },
      },
    )
    expect(on).toEqual({ to: { city: 'rome', count: 4, day: '2026-01-05' } })
    const { values } = extractionOf(text, { to }, { existing, tagged })
    expect(text.slice(values[0]?.span?.start, values[0]?.span?.end)).toBe('3 to Rome')
    expect(readValues('send it on', { to }, { existing, tagged: { to: ['it', 0.9] } })).toEqual({
      to: '<missing>',
    })
  })
})
