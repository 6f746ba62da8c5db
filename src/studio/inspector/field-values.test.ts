import { describe, expect, it } from 'vitest'
import { newParameter, type ParameterType } from '#domain/parameter.ts'
import type { ParameterId } from '#domain/ids.ts'
import {
  readChoices,
  readDefault,
  readLength,
  readLines,
  readNumber,
  readProbability,
  writeChoices,
  writeDefault,
} from './field-values.ts'

const parameter = (type: ParameterType) => ({
  ...newParameter('p' as ParameterId, 'p', type),
  choices: [{ value: 'late', synonyms: [] }],
})

describe('numbers', () => {
  it.each([
    ['', null],
    [' 3 ', 3],
    ['-2.5', -2.5],
    ['2,5', 2.5],
  ])('reads %j', (typed, value) => expect(readNumber(typed)).toEqual({ ok: true, value }))

  it('refuses what is not one, with what to do', () => {
    expect(readNumber('many')).toMatchObject({ ok: false })
    expect(readLength('2.5')).toMatchObject({ ok: false })
    expect(readLength('-1')).toMatchObject({ ok: false })
    expect(readProbability('1.2')).toMatchObject({ ok: false })
    expect(readProbability('0.4')).toEqual({ ok: true, value: 0.4 })
  })
})

describe('choices', () => {
  it('are one a line with synonyms after a colon, and read back as written', () => {
    const choices = [
      { value: 'express', synonyms: ['fast', 'next day'] },
      { value: 'standard', synonyms: [] },
    ]
    expect(writeChoices(choices)).toBe('express: fast, next day\nstandard')
    expect(readChoices(writeChoices(choices))).toEqual({ ok: true, value: choices })
  })

  it('need a value before the colon', () => {
    expect(readChoices(': fast')).toMatchObject({ ok: false })
    expect(readChoices('\n \n')).toEqual({ ok: true, value: [] })
  })
})

describe('a default', () => {
  it.each<[ParameterType, string, unknown]>([
    ['string', 'a b', 'a b'],
    ['integer', '4', 4],
    ['number', '4.5', 4.5],
    ['boolean', 'false', false],
    ['enum', 'late', 'late'],
    ['date', '2026-11-20', '2026-11-20'],
    ['time', '14:30', '14:30'],
    ['list', '["a"]', ['a']],
    ['object', '{"a":1}', { a: 1 }],
    ['object', '', null],
  ])('of type %s is read from %j and written back', (type, typed, value) => {
    const read = readDefault(parameter(type), typed)
    expect(read).toEqual({ ok: true, value })
    if (read.ok) expect(writeDefault(read.value)).toBe(typed)
  })

  it.each<[ParameterType, string]>([
    ['integer', '4.5'],
    ['boolean', 'yes'],
    ['enum', 'early'],
    ['date', 'tomorrow'],
    ['list', '{"a":1}'],
    ['object', '[1]'],
    ['object', '{'],
  ])('of type %s refuses %j', (type, typed) => {
    expect(readDefault(parameter(type), typed)).toMatchObject({ ok: false })
  })
})

it('lines lose their edges and empty ones go', () => {
  expect(readLines(' a \n\n b')).toEqual({ ok: true, value: ['a', 'b'] })
})
