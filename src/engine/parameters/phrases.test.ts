import { describe, expect, it } from 'vitest'
import { phrasesIn, type Phrase } from './phrases.ts'

const found = (text: string): (Phrase & { words: string })[] =>
  phrasesIn(text).map((phrase) => ({ ...phrase, words: text.slice(phrase.start, phrase.end) }))
const wordsOf = (text: string, isWanted: (phrase: Phrase) => boolean = () => true): string[] =>
  found(text)
    .filter(isWanted)
    .map(({ words }) => words)
    .sort()

describe('the phrases of a text', () => {
  it.each([
    ['show the red mug and a blue cup', ['blue cup', 'red mug']],
    ['send me a red mug, blue cups; plates', ['blue cups', 'plates', 'red mug', 'send']],
    ['rooms near the beach without stairs', ['beach', 'rooms', 'stairs']],
    ['a film called nightfall is based on books', ['books', 'film', 'nightfall']],
    ['values between start and stop during winter', ['start', 'stop', 'values', 'winter']],
    ['(red mug) (blue cup)', ['blue cup', 'red mug']],
    ['it is over there', []],
    ['', []],
  ])('“%s”', (text, expected) => expect(wordsOf(text)).toEqual(expected))

  it('each stand there once, where they stand in the text', () => {
    const text = 'fly from New York to Oslo'
    const phrases = phrasesIn(text)
    const places = phrases.map(({ start, end }) => `${start}-${end}`)
    expect(new Set(places).size).toBe(places.length)
    expect(found(text).find(({ words }) => words === 'New York')).toMatchObject({
      start: 9,
      end: 17,
      isName: true,
    })
  })

  it('keep an abbreviation, even one that is spelt as a small word', () => {
    expect(wordsOf('ask the US office')).toEqual(['US', 'US office', 'ask'])
    expect(wordsOf('ask us at the office')).toEqual(['ask', 'office'])
    expect(wordsOf('the IT of Ada')).toContain('IT')
  })
})

describe('phrases that are names', () => {
  it.each([
    ['who signed the Treaty of Lisbon', ['Lisbon', 'Treaty', 'Treaty of Lisbon']],
    ['who wrote the Lord of the Rings', ['Lord', 'Lord of the Rings', 'Rings']],
    ['the works of Ludwig van Beethoven today', ['Ludwig van Beethoven']],
    ['tell Maria de la Cruz', ['Maria de la Cruz']],
    ['tell Werner von Braun', ['Werner von Braun']],
    ['who was the footballer Lionel Messi', ['Lionel Messi']],
    ['tell Ada, Ben and Cy', ['Ada', 'Ben', 'Cy']],
    ['tell Ada of the trip', ['Ada']],
    // A sentence begins with a capital, whatever its first word is.
    ['Paris', []],
    ['What Paris offers', ['Paris']],
    ['Calculate the Population Density', ['Population Density']],
    ['Compare New York', ['Compare New York', 'New York']],
    ['From New York to Oslo', ['New York', 'Oslo']],
    ['Treaty of Lisbon', ['Lisbon']],
    ['tell Ben. Anna Lee waits', ['Anna Lee', 'Ben', 'Lee']],
    ['is it so? Anna waits! Ben goes', []],
    ['is it Anna? Ben! Cy', ['Anna']],
    // Days and months are written so, too.
    ['see you on Monday or on Tuesdays', []],
    ['in March, July or the 3rd of December', []],
    ['at 5 PM', []],
    ['see Monday Club', ['Monday Club']],
    ['see Mondayish', ['Mondayish']],
  ])('“%s”', (text, expected) => expect(wordsOf(text, ({ isName }) => isName)).toEqual(expected))

  it.each(['January February', 'April May June', 'August September', 'October November'])(
    '%s are months',
    (months) => expect(wordsOf(`in ${months}`, ({ isName }) => isName)).toEqual([]),
  )

  it.each(['Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'AM'])('%s is none', (day) =>
    expect(wordsOf(`see ${day}`, ({ isName }) => isName)).toEqual([]),
  )
})

describe('phrases that are codes', () => {
  it.each([
    ['show case CA123456', ['CA123456']],
    ['look up 2022/AL2562 and B-12_c.3:4', ['2022/AL2562', 'B-12_c.3:4']],
    ['give 12 or twelve', []],
    ['call 555-1234', ['555-1234']],
    ['mail a1@example.com', []],
  ])('“%s”', (text, expected) => {
    const codes = found(text).filter(({ isCode }) => isCode)
    for (const code of expected)
      expect(found(text).some(({ words }) => words.includes(code))).toBe(true)
    expect(codes.map(({ words }) => words).filter((words) => !expected.includes(words))).toEqual([])
  })

  it('stand alone', () => {
    const [code] = found('the CA123456').filter(({ isCode }) => isCode)
    expect(code?.words).toBe('CA123456')
    expect(found('the b7 c8').filter(({ isCode }) => isCode)).toEqual([])
  })
})

describe('the words around a phrase', () => {
  it.each<[string, string, Pick<Phrase, 'before' | 'earlier' | 'after'>]>([
    ['fly from the airport to Oslo', 'airport', { before: 'from', earlier: 'fly', after: 'to' }],
    ['Weather In the town', 'town', { before: 'in', earlier: 'weather', after: '' }],
    ['red mug', 'red mug', { before: '', earlier: '', after: '' }],
    ['the mug', 'mug', { before: '', earlier: '', after: '' }],
    ['of a an our this that mug Now', 'mug', { before: 'of', earlier: '', after: 'now' }],
    // What stands before the whole stands before the name at its end, too.
    [
      'the age of the footballer Lionel Messi in May',
      'Lionel Messi',
      { before: 'of', earlier: 'age', after: 'in' },
    ],
    [
      'the age of Lionel Messi junior',
      'Lionel Messi',
      { before: 'of', earlier: 'age', after: 'junior' },
    ],
  ])('in “%s” of “%s”', (text, words, around) =>
    expect(found(text).find((each) => each.words === words)).toMatchObject(around),
  )
})
