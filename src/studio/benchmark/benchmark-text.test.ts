import { expect, it } from 'vitest'
import type { CaseOutcome } from '#domain/benchmark/benchmark-score.ts'
import { commandId, contextId } from '#testing/workflow-builder.ts'
import { outcomeText, shareText } from './benchmark-text.ts'

const said = (outcome: CaseOutcome['outcome'], ...shown: string[]): CaseOutcome => ({
  index: 0,
  utterance: 'hm',
  context: contextId('*'),
  kind: 'routing',
  expected: commandId('pay'),
  outcome,
  shown: shown.map(commandId),
})

it.each([
  [said('route', 'pay'), 'ran PAY'],
  [said('ask', 'pay', 'send'), 'asked: PAY, SEND'],
  [said('refuse'), 'refused'],
])('says what became of a case', (given, text) => {
  expect(outcomeText(given, (id) => id.toUpperCase())).toBe(text)
})

it('tells none from nothing', () => {
  expect(shareText({ total: 0, correct: 0, share: null })).toBe('no case')
  expect(shareText({ total: 3, correct: 0, share: 0 })).toBe('0\u00a0% (0 of 3)')
})
