import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenPlaces } from '../model/token-places.ts'
import { normalizeText } from '../text.ts'
import { typedOffsets, wordReading } from './words.ts'

const pieces = (text: string, tokens: readonly string[]): string[] =>
  tokenPlaces(text, tokens).map(({ start, end }) => text.slice(start, end))

describe('places of tokens', () => {
  it.each<[string, string[], string[]]>([
    ['Book it', ['book', 'it'], ['Book', 'it']],
    ['Romántica!', ['roman', '##tica', '!'], ['Román', 'tica', '!']],
    ['a 😀 b', ['a', '[UNK]', 'b'], ['a', '😀', 'b']],
    ["don't", ['don', "'", 't'], ['don', "'", 't']],
    ['ﬁne', ['ﬁ', '##ne'], ['ﬁ', 'ne']],
    ['北京 ok', ['北', '京', 'ok'], ['北', '京', 'ok']],
  ])('of “%s”', (text, tokens, expected) => {
    expect(pieces(text, tokens)).toEqual(expected)
  })

  it('stay within the text, whatever the tokens are', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 })), (text, tokens) => {
        for (const { start, end } of tokenPlaces(text, tokens)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })
})

describe('a text as words', () => {
  it('tells places in the text as it was typed', () => {
    const typed = '  book\u0000a  cafe\u0301 table '
    const clean = normalizeText(typed)
    const tokens = [...clean.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
    }))
    const hidden = new Float32Array(tokens.length * 2).fill(1)
    const { places, words } = wordReading(typed, { embedding: hidden, tokens, hidden }, 2)
    expect(words).toEqual(['book', 'a', 'café', 'table'])
    expect(places.map(({ start, end }) => typed.slice(start, end).normalize('NFC'))).toEqual([
      'book',
      'a',
      'café',
      'table',
    ])
  })

  it('lays every normalised text beside the typed one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
        const clean = normalizeText(typed)
        const offset = typedOffsets(typed, clean)
        if (!offset) return
        const all = clean.split('').map((_, at) => offset(at).start)
        expect(all).toEqual(all.toSorted((a, b) => a - b))
      }),
    )
  })
})
