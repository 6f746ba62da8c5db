import { describe, expect, it } from 'vitest'
import type { ParameterId } from '#domain/ids.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { assign, cueBonus, overlaps } from './assign.ts'
import type { ValueCandidate } from './candidates.ts'
import { findNumbers } from './numbers.ts'
import type { SlotCue } from './templates.ts'

const parameter = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'integer', ...draft, id: name, name })

/** The words before a value in an utterance: `guests: table for`. */
const cue = (said: string): SlotCue => {
  const [name = '', left = ''] = said.split(': ')
  return { parameter: name as ParameterId, left, right: '' }
}

/** The numbers of a message that its words speak for as this parameter's, the surest first. */
function spokenFor(text: string, name: string, description = '', cues: string[] = []): unknown[] {
  const wanted = parameter(name, { description })
  return findNumbers(text)
    .map((span) => ({ ...span, parameter: wanted, rejection: null }))
    .map((each) => ({ value: each.value, bonus: cueBonus(text, each, cues.map(cue)) }))
    .filter(({ bonus }) => bonus > 0)
    .sort((a, b) => b.bonus - a.bonus)
    .map(({ value }) => value)
}

describe('words that speak for a number', () => {
  it.each<[string, string, unknown[]]>([
    ['the zip is 12345', 'zip', [12345]],
    ['the zip code of it is 12345', 'zip', []],
    ['zip 12345 and 7', 'zip', [12345]],
    ['12345 zip', 'zip', [12345]],
    ['height 3, width 5', 'width', [5]],
    ['3 high; width. 5 long', 'width', [5]],
    ['the width! 5 long', 'width', []],
    ['the width? 5 long', 'width', []],
    ['the width; 5 long', 'width', []],
    ['5 nights', 'night', [5]],
    ['2 guests for 3 nights', 'guests', [2]],
    ['2 guests for 3 nights', 'nights', [3]],
    ['a table of 3, nights', 'nights', []],
    ['a table of 3. Nights', 'nights', []],
    ['a table of 3 .nights', 'nights', [3]],
    ['run 6cm and 10 in all', 'cm', [6]],
    ['run 6s. Then 10', 's', [6]],
    ['temp 20 today', 'temperature', []],
    ['temperature 20 today', 'temp', [20]],
    ['temperature 20 today', 'te', []],
    ['maxi 20 today', 'max', []],
    ['widths 20 today', 'width', [20]],
    ['gas 20 today', 'gas', [20]],
    ['gases 20 today', 'gase', [20]],
    ['bus 12', 'bu', []],
    ['bus 12', 'bus', [12]],
    ['from 0 to 8', 'start_value', [0]],
    ['from 0 to 8', 'lower_limit', [0]],
    ['between 0 and 8', 'min', [0]],
    ['from 0 to 8', 'stop', [8]],
    ['0 till 8', 'max_value', [8]],
    ['0 until 8', 'high', [8]],
    ['upfrom 0 into 8', 'start', []],
    ['fromage 0 tilled 8', 'start', []],
    ['upfrom 0 into 8', 'end', []],
    ['0 tomato 8', 'end', []],
    ['0 tilled 8', 'end', []],
    ['temperature 20 today', 'temp_c', [20]],
    ['from 0 to 8', 'restart', []],
    ['from 0 to 8', 'startled', []],
    ['from 0 to 8', 'bend', []],
    ['from 0 to 8', 'ending', []],
    ['from about 0', 'start', []],
    ['from 3 to 8', 'from', [3]],
    ['from 3 to 8', 'to_floor', [8]],
    ['from 3 on 8', 'on_floor', []],
    ['from 3 on 8', 'on', [8]],
    ['fromage 3', 'fromages', [3]],
    ['b = 6, a: 2', 'a', [2]],
    ['b = 6, a: 2', 'b', [6]],
    ['ab=6 and a2 : 7', 'a2', [7]],
    ['ab=6 and a2 : 7', 'ab', [6]],
    ['ab=6 and a2 : 7', 'b', []],
    ['side_a= 6', 'side_a', [6]],
    ['3 bedrooms and 2 baths', 'bedrooms', [3]],
    ['3 bedrooms and 2 baths', 'baths', [2]],
    ['3 bedrooms with 2 baths', 'bedrooms', [3]],
    ['one bedroom and 2 baths', 'bedroom', [1, 2]],
    ['two bedrooms and 2 baths', 'bedroom', [2]],
    ['3, bedrooms 2', 'bedrooms', [2]],
    ['3 in bedrooms 2', 'bedrooms', [2]],
    ['send 3 to Anna', 'to', []],
    ['3 bedrooms 2', 'bedrooms', [3]],
    ['3 2 bedrooms', 'bedrooms', [2]],
    ['bedrooms 3 2', 'bedrooms', [3]],
  ])('in “%s” for %s: %j', (text, name, numbers) => {
    expect(spokenFor(text, name)).toEqual(numbers)
  })

  it('count the more the nearer they are, and two more than one', () => {
    expect(
      spokenFor('final temperature 30 and initial temperature 20', 'initial_temperature'),
    ).toEqual([20, 30])
    expect(spokenFor('temperature 30 and temperature of it 20', 'temperature')).toEqual([30, 20])
    expect(spokenFor('first 30, first second 20', 'first_second')).toEqual([20, 30])
    expect(spokenFor('first 30, first first 20', 'first_second')).toEqual([30, 20])
    expect(spokenFor('of width it is 30; 20 width', 'width')).toEqual([20, 30])
    expect(spokenFor('20 width; width it is 30', 'width')).toEqual([20, 30])
    expect(spokenFor('width 30; 20 width', 'width')).toEqual([30, 20])
    expect(spokenFor('width 30; width = 20', 'width')).toEqual([20, 30])
    expect(spokenFor('width 30; width = not 20', 'width')).toEqual([30, 20])
  })

  it.each<[string, string, unknown[]]>([
    ['a loan of 5000 over 12', 'The loan.', [5000]],
    ['loans of 5000 over 12', 'The loan.', [5000]],
    ['pay 5000 and 12 monthly', 'Monthly rate.', [12]],
    ['pay 5000, monthly 12', 'Monthly rate.', [12]],
    ['pay 12 rates', 'Monthly rate.', [12]],
    ['6cm wide, and 10', 'How wide.', [6]],
    ['pay 12 of the rates', 'Monthly rate.', []],
    ['pay 12 of rates', 'Monthly rate.', [12]],
    ['the rate 5; rate of it is 12', 'Monthly rate.', [5, 12]],
    ['the 5 rate; 12 real rates', 'Monthly rate.', [5, 12]],
    ['of 5 and the 12', 'Of the and.', []],
    ['a 5 and b 12', 'A or b.', []],
    ['width 5, rate 12', '', []],
  ])('and what describes it: in “%s” for “%s”: %j', (text, description, numbers) => {
    expect(spokenFor(text, 'sum', description)).toEqual(numbers)
  })

  it('are its name rather than what describes it', () => {
    expect(spokenFor('rate 5, loan 12', 'loan', 'Its rate.')).toEqual([12, 5])
    expect(spokenFor('rate 5; 12 for the loan', 'loan', 'Its rate.')).toEqual([5])
    expect(spokenFor('rate 5; loan of it is 12', 'loan', 'Its rate.')).toEqual([12, 5])
  })

  it.each<[string, string[], unknown[]]>([
    ['seats for 5', ['guests: table for'], [5]],
    ['for 5', ['guests: table for', 'nights: stay for'], []],
    ['for 5', ['nights: stay for'], []],
    ['seats for about 5', ['guests: table for'], []],
    ['table 5', ['guests: table for'], []],
    ['is 5', ['guests: it is'], []],
    ['are 5', ['guests: we are'], []],
    ['and 5', ['guests: dogs and'], []],
    ['or 5', ['guests: dogs or'], []],
    ['of 5', ['guests: party of'], []],
    ['the 5', ['guests: with the'], []],
    ['a 5', ['guests: with a'], []],
    ['an 8', ['guests: with an'], []],
    ['with 5', ['guests: with'], [5]],
    ['5', ['guests: '], []],
  ])('and what stands before it in utterances: “%s” after %j: %j', (text, cues, numbers) => {
    expect(spokenFor(text, 'guests', '', cues)).toEqual(numbers)
  })
})

describe('places in a message', () => {
  const place = (start: number, end: number, facet?: 'date' | 'time') => {
    const span = { start, end, value: 1, source: 'typed', strength: 1 } as const
    return facet ? { ...span, facet } : span
  }

  it.each([
    [place(0, 4), place(3, 5), true],
    [place(0, 4), place(4, 5), false],
    [place(4, 5), place(0, 4), false],
    [place(0, 4), place(1, 2), true],
    [place(0, 4, 'date'), place(0, 4, 'time'), false],
    [place(0, 4, 'date'), place(0, 4, 'date'), true],
    [place(0, 4, 'date'), place(0, 4), true],
    [place(0, 4), place(0, 4, 'time'), true],
  ])('overlap unless one is the day and the other the time: %#', (a, b, isOverlap) => {
    expect(overlaps(a, b)).toBe(isOverlap)
  })
})

describe('each parameter gets one place, and each place one parameter', () => {
  const [a, b, c] = [parameter('a'), parameter('b'), parameter('c', { required: false })]

  interface Draft {
    readonly at: number
    readonly strength?: number
    readonly code?: 'lookup' | 'range' | 'length' | 'type' | 'pattern'
  }
  const candidate = (of: Parameter, { at, strength = 40, code }: Draft): ValueCandidate => {
    const rejection = code ? { problem: { code, text: '' }, suggestions: [] } : null
    return {
      start: at,
      end: at + 2,
      value: at,
      source: 'typed',
      strength,
      parameter: of,
      rejection,
    }
  }
  const assigned = (candidates: ValueCandidate[], parameters = [a, b, c]): string[] =>
    assign('. '.repeat(20), candidates, parameters, []).map(
      ({ parameter: { name }, start }) => `${name}${start}`,
    )

  it.each<[string, [Parameter, Draft][], string[]]>([
    [
      'the surest first',
      [
        [a, { at: 4 }],
        [a, { at: 8, strength: 41 }],
      ],
      ['a8'],
    ],
    [
      'of equally sure ones the first in the message',
      [
        [a, { at: 8 }],
        [a, { at: 4 }],
      ],
      ['a4'],
    ],
    [
      'for the first parameter',
      [
        [b, { at: 4 }],
        [a, { at: 4 }],
        [a, { at: 8 }],
      ],
      ['a4'],
    ],
    [
      'and the next for the next',
      [
        [b, { at: 8 }],
        [b, { at: 4 }],
        [a, { at: 4 }],
        [a, { at: 8 }],
      ],
      ['a4', 'b8'],
    ],
    [
      'rather for what cannot be left out',
      [
        [c, { at: 4 }],
        [b, { at: 4 }],
      ],
      ['b4'],
    ],
    [
      'a good value before one that does not exist',
      [
        [a, { at: 4, strength: 80, code: 'lookup' }],
        [a, { at: 8 }],
      ],
      ['a8'],
    ],
    [
      'or is out of range',
      [
        [a, { at: 4, strength: 80, code: 'range' }],
        [a, { at: 8 }],
      ],
      ['a8'],
    ],
    [
      'one that does not exist before one of a wrong form',
      [
        [a, { at: 4, strength: 80, code: 'type' }],
        [a, { at: 8, code: 'lookup' }],
      ],
      ['a8'],
    ],
    [
      'one that is out of range before it, too',
      [
        [a, { at: 4, strength: 80, code: 'type' }],
        [a, { at: 8, code: 'range' }],
      ],
      ['a8'],
    ],
    [
      'one that is too long before one of a wrong form',
      [
        [a, { at: 4, strength: 80, code: 'pattern' }],
        [a, { at: 8, code: 'length' }],
      ],
      ['a8'],
    ],
    [
      'a wrong form only where it surely was to be this',
      [[a, { at: 4, strength: 48, code: 'type' }]],
      ['a4'],
    ],
    ['not where it may well be something else', [[a, { at: 4, strength: 47, code: 'type' }]], []],
    ['not of what may be left out', [[c, { at: 4, strength: 80, code: 'type' }]], []],
    ['but what does not exist even then', [[c, { at: 4, strength: 10, code: 'lookup' }]], ['c4']],
  ])('%s', (_title, drafts, expected) => {
    expect(assigned(drafts.map(([of, draft]) => candidate(of, draft)))).toEqual(expected)
  })

  it('by the words around it, unless these have been weighed', () => {
    const [width, height] = [parameter('width'), parameter('height')]
    const text = 'width 3 height 5'
    const found = [width, height].flatMap((of) =>
      findNumbers(text).map((span): ValueCandidate => ({
        ...span,
        parameter: of,
        rejection: null,
      })),
    )
    const values = (candidates: ValueCandidate[]) =>
      assign(text, candidates, [height, width], []).map((each) => [each.parameter.name, each.value])
    expect(values(found)).toEqual([
      ['width', 3],
      ['height', 5],
    ])
    expect(values(found.map((each) => ({ ...each, isWeighed: true })))).toEqual([
      ['height', 3],
      ['width', 5],
    ])
  })
})
