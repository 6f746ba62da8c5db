import { describe, expect, it } from 'vitest'
import { rewrite, type Rewriting } from './rewrite.ts'

const noon: Rewriting = { find: /\bnoon\b/gu, say: () => '12:00' }
const half: Rewriting = { find: /\bhalf (\d+)\b/gu, say: ([, hour]) => `${hour}:30` }

describe('a text said otherwise', () => {
  it.each<[text: string, rules: Rewriting[], said: string]>([
    ['at noon', [noon], 'at 12:00'],
    ['noon', [noon], '12:00'],
    ['noon or noon', [noon], '12:00 or 12:00'],
    ['half 7 until noon', [noon, half], '7:30 until 12:00'],
    ['soon', [noon, half], 'soon'],
    ['', [noon], ''],
    // What a rule leaves as it is goes on to the next.
    ['noon', [{ find: /noon/gu, say: () => null }, noon], '12:00'],
    ['noon', [{ find: /x*/gu, say: () => 'y' }], 'noon'],
    // Each is said once: nothing reads what was written by a rule.
    ['noon', [noon, { find: /12:00/gu, say: () => 'midday' }], '12:00'],
    ['noon 12:00', [noon, { find: /12:00/gu, say: () => 'midday' }], '12:00 midday'],
  ])('“%s” by %#', (text, rules, said) => expect(rewrite(text, rules).text).toBe(said))
})

describe('where a place in it was before', () => {
  /** The words of the original that these words of the rewritten text stand for. */
  function originalOf(text: string, rules: Rewriting[], words: string): string {
    const said = rewrite(text, rules)
    const from = said.text.indexOf(words)
    const { start, end } = said.placeOf(from, from + words.length)
    return text.slice(start, end)
  }

  it.each<[text: string, words: string, original: string]>([
    ['see you at noon today', '12:00', 'noon'],
    ['see you at noon today', 'you', 'you'],
    ['see you at noon today', 'at 12:00', 'at noon'],
    ['see you at noon today', '12:00 today', 'noon today'],
    ['see you at noon today', ' today', ' today'],
    ['see you at noon today', 'at ', 'at '],
    ['see you at noon today', 'today', 'today'],
    // A part of what was rewritten stands for all of it.
    ['see you at noon today', '2:0', 'noon'],
    ['half 7 noon', '7:30', 'half 7'],
    ['half 7 noon', '7:30 12', 'half 7 noon'],
    ['half 7 noon', ' ', ' '],
    ['noonnoon', 'noonnoon', 'noonnoon'],
  ])('of “%s”, “%s” is “%s”', (text, words, original) =>
    expect(originalOf(text, [noon, half], words)).toBe(original),
  )

  it('is at the ends of what stands side by side', () => {
    const letters: Rewriting = { find: /[ab]/gu, say: ([letter]) => `${letter}${letter}` }
    const said = rewrite('ab', [letters])
    expect(said.text).toBe('aabb')
    expect(said.placeOf(0, 2)).toEqual({ start: 0, end: 1 })
    expect(said.placeOf(2, 4)).toEqual({ start: 1, end: 2 })
    expect(said.placeOf(4, 4)).toEqual({ start: 2, end: 2 })
    expect(rewrite('', [letters]).placeOf(0, 0)).toEqual({ start: 0, end: 0 })
  })
})
