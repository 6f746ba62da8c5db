import { expect, it } from 'vitest'
import { commandId, parameterId } from '#testing/workflow-builder.ts'
import type { Question } from './events.ts'
import { asFirstAsked } from './question-leads.ts'

const value = (text: string): Question => ({
  kind: 'value',
  command: commandId('ship'),
  parameter: parameterId('ship', 'zip'),
  text,
  problem: { code: 'pattern', text: '“abc” is not a zip.' },
  suggestions: [],
})
const which = (text: string): Question => ({ kind: 'which-command', candidates: [], text })

it.each<[Question, string]>([
  [value('What is the zip?'), 'What is the zip?'],
  [value('“abc” is not a zip. What is the zip?'), 'What is the zip?'],
  [value('I did not understand. “abc” is not a zip. What is the zip?'), 'What is the zip?'],
  [value('I did not understand. What is the zip?'), 'What is the zip?'],
  [
    which('Please choose one, or say “never mind”. Did you mean “A” or “B”?'),
    'Did you mean “A” or “B”?',
  ],
  [which('“abc” is not a zip. Did you mean “A”?'), '“abc” is not a zip. Did you mean “A”?'],
  [which('Sorry. I did not understand. What?'), 'Sorry. I did not understand. What?'],
])('a question that stands again: $0.text', (question, text) =>
  expect(asFirstAsked(question)).toEqual({ ...question, text }),
)
