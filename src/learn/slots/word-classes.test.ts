import { describe, expect, it } from 'vitest'
import { promisedClasses, wordClasses } from './word-classes.ts'
import { wordPlaces } from './words.ts'

/** The words of a class, as they stand in a text. */
function inClass(text: string, wanted: string): string {
  const words = wordPlaces(text).map(({ start, end }) => text.slice(start, end))
  return wordClasses(words)
    .flatMap((name, word) => (name === wanted ? [words[word]] : []))
    .join(' ')
}

describe('what everyone knows of words', () => {
  it.each([
    ['a table for 4 or five', 'number', '4 five'],
    ['songs from 1996, 300 of them', 'year', '1996'],
    ['the 3rd one, not the first', 'ordinal', '3rd first'],
    ['on May 5 in june', 'month', 'june'],
    ['tomorrow or Friday', 'day', 'tomorrow Friday'],
    ['on 2/6/2020, not 2.6', 'day', '2 / 6 / 2020'],
    ['on 2020-11-20', 'day', '2020 - 11 - 20'],
    ['at 8:30 in the morning', 'part of day', '8 : 30 morning'],
    ['at 8 p.m. or 9pm', 'part of day', 'p . m 9pm'],
    ['a flight to New Zealand or France', 'country', 'New Zealand France'],
    ['from the republic of the congo', 'country', 'republic of the congo'],
    ['in New York or OR', 'state', 'New York OR'],
    ['book it for my mother', 'whose', 'my'],
  ])('in "%s": %s is "%s"', (text, name, words) => {
    expect(inClass(text, name)).toBe(words)
  })

  it('knows nothing of most words, and of none', () => {
    expect(wordClasses(['play', 'jazz', 'or', 'me'])).toEqual([null, null, null, null])
    expect(wordClasses([])).toEqual([])
  })
})

describe('what a name promises of its values', () => {
  it.each([
    ['country', ['country']],
    ['Date', ['ordinal', 'month', 'day']],
    ['album', []],
  ])('%s', (word, classes) => {
    expect(promisedClasses(word)).toEqual(classes)
  })
})
