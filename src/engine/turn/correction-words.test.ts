import { describe, expect, it } from 'vitest'
import { correctionsIn } from './correction-words.ts'

/** `about | instead | value`, one a line. */
const read = (text: string): string[] =>
  correctionsIn(text).map(
    ({ about, instead, value }) => `${about ?? '-'} | ${instead ?? '-'} | ${value}`,
  )

describe('one correction', () => {
  it.each([
    ['make it Friday', '- | - | Friday'],
    ['make it Friday, not Monday', '- | Monday | Friday'],
    ['change that to Friday not Monday', '- | Monday | Friday'],
    ['set this to 5', '- | - | 5'],
    ['switch it into blue', '- | - | blue'],
    ['set it = 5', '- | - | 5'],
    ['update it to 5', '- | - | 5'],
    ['change the city to Austin', 'the city | - | Austin'],
    ['correct Reno into Austin', 'Reno | - | Austin'],
    ['set quantity = 5', 'quantity | - | 5'],
    ['make the lamp to go red', 'the lamp | - | go red'],
    ['not 3 but 5', '- | 3 | 5'],
    ['not 3, but 5', '- | 3 | 5'],
    ['it is not Ben Cole but Anna Berg', '- | Ben Cole | Anna Berg'],
    ["it's not 3 but 5", '- | 3 | 5'],
    ['it’s not 3 but 5', '- | 3 | 5'],
    ['its not 3 but 5', '- | 3 | 5'],
    ['Friday instead of next Monday', '- | next Monday | Friday'],
    ['Friday, rather than Monday', '- | Monday | Friday'],
    ['Anna Berg, not Ben Cole', '- | Ben Cole | Anna Berg'],
    ['Anna Berg,not Ben Cole', '- | Ben Cole | Anna Berg'],
    ['the city should be New York', 'the city | - | New York'],
    ['the zip must be 78701', 'the zip | - | 78701'],
    ['the zip has to be 78701', 'the zip | - | 78701'],
    ['it should be 78701', '- | - | 78701'],
    ['use the blue one instead', '- | - | the blue one'],
    ['take Friday instead!', '- | - | Friday'],
    ['Friday instead.', '- | - | Friday'],
    ['not 3 but 5 instead', '- | 3 | 5'],
    ['the day is Friday instead', 'the day | - | Friday'],
  ])('is in “%s”', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  it.each([
    ['no, to Anna, not Ben', '- | Ben | to Anna'],
    ['No, not 3 but 5', '- | 3 | 5'],
    ['no, use Anna not Ben', '- | Ben | Anna'],
    ['no, take Anna not Ben', '- | Ben | Anna'],
    ['actually use 5', '- | - | 5'],
    ['wait... take 5', '- | - | 5'],
    ['oh no, sorry, I meant Friday', '- | - | Friday'],
    ['i said Friday!!', '- | - | Friday'],
    ['well, the city is Austin', 'the city | - | Austin'],
    ['no, my guests are 5', 'my guests | - | 5'],
    ['no, its colour is red', 'its colour | - | red'],
    ['oops: 5', '- | - | 5'],
  ])('is told by the word before it: %s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  it.each([
    ['use the no name brand instead', '- | - | the no name brand'],
    ['take the one instead of two', '- | two | take the one'],
    ['change the note to go there instead or not', 'the note | - | go there instead or not'],
  ])('leaves such words alone within it: %s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })
})

describe('several corrections in one message', () => {
  it.each([
    ['change the city to Austin and the zip to 78701'],
    ['change the city to Austin, the zip to 78701'],
    ['change the city to Austin, and the zip to 78701'],
    ['change the city to Austin; and the zip to 78701'],
    ['change the city to Austin ;the zip to 78701.'],
    ['no, the city should be Austin and change the zip to 78701'],
  ])('are read one by one: %s', (text) => {
    expect(read(text)).toEqual(['the city | - | Austin', 'the zip | - | 78701'])
  })

  it('may name what is wrong instead of what to change', () => {
    expect(read('not 3 but 5 and Friday instead of Monday')).toEqual([
      '- | 3 | 5',
      '- | Monday | Friday',
    ])
  })

  it.each([
    ['change the note to salt and pepper', ['the note | - | salt and pepper']],
    ['make it Friday and Saturday', ['- | - | Friday and Saturday']],
    ['no, make it Friday and tell her', ['- | - | Friday and tell her']],
    ['the city to Austin and the zip to 78701', []],
    ['salt and change the city to Austin', []],
  ])('are not in “%s”', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('no correction', () => {
  it.each([
    'Friday',
    'the city is Austin',
    'it is not Ben',
    'use Anna not Ben',
    'nothing',
    'noted, Friday',
    'no',
    'please',
    'I do not change it to please you',
    'what should I change the city to',
    'whether it is not this but that',
    'one, two, not three',
    'instead',
    '',
  ])('is in “%s”', (text) => {
    expect(read(text)).toEqual([])
  })
})
