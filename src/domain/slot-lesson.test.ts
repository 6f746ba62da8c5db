import { describe, expect, it } from 'vitest'
import { workflow } from '#testing/workflow-builder.ts'
import { utteranceProblems } from './problems-of-utterances.ts'
import { recordById, utterancesOf } from './queries.ts'
import { slotLesson } from './slot-lesson.ts'
import { freeSlots, knownValuesIn, valuesOfCommand } from './slot-suggestions.ts'
import { trainingKey } from './training-key.ts'
import { trainingRows } from './training-rows.ts'
import type { CommandId } from './ids.ts'
import type { Document } from './document.ts'
import type { Parameter } from './parameter.ts'

const ACT = 'act' as CommandId
const parameters = {
  guests: { type: 'integer' },
  area: { type: 'enum', choices: [{ value: 'hall', synonyms: ['inside'] }] },
  name: {},
} satisfies Record<string, Partial<Parameter>>

const draw = (...utterances: string[]): Document =>
  workflow().command('act', { parameters, utterances }).build()

/** Texts with what is marked in them. */
const lessonOf = (document: Document): [string, string[]][] =>
  slotLesson(document).rows.map(({ text, slots }) => [
    text,
    slots.map(({ start, end }) => text.slice(start, end)),
  ])

describe('what a workflow teaches about values', () => {
  it('is every utterance of a command whose utterances are marked', () => {
    expect(lessonOf(draw('table for [12](guests)', 'a table'))).toEqual([
      ['table for 12', ['12']],
      ['a table', []],
    ])
  })

  it('is the marked ones alone where few are marked', () => {
    const document = draw('for [12](guests)', 'a table', 'tables', 'a place', 'some room')
    expect(lessonOf(document)).toEqual([['for 12', ['12']]])
  })

  it('is nothing where none is marked', () => {
    expect(slotLesson(draw('a table', 'for 12'))).toEqual({ rows: [], parameters: [] })
  })

  it('fills templates in with what is known of their parameters', () => {
    const rows = lessonOf(draw('put {guests} in the {area}'))
    expect(rows).toHaveLength(5)
    expect(new Set(rows.map(([, values]) => values[1]))).toEqual(new Set(['hall', 'inside']))
    for (const [text, values] of rows) expect(text).toBe(`put ${values[0]} in the ${values[1]}`)
  })

  it('leaves the name of a parameter of which no value is known, as a word', () => {
    expect(lessonOf(draw('call {name} with {guests}'))[0]).toEqual(['call name with two', ['two']])
  })

  it('trains the command with a template as it is said', () => {
    const texts = trainingRows(draw('put {guests} in the {area}')).map(({ text }) => text)
    expect(texts).toContain('put 3 in the inside')
    expect(texts.join()).not.toContain('{')
  })

  it('changes the key of a training, and only where it has changed', () => {
    const plain = draw('table for 12')
    expect(trainingKey(plain)).toBe(trainingKey(draw('table for 12')))
    expect(trainingKey(draw('table for [12](guests)'))).not.toBe(trainingKey(plain))
  })
})

describe('a template', () => {
  it('that names no parameter of its command is a problem', () => {
    const problems = utteranceProblems(draw('in the {zone}', 'for {guests}'))
    expect(problems.map(({ code }) => code)).toEqual(['unknown-placeholder'])
    expect(problems[0]?.text).toContain('{zone}')
  })
})

describe('values to propose', () => {
  const document = draw('table for [12](guests)', 'call [Ada Byron](name)', 'call [12](name)')
  const command = recordById(document, 'command', ACT)!
  const known = valuesOfCommand(command, utterancesOf(document, ACT))

  it('are choices, their synonyms, and what is marked elsewhere, the longest at each place', () => {
    const text = 'Inside for ada byron'
    expect(knownValuesIn(text, known).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Inside',
      'ada byron',
    ])
  })

  it('are none that two parameters have, nor parts of words', () => {
    expect(knownValuesIn('12 shallow', known)).toEqual([])
  })

  it('lie on nothing that is marked, and give a parameter one place', () => {
    const [guests] = command.parameters.map(({ id }) => id)
    const utterance = { text: 'for 3 or 4 {area}', slots: [] }
    const proposed = [
      { parameter: guests!, start: 4, end: 5 },
      { parameter: guests!, start: 9, end: 10 },
      { parameter: command.parameters[1]!.id, start: 12, end: 16 },
    ]
    expect(freeSlots(utterance, proposed)).toEqual([proposed[0]])
  })
})
