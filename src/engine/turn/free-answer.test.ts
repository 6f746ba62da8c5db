import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { workflow } from '#testing/workflow-builder.ts'
import type { Decision } from '../decide/decision.ts'
import type { ExtractedValue } from '../parameters/extract.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { bringsValues, isTellingValue, mayBeCommand, withoutFrame } from './free-answer.ts'

type Draft = Partial<Omit<Parameter, 'id' | 'name'>>
const parameter = (draft: Draft = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: 'it', name: 'it' })

describe('the frame around a value', () => {
  const NAMES = ['Ada', 'Bruno', 'Chiara']
  function bare(
    text: string,
    name: string,
    draft: Draft = {},
    utterances: readonly string[] = [],
  ): string {
    const document = workflow()
      .command('act', { parameters: { [name]: draft, other: {} }, utterances })
      .build()
    const command = recordById(document, 'command', 'act')!
    return withoutFrame(
      text,
      command.parameters[0]!,
      slotPatterns(spokenUtterances(document, command)),
    )
  }

  it.each([
    ['the title is Hello', 'title', 'Hello'],
    ['Its title is  Hello there!', 'title', 'Hello there'],
    ['title: Hello.', 'title', 'Hello'],
    ['title :  Hello', 'title', 'Hello'],
    ['My user name is Tomas', 'user_name', 'Tomas'],
    ['my name is “Tomas B.”', 'user_name', 'Tomas B.'],
    ['full user name: Tomas', 'full_user_name', 'Tomas'],
    ['e-mail: a@b.c', 'e-mail', 'a@b.c'],
  ])('is the name of what was asked: %s', (text, name, value) =>
    expect(bare(text, name)).toBe(value),
  )

  it.each([
    ['Hello', 'title'],
    ['a title is Hello', 'title'],
    ['the title was Hello', 'title'],
    ['say that my title is Hello', 'title'],
    ['my user is Tomas', 'user_name'],
    ['title: a\nsecond line', 'title'],
    ['it is Late', 'title'],
  ])('is not what only looks like one: %j', (text, name) => expect(bare(text, name)).toBe(text))

  it.each([
    ['it is Tomas', 'Tomas'],
    ['It’s  Tomas B.!', 'Tomas B'],
    ["that's tomas", 'tomas'],
    ['this  is Tomas.', 'Tomas'],
    ['its Tomas', 'its Tomas'],
    ['so it is Tomas', 'so it is Tomas'],
    ['it is 5', 'it is 5'],
  ])('is “it is” where values are names: %s', (text, value) =>
    expect(bare(text, 'guest', { examples: NAMES })).toBe(value),
  )

  it('is what utterances have around this value alone', () => {
    const utterances = ['tell them [it is late](note)', 'send [it](note) to [Ben](other)']
    expect(bare('tell them we are here', 'note', {}, utterances)).toBe('we are here')
    expect(bare('send a card to Ben', 'note', {}, utterances)).toBe('send a card to Ben')
    expect(bare('greet Ben', 'note', {}, ['greet [Anna](other)'])).toBe('greet Ben')
    expect(bare('tell them\nwe are here', 'note', {}, utterances)).toBe('tell them\nwe are here')
  })
})

describe('a value that tells of a command', () => {
  const found = (draft: Draft, rest: Partial<ExtractedValue> = {}): ExtractedValue => ({
    parameter: parameter(draft),
    value: 'mom',
    source: 'slot',
    span: { start: 5, end: 8 },
    ...rest,
  })
  const telling = (value: ExtractedValue, within = 'call mom'): boolean =>
    isTellingValue(value, within)

  it('is of a type, or of a shape, or in quotes', () => {
    expect(telling(found({ type: 'integer' }, { value: 3 }))).toBe(true)
    expect(telling(found({ pattern: 'P\\d+' }, { value: 'P1' }))).toBe(true)
    const shaped = { examples: ['#W12', 'x@y.org'] }
    expect(telling(found(shaped, { value: '#W77' }))).toBe(true)
    expect(telling(found(shaped, { value: 'a@b.com' }))).toBe(true)
    expect(telling(found({}, { source: 'quoted' }))).toBe(true)
    expect(telling(found({}), 'call "mom"')).toBe(true)
    expect(telling(found({}, { source: 'inline', span: null }), '“mom”')).toBe(true)
  })

  it('is not just any words, or what nobody said', () => {
    expect(telling(found({}))).toBe(false)
    expect(telling(found({ examples: ['#W12'] }))).toBe(false)
    expect(telling(found({}), '"you" mom')).toBe(false)
    expect(telling(found({}, { span: null }))).toBe(false)
    expect(telling(found({ type: 'integer' }, { value: 3, source: 'default', span: null }))).toBe(
      false,
    )
  })

  it('is needed for a message to be another command, and nothing wrong with the others', () => {
    const brings = (
      values: readonly ExtractedValue[],
      problems: readonly never[] | readonly object[] = [],
      inlineText: string | null = null,
    ): boolean =>
      bringsValues({ inlineText } as Decision, '“call” mom', {
        values,
        problems: problems as never[],
      })
    expect(brings([found({}), found({ type: 'integer' }, { value: 3 })])).toBe(true)
    expect(brings([found({})])).toBe(false)
    expect(brings([])).toBe(false)
    expect(brings([found({ type: 'integer' }, { value: 3 })], [{}])).toBe(false)
    const first = { span: { start: 0, end: 4 } }
    expect(brings([found({}, first)])).toBe(true)
    expect(brings([found({}, first)], [], 'mom')).toBe(false)
  })
})

it.each<[string, boolean]>([
  ['call mom', true],
  ['word '.repeat(40), true],
  ['word '.repeat(41), false],
  ['call\nmom', false],
  ['call\rmom', false],
])('a text may be a command if it is short and on one line: %j', (text, expected) =>
  expect(mayBeCommand(text)).toBe(expected),
)
