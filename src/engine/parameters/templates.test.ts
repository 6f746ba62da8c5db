import { describe, expect, it } from 'vitest'
import { utterancesOf } from '#domain/queries.ts'
import { parameterOf, type ParameterDrafts } from '#testing/read-values.ts'
import { commandId, parameterId, workflow } from '#testing/workflow-builder.ts'
import {
  isAmbiguous,
  matchCues,
  matchTemplates,
  slotPatterns,
  type SlotCue,
  type SlotMatch,
  type SlotPatterns,
} from './templates.ts'

/** What these utterances teach; slots in square brackets. */
function taught(...utterances: readonly string[]): SlotPatterns {
  const names = utterances.flatMap((each) =>
    [...each.matchAll(/\]\((\w+)\)/gu)].map(([, name]) => name ?? ''),
  )
  const parameters: ParameterDrafts = Object.fromEntries(names.map((name) => [name, {}]))
  const document = workflow().command('act', { parameters, utterances }).build()
  return slotPatterns(utterancesOf(document, commandId('act')))
}

const nameOf = (id: string): string => id.replace('act.', '')
const valuesOf = (text: string, matches: readonly SlotMatch[]): Record<string, string> =>
  Object.fromEntries(
    matches.map(({ parameter, start, end }) => [nameOf(parameter), text.slice(start, end)]),
  )

describe('what utterances teach', () => {
  const patterns = taught(
    'Move [W12](item) to [the shelf](place), please',
    'show two numbers',
    'stop',
  )

  it('is which words carry, and which two in a row', () => {
    expect([...patterns.carriers]).toEqual([
      'move',
      'to',
      'please',
      'show',
      'two',
      'numbers',
      'stop',
    ])
    expect([...patterns.carrierPairs]).toEqual(['show two', 'two numbers'])
  })

  it('is what stands in the slots and around them', () => {
    expect([...patterns.values]).toEqual([
      [parameterId('act', 'item'), ['W12']],
      [parameterId('act', 'place'), ['the shelf']],
    ])
    expect(patterns.cues).toEqual([
      { parameter: parameterId('act', 'item'), left: 'move', right: 'to' },
      { parameter: parameterId('act', 'place'), left: 'to', right: 'please' },
    ])
  })

  it('is said once, however many utterances say it', () => {
    const once = taught('move [W12](item) to [the shelf](place)')
    const often = taught(
      'move [W12](item) to [the shelf](place)',
      'Move [W13](item) to [the floor](place)!',
      'move [W14](item) to [a table](place)',
    )
    expect(often.cues.map(({ left, right }) => [left, right])).toEqual(
      once.cues.map(({ left, right }) => [left, right]),
    )
  })

  it('is in the order of the text, however the slots were marked', () => {
    const [marked] = utterancesOf(
      workflow()
        .command('act', {
          parameters: { item: {}, place: {} },
          utterances: ['move [W12](item) to [the shelf](place)'],
        })
        .build(),
      commandId('act'),
    )
    if (!marked) throw new Error('No utterance')
    const backwards = [{ ...marked, slots: [...marked.slots].reverse() }]
    expect(slotPatterns(backwards)).toEqual(slotPatterns([marked]))
    expect(slotPatterns([{ ...marked, heldOut: true }])).toEqual(slotPatterns([]))
  })

  it('is no value where a placeholder stands for one', () => {
    expect([...taught('move [{item}](item)', 'move [W12](item)').values.values()]).toEqual([
      ['W12'],
    ])
  })
})

describe('a template', () => {
  it.each<[text: string, utterance: string, values: Record<string, string> | null]>([
    ['move W1 to the attic', 'move [a](item) to [b](place)', { item: 'W1', place: 'the attic' }],
    ['Move  W1  to  it', 'move [a](item) to [b](place)', { item: 'W1', place: 'it' }],
    [' please move W1 to it, please!', 'move [a](item) to [b](place)', { item: 'W1', place: 'it' }],
    ['move W1 to it please.', 'move [a](item) to [b](place)', { item: 'W1', place: 'it' }],
    ['move W1 to one to two', 'move [a](item) to [b](place)', { item: 'W1', place: 'one to two' }],
    ['move to it', 'move [a](item) to [b](place)', null],
    ['now move W1 to it', 'move [a](item) to [b](place)', null],
    ['moveW1 to it', 'move [a](item) to [b](place)', null],
    ['W1 is ready', '[a](item) is ready', { item: 'W1' }],
    ['W1 is ready now', '[a](item) is ready', null],
    ['take W1 out of here', 'take [a](item) out of here', { item: 'W1' }],
    ['tell them: it is late', 'tell them, [a](text)', { text: 'it is late' }],
    ['the_item W1', 'the item [a](item)', { item: 'W1' }],
    ['move W1, to: it', 'move [a](item) to [b](place)', { item: 'W1', place: 'it' }],
    ['from A to B', 'from [a](item) to [b](place)', { item: 'A', place: 'B' }],
    ['a+b gives 5', 'a+b gives [a](sum)', { sum: '5' }],
    ['aab gives 5', 'a+b gives [a](sum)', null],
  ])('“%s” after “%s”', (text, utterance, values) => {
    const [first] = matchTemplates(text, taught(utterance).templates)
    expect(first ? valuesOf(text, first) : null).toEqual(values)
  })
})

describe('templates', () => {
  it('come with the most literal first, and only those that match', () => {
    const { templates } = taught(
      '[a](item) today',
      'move [a](item) today',
      'move [a](item)',
      'show [a](item)',
    )
    const text = 'move W1 today'
    expect(matchTemplates(text, templates).map((match) => valuesOf(text, match))).toEqual([
      { item: 'W1' },
      { item: 'move W1' },
      { item: 'W1 today' },
    ])
    expect(templates.map(({ literalLength }) => literalLength)).toEqual([5, 9, 4, 4])
    expect(matchTemplates(text, templates)[0]).toEqual([
      { parameter: parameterId('act', 'item'), start: 5, end: 7, strength: 80 },
    ])
  })

  it.each([
    '[a](item)',
    '[a](item) to [b](place)',
    '[a](item) please',
    '[a](item)[b](place)',
    'move [a](item) [b](place)',
    'move it',
  ])('are none where literal words do not tell the slots: %s', (utterance) =>
    expect(taught(utterance).templates).toEqual([]),
  )
})

describe('values by the words before them', () => {
  const cued = (text: string, name: string, ...utterances: readonly string[]): [string, number][] =>
    matchCues(
      text,
      { ...parameterOf(name), id: parameterId('act', name) },
      taught(...utterances).cues,
    ).map(({ start, end, strength }) => [text.slice(start, end), strength])

  it.each<[text: string, name: string, utterances: readonly string[], found: [string, number][]]>([
    [
      'kindly tell everyone it is late!',
      'text',
      ['please tell everyone [lunch](text)'],
      [
        ['it is late', 48],
        ['it is late', 38],
      ],
    ],
    [
      'please tell everyone it is late',
      'text',
      ['please tell everyone [lunch](text)'],
      [
        ['it is late', 70],
        ['it is late', 48],
        ['it is late', 38],
      ],
    ],
    // Two of its words are all of them.
    ['Tell them: late.', 'text', ['tell them [lunch](text)'], [['late', 22]]],
    [
      'call_off it',
      'text',
      ['call off [lunch](text)'],
      [
        ['it', 70],
        ['it', 48],
      ],
    ],
    // Small words alone are a weak sign, and two of them none.
    ['send it to Ada', 'who', ['hand over to [Ben](who)'], [['Ada', 22]]],
    ['is it for Ada', 'who', ['is it for [Ben](who)'], [['Ada', 22]]],
    ['hello Ada', 'who', ['[Ben](who) says hello'], []],
    // What stands after the value ends it; without that, the message does.
    [
      'say it is late to all of them',
      'text',
      ['say [lunch](text) to all'],
      [
        ['it is late', 70],
        ['it is late', 48],
        ['it is late', 38],
      ],
    ],
    [
      'say it is late to allies?',
      'text',
      ['say [lunch](text) to all'],
      [
        ['it is late to allies', 70],
        ['it is late to allies', 48],
        ['it is late to allies', 38],
      ],
    ],
    ['essay it is late', 'text', ['say [lunch](text)'], []],
    ['say', 'text', ['say [lunch](text)'], []],
    ['say it is late', 'other', ['say [lunch](text)'], []],
    // Words before several parameters tell them not apart.
    [
      'move 2 from 3',
      'count',
      ['move [1](count) from [2](place)'],
      [
        ['2', 70],
        ['2', 48],
        ['2', 38],
      ],
    ],
    ['add 2', 'a', ['add [1](a)', 'add [2](b)'], []],
    [
      'quickly add 2',
      'a',
      ['quickly add [1](a)', 'just add [2](b)'],
      [
        ['2', 70],
        ['2', 48],
      ],
    ],
  ])('“%s”: %s by %j', (text, name, utterances, found) =>
    expect(cued(text, name, ...utterances)).toEqual(found),
  )

  it.each<[text: string, name: string, found: [string, number][]]>([
    ['make it, name is Anna', 'name', [['Anna', 46]]],
    ['make it; Name: Anna, now', 'name', [['Anna', 46]]],
    ['the user name = Anna.', 'user_name', [['Anna', 46]]],
    ['a story called Dark mode', 'title', [['Dark mode', 46]]],
    ['a story titled Dark mode; now', 'story_title', [['Dark mode', 46]]],
    ['a story named Dark mode', 'short_name', [['Dark mode', 46]]],
    ['a story called Dark mode', 'title_page', []],
    ['a story called Dark mode', 'surname', []],
    ['name Anna', 'name', []],
    ['nickname is Anna', 'name', []],
    ['is Anna', '_', []],
    [': Anna', '_', []],
  ])('“%s” by the name alone: %s', (text, name, found) => expect(cued(text, name)).toEqual(found))

  it('by its name, of a list only where its items are words', () => {
    const of = (itemType: 'string' | 'integer'): SlotMatch[] =>
      matchCues('sizes: 3, 4', { ...parameterOf('sizes', { type: 'list', itemType }) }, [])
    expect(of('integer')).toEqual([])
    expect(of('string')).toHaveLength(1)
    expect(matchCues('size: 3', parameterOf('size', { type: 'integer' }), [])).toHaveLength(1)
  })
})

describe('words before several parameters', () => {
  const [a, b] = [parameterId('act', 'a'), parameterId('act', 'b')]
  const cues: SlotCue[] = [
    { parameter: a, left: 'add', right: 'to' },
    { parameter: b, left: 'please add', right: '' },
    { parameter: b, left: 'readd', right: '' },
  ]
  it.each<[string, typeof a, boolean]>([
    ['add', a, true],
    ['add', b, true],
    ['please add', b, false],
    ['please add', a, true],
    ['readd', b, false],
    ['dd', a, false],
    ['please', a, false],
  ])('“%s” of %s: %j', (words, parameter, expected) =>
    expect(isAmbiguous(words, parameter, cues)).toBe(expected),
  )
})
