import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { parameterOf, type ParameterDraft } from '#testing/read-values.ts'
import { choices, found, READING, sourceOf, taken, type Found } from '#testing/typed-values.ts'
import { PARAMETER_TYPE_DEFINITIONS } from './registry.ts'

describe('yes or no', () => {
  it.each<[Json, Json]>([
    ...'true yes y yep yeah sure on enabled enable 1 ok okay'
      .split(' ')
      .map((word): [Json, Json] => [word, true]),
    ...'false no n nope off disabled disable 0'
      .split(' ')
      .map((word): [Json, Json] => [word, false]),
    [' YES! ', true],
    [true, true],
    [false, false],
    [1, true],
    [0, false],
    [2, '<type>'],
    ['maybe', '<type>'],
    ['', '<type>'],
    [null, '<type>'],
    [['yes'], '<type>'],
    [{ yes: true }, '<type>'],
  ])('%j is %j', (value, expected) => expect(taken(value, { type: 'boolean' })).toBe(expected))

  it.each<[text: string, name: string, found: Found[]]>([
    // Some words mean this wherever they stand, others only at the end.
    ['the false one', 'it', [['false', false, 38]]],
    ['that is True, I think', 'it', [['True', true, 38]]],
    ['keep enabled it', 'x', [['enabled', true, 38]]],
    ['make it disabled, then', 'x', [['disabled', false, 38]]],
    ['turn it on', 'x', [['on', true, 38]]],
    ['put it on top', 'x', []],
    ['no idea', 'x', []],
    ['take 1', 'x', []],
    ['press y', 'x', []],
    ['say okay', 'x', [['okay', true, 38]]],
    ['we have 10', 'x', []],
    // Its own words say it, in any of their forms; a denial turns it round.
    ['with gift wrap', 'gift_wrap', [['gift wrap', true, 30]]],
    ['with gift-wrapping', 'gift_wrap', [['gift-wrapping', true, 30]]],
    ['giftwrapped', 'gift_wrap', [['giftwrapped', true, 30]]],
    ['two gift wraps and gifts', 'gift_wrap', [['gift wraps', true, 30]]],
    ['no gift wrap please', 'gift_wrap', [['no gift wrap', false, 40]]],
    ['without any of it', 'gift_wrap', []],
    ['without the gift wrap', 'gift_wrap', [['without the gift wrap', false, 40]]],
    ["it doesn't need to be urgent", 'is_urgent', [['urgent', true, 30]]],
    ["it shouldn't be urgent", 'is_urgent', [["shouldn't be urgent", false, 40]]],
    ['that is urgent', 'is_urgent', [['urgent', true, 30]]],
    ['insurgent', 'is_urgent', []],
    ['urgently', 'is_urgent', []],
    ['this is special', 'this_is_special', [['this is special', true, 30]]],
    ['that is special', 'this_is_special', []],
    ['add tax', 'include__tax', [['tax', true, 30]]],
    // The deed alone, where it is denied.
    ["don't notify her", 'notify_customer', [["don't notify", false, 40]]],
    ['notify her', 'notify_customer', []],
    ['do not notify the customer', 'notify_customer', [['do not notify', false, 40]]],
    ['not notify customers', 'notify_customer', [['not notify customers', false, 40]]],
    ["don't call her", 'call_customer', []],
    ["don't phone her", 'phone_customer', [["don't phone", false, 40]]],
    ["don't notify her", 'notify', [["don't notify", false, 40]]],
    ['a+b', 'a+b', [['a+b', true, 30]]],
    ['aab', 'a+b', []],
    ['anything not as such', '_', []],
  ])('“%s” says of %s: %j', (text, name, expected) =>
    expect(found(text, { type: 'boolean', name })).toEqual(expected),
  )

  it.each([
    'without wrap',
    'no wrap',
    'not wrap',
    'never wrap',
    'skip the wrap',
    'omit wrapping',
    'leave out the wrap',
    'leave off wrap',
    'do not wrap',
    'does not wrap',
    'did not wrap',
    "isn't wrapped",
    'aren’t wrapped',
    "wasn't wrapped",
    "don't need to wrap",
    "don't want that wrap",
    'no need for my wrap',
    'no need to wrap',
  ])('“%s” denies it', (text) =>
    expect(found(text, { type: 'boolean', name: 'wrap' }).map(([, value]) => value)).toEqual([
      false,
    ]),
  )

  it('is typed in the message', () => {
    expect(sourceOf('it is true', { type: 'boolean' })).toBe('typed')
    expect(sourceOf('no it', { type: 'boolean' })).toBe('typed')
    expect(PARAMETER_TYPE_DEFINITIONS.boolean.expects(parameterOf('it'))).toBe('yes or no')
  })
})

describe('a choice', () => {
  const sizes: ParameterDraft = {
    type: 'enum',
    ...choices(
      'small/S',
      'extra-large/XL',
      'box',
      'berry',
      'glasses',
      'S1/second',
      're-sign',
      'resign',
      'medium',
    ),
  }

  it.each<[Json, Json]>([
    ['Small', 'small'],
    [' s. ', 'small'],
    ['extra large', 'extra-large'],
    ['Extra  Large', 'extra-large'],
    ['extralarge', 'extra-large'],
    // One and many.
    ['boxes', 'box'],
    ['boxs', 'box'],
    ['berries', 'berry'],
    ['berrys', 'berry'],
    ['glass', 'glasses'],
    ['XLs', 'extra-large'],
    ['boxies', '<choice>'],
    // Two that differ by a sign only: as it is written.
    ['re-sign', 're-sign'],
    ['resign', 'resign'],
    ['re sign', '<choice>'],
    // A slip in a longer word, and two in one twice as long; never where there are digits.
    ['smal', '<choice>'],
    ['smalll', 'small'],
    ['smolll', '<choice>'],
    ['extra-lerge', 'extra-large'],
    ['extra-lergee', 'extra-large'],
    ['extra-lerkee', '<choice>'],
    ['mediums', 'medium'],
    ['S2', '<choice>'],
    ['S1s', '<choice>'],
    ['second1', '<choice>'],
    ['', '<choice>'],
    ['-', '<choice>'],
    ['!', '<choice>'],
    [null, '<choice>'],
    [['small'], '<choice>'],
  ])('%j is %j', (value, expected) => expect(taken(value, sizes)).toBe(expected))

  it('is the one that is meant, not one of two', () => {
    const [one, other] = ['standard one', 'standart one']
    expect(taken('standarx one', { type: 'enum', ...choices(one, other) })).toBe('<choice>')
    expect(taken('standarx one', { type: 'enum', ...choices(`${one}/${other}`) })).toBe(one)
    expect(taken('1234567890', { type: 'enum', ...choices('1234567891') })).toBe('<choice>')
    expect(taken(3, { type: 'enum', ...choices('3', '4') })).toBe('3')
    expect(taken('tenletters', { type: 'enum', ...choices('tenlettxxs') })).toBe('tenlettxxs')
    expect(taken('nineletrs', { type: 'enum', ...choices('ninelexxs') })).toBe('<choice>')
    expect(taken('!', { type: 'enum', ...choices('small/', 'large') })).toBe('<choice>')
    expect(taken('as', { type: 'enum', ...choices('a', 'b') })).toBe('<choice>')
    expect(taken('daisy', { type: 'enum', ...choices('daisies') })).toBe('daisies')
    expect(taken('yes', { type: 'enum', ...choices('yes, sir') })).toBe('<choice>')
  })

  it.each<[text: string, found: Found[]]>([
    [
      'a small box',
      [
        ['small', 'small', 56],
        ['box', 'box', 56],
      ],
    ],
    ['two boxes, please', [['boxes', 'box', 51]]],
    ['an extra large one', [['extra large', 'extra-large', 52]]],
    ['an extra-large one', [['extra-large', 'extra-large', 56]]],
    ['an extra-lerge one', [['extra-lerge', 'extra-large', 26]]],
    ['a smalll one', [['smalll', 'small', 26]]],
    ['nothing of it', []],
  ])('“%s” names %j', (text, expected) => expect(found(text, sizes)).toEqual(expected))

  it('is one of those that exist', () => {
    const { expects, coerce, find } = PARAMETER_TYPE_DEFINITIONS.enum
    const many = parameterOf('it', { type: 'enum', ...choices(...'abcdefghijk'.split('')) })
    expect(expects(parameterOf('it', choices('red', 'green', 'blue')))).toBe(
      'one of red, green or blue',
    )
    expect(coerce('x', many, READING)).toEqual({
      ok: false,
      error: { code: 'choice', text: '“x” is not one of a, b, c, d, e, f, g or h.' },
    })
    expect(find('red', parameterOf('it', { type: 'enum' }), READING)).toEqual([])
    expect(sourceOf('small', sizes)).toBe('choice')
  })
})
