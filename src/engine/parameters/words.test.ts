import { describe, expect, it } from 'vitest'
import { parameterOf } from '#testing/read-values.ts'
import { missing, notOfType, shown, spoken, textOf } from './wording.ts'
import {
  comparable,
  enumerate,
  escapeForUnicode,
  isFunctionWord,
  tokensOf,
  unquoted,
} from './words.ts'

describe('the words of a text', () => {
  it.each<[string, string[]]>([
    ['Move it, please!', ['Move', 'it', 'please']],
    ['mail john@x.com about #W-1', ['mail', 'john@x.com', 'about', '#W-1']],
    ['("“Hello”")… (again)?', ['Hello', 'again']],
    ['one\ttwo\n three', ['one', 'two', 'three']],
    ['... , !', []],
    ['', []],
  ])('“%s”: %j', (text, words) => expect(tokensOf(text).map((token) => token.text)).toEqual(words))

  it('stand where they stand', () => {
    const text = ' say: ("hello"), you'
    for (const { text: word, start, end } of tokensOf(text))
      expect(text.slice(start, end)).toBe(word)
  })
})

describe('a text as it is compared', () => {
  it.each([
    ['  Order_ID: ', 'order id'],
    ['“Don’t!”', "don't"],
    ['‘a’ b', "a' b"],
    ['a \t b', 'a b'],
    ['((x))', 'x'],
    ['e\u0301t\u00e9', '\u00e9t\u00e9'],
    ['…', ''],
  ])('“%s” is “%s”', (text, expected) => expect(comparable(text)).toBe(expected))
})

describe('small words', () => {
  it.each([
    'the',
    'THE',
    'they',
    'to',
    'he',
    'can',
    'no',
    'want',
    'give',
    'hey',
    "i'm",
    'Don’t',
    "we're",
  ])('“%s” is one', (word) => expect(isFunctionWord(word)).toBe(true))
  it.each(['order', 'x', '', "i'm'm"])('“%s” is none', (word) =>
    expect(isFunctionWord(word)).toBe(false),
  )
})

describe('a text without its quotes', () => {
  it.each([
    ['"hello you"', 'hello you'],
    [" 'hello' ", 'hello'],
    ['`hello`', 'hello'],
    ['“ hello ”', 'hello'],
    ['‘hello’', 'hello'],
    ['«hello»', 'hello'],
    ['"two\nlines"', 'two\nlines'],
    ['""', ''],
    // Not one pair around all of it.
    ['"hello" you', '"hello" you'],
    ['say "hello"', 'say "hello"'],
    ['"hello\'', '"hello\''],
    ['“hello»', '“hello»'],
    ['"a" and "b"', '"a" and "b"'],
    ['hello', 'hello'],
    ['"', '"'],
    [' ', ''],
  ])('%s is %s', (text, expected) => expect(unquoted(text)).toBe(expected))
})

describe('words in a sentence', () => {
  it.each<[string[], string]>([
    [[], ''],
    [['1'], '1'],
    [['1', '2'], '1 and 2'],
    [['1', '2', '3'], '1, 2 and 3'],
  ])('%j: “%s”', (words, sentence) => {
    expect(enumerate(words)).toBe(sentence)
    expect(enumerate(words, 'or')).toBe(sentence.replace('and', 'or'))
  })

  it('are escaped where they stand for themselves', () => {
    const words = 'a.b*c+d?e^f$g{h}i(j)k|l[m]n\\o/p-q'
    expect(new RegExp(`^${escapeForUnicode(words)}$`, 'u').test(words)).toBe(true)
    expect(new RegExp(`^${escapeForUnicode('a.b')}$`, 'u').test('axb')).toBe(false)
  })
})

describe('a value in a sentence', () => {
  it('is shown as it is, and cut where it is long', () => {
    expect(textOf('x "y"')).toBe('x "y"')
    expect(textOf({ a: [1] })).toBe('{"a":[1]}')
    expect(shown('x'.repeat(60))).toBe('x'.repeat(60))
    expect(shown('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`)
    expect(notOfType(3, 'a text')).toEqual({ code: 'type', text: '“3” is not a text.' })
  })

  it('is named as its parameter is', () => {
    expect(spoken(parameterOf('order_id'))).toBe('order id')
    expect(spoken(parameterOf('_order_'))).toBe('order')
    expect(missing(parameterOf('order_id'))).toEqual({
      code: 'missing',
      text: 'Order id is missing.',
    })
  })
})
