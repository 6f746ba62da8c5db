import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import {
  extractionOf,
  parameterOf,
  readValues,
  type ParameterDrafts,
  type SaidTo,
} from '#testing/read-values.ts'
import { commandId, parameterId } from '#testing/workflow-builder.ts'
import { slotPatterns } from './templates.ts'
import { taggedCandidates } from './tagged.ts'

describe('what a trained tagger marks', () => {
  it.each<[text: string, ParameterDrafts, SaidTo['tagged'], Record<string, Json>]>([
    ['play night drive now', { song: {} }, { song: ['night drive', 0.9] }, { song: 'night drive' }],
    [
      'play "night drive" now',
      { song: {} },
      { song: ['"night drive"', 0.9] },
      { song: 'night drive' },
    ],
    [
      'a table for five people',
      { guests: { type: 'integer' } },
      { guests: ['five', 0.9] },
      { guests: 5 },
    ],
    // Without its denial, prose would say the contrary.
    [
      "tell him don't forget the milk",
      { message: {} },
      { message: ['the milk', 0.9] },
      { message: "don't forget the milk" },
    ],
    [
      'say that I never go there',
      { message: {} },
      { message: ['go there', 0.9] },
      { message: 'never go there' },
    ],
    ['play, but not night drive', { song: {} }, { song: ['drive', 0.9] }, { song: 'drive' }],
    [
      'do not tell Bo the milk is off',
      { message: {}, person: {} },
      { message: ['the milk is off', 0.9], person: ['Bo', 0.9] },
      { message: 'the milk is off', person: 'Bo' },
    ],
    // The tagger says where, the type says what.
    [
      'a table for 5 people',
      { guests: { type: 'integer' } },
      { guests: ['for 5 people', 0.9] },
      { guests: 5 },
    ],
    [
      'on the day tomorrow',
      { day: { type: 'date' } },
      { day: ['the day tomorrow', 0.9] },
      { day: '2026-01-03' },
    ],
    [
      'a table for us',
      { guests: { type: 'integer' } },
      { guests: ['us', 0.9] },
      { guests: '<missing>' },
    ],
    [
      'a table for 50',
      { guests: { type: 'integer', max: 9 } },
      { guests: ['50', 0.9] },
      { guests: '<range>' },
    ],
    [
      'of 20 or 5',
      { guests: { type: 'integer', max: 9 } },
      { guests: ['20 or 5', 0.9] },
      { guests: 5 },
    ],
    // A part of what the type can read is another value, and never meant.
    ...(
      [
        ['give her twenty-five dollars', { type: 'number', unit: 'USD' }, 'twenty', 25],
        ['credit seventy-five cents', { type: 'number', unit: 'USD' }, 'seventy', 0.75],
        ['add minus two to it', { type: 'number' }, 'two', -2],
        ['add -2 and the rest', { type: 'number' }, '2 and', -2],
        ['take 1/4 of it', { type: 'number' }, '1', 0.25],
        ['take 1,000 of them', { type: 'integer' }, '1', 1000],
        ['one hundred and one of them', { type: 'integer' }, 'one hundred', 101],
        ['log 2 days', { type: 'number', unit: 'h' }, '2', 48],
        ['log 2 days', { type: 'number', unit: 'h', max: 24 }, '2', '<range>'],
        ['12.50 euros for her', { type: 'number', unit: 'USD' }, '12.50', '<type>'],
        ['due the day after tomorrow', { type: 'date' }, 'tomorrow', '2026-01-04'],
        ['wake me at half past seven', { type: 'time' }, 'seven', '07:30'],
      ] as const
    ).map(
      ([text, draft, marked, value]): [
        string,
        ParameterDrafts,
        SaidTo['tagged'],
        Record<string, Json>,
      ] => [text, { it: draft }, { it: [marked, 0.9] }, { it: value }],
    ),
    // What another parameter has a part of was cut on purpose.
    [
      'half past seven',
      { hour: { type: 'integer' }, at: { type: 'time' } },
      { at: ['half past', 0.9], hour: ['seven', 0.9] },
      { hour: 7, at: '<missing>' },
    ],
    // A comma after it ties it to what follows.
    [
      'send it to Berlin, 10115',
      { city: {}, zip: {} },
      { city: ['Berlin,', 0.9], zip: ['10115', 0.9] },
      { city: 'Berlin', zip: '10115' },
    ],
    ['send it, now', { city: {} }, { city: [',', 0.9] }, { city: '<missing>' }],
    // What may be any text is all that was marked, or nothing.
    ['say hi', { text: { minLength: 3 } }, { text: ['hi', 0.9] }, { text: '<missing>' }],
    // Hardly seen is not seen.
    [
      'play night drive now',
      { song: {} },
      { song: ['night drive', 0.15] },
      { song: 'night drive' },
    ],
    ['play night drive now', { song: {} }, { song: ['night drive', 0.14] }, { song: '<missing>' }],
    // The surer of two for the same words.
    [
      'via Rome',
      { from: {}, to: {} },
      { to: ['Rome', 0.9], from: ['Rome', 0.5] },
      { to: 'Rome', from: '<missing>' },
    ],
    [
      'via Rome',
      { from: {}, to: {} },
      { to: ['Rome', 0.5], from: ['Rome', 0.9] },
      { from: 'Rome', to: '<missing>' },
    ],
  ])('“%s” of %j by %j: %j', (text, parameters, tagged, values) =>
    expect(readValues(text, parameters, { tagged })).toEqual(values),
  )

  it.each<[text: string, utterance: string, isRequired: boolean, withTagger: boolean, Json]>([
    ['a table named Harmony', 'for [Anna](first_name) at ten', false, false, 'Harmony'],
    ['a table named Harmony', 'for [Anna](first_name) at ten', false, true, null],
    ['a table named Harmony', 'for [Anna](first_name) at ten', true, true, 'Harmony'],
    ['I want Chilango', 'I want [five seats](first_name)', false, false, 'Chilango'],
    ['I want Chilango', 'I want [five seats](first_name)', false, true, null],
    ['I want Chilango', 'I want [five seats](first_name)', true, true, 'Chilango'],
  ])(
    'outdoes lookalikes of what can be left out: “%s” after “%s”, required %j, tagger %j: %j',
    (text, utterance, required, withTagger, value) => {
      const tagged = withTagger ? {} : undefined
      const said = { utterances: [utterance], tagged }
      const { values } = extractionOf(text, { first_name: { required } }, said)
      expect(values[0]?.value ?? null).toBe(value)
    },
  )

  it('stands where it was marked', () => {
    const { values } = extractionOf(
      'a table for 5 people',
      { guests: { type: 'integer' } },
      {
        tagged: { guests: ['for 5 people', 0.9] },
      },
    )
    expect(values).toMatchObject([{ source: 'tagger', span: { start: 12, end: 13 } }])
  })

  it('is weaker than what exists, and counts for its own parameters within the text', () => {
    const who = { ...parameterOf('who'), id: parameterId('act', 'who') }
    const context = {
      patterns: slotPatterns([]),
      ignoredWords: new Set<string>(),
      valueContext: () => ({ now: 0, existing: null, exactOnly: false }),
    }
    const span = {
      command: commandId('act'),
      parameter: who.id,
      start: 5,
      end: 8,
      probability: 0.5,
    }
    const found = taggedCandidates('tell Ada', [span], [who], context)
    expect(found).toMatchObject([
      { value: 'Ada', start: 5, end: 8, source: 'tagger', strength: 52 },
    ])
    expect(taggedCandidates('tell Ad', [span], [who], context)).toEqual([])
    expect(taggedCandidates('tell Ada', [span], [parameterOf('who')], context)).toEqual([])
  })
})
