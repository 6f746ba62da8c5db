import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { addUtterances, setHeldOut } from '#domain/edits/utterances.ts'
import { ROOT_CONTEXT, type CommandId, type WorkflowId } from '#domain/ids.ts'
import { problemGroups, problemPlace } from './problem-groups.ts'
import { nearUtterances } from '#domain/near-utterances.ts'
import { recordsOf, utterancesOf } from '#domain/queries.ts'
import { walkedTo } from './use-utterance-grid.ts'
import { nearRows, utteranceRows } from './utterance-rows.ts'

const ADD = 'add' as CommandId
const SUB = 'sub' as CommandId

const sums = inOrder(
  addCommand(ADD, ROOT_CONTEXT, 'add numbers'),
  addCommand(SUB, ROOT_CONTEXT, 'subtract'),
  addUtterances(SUB, ['take two from five']),
  addUtterances(ADD, ['sum of two and five', 'add two']),
)(newDocument('w' as WorkflowId, 'Sums'))

describe('the utterance table', () => {
  const texts = (search: string, command = '') =>
    utteranceRows(sums, { search, command }).map(({ utterance }) => utterance.text)

  it('goes command by command, in their order', () => {
    expect(texts('')).toEqual(['sum of two and five', 'add two', 'take two from five'])
  })

  it('finds all words in any order, and one command alone', () => {
    expect(texts('FIVE two')).toEqual(['sum of two and five', 'take two from five'])
    expect(texts('two', SUB)).toEqual(['take two from five'])
  })
})

it('problems are grouped worst first, each with where it is', () => {
  const NEW = 'new' as CommandId
  const taught = inOrder(
    addCommand(NEW, ROOT_CONTEXT, 'divide'),
    addUtterances(NEW, ['ten by two']),
  )(sums)
  const own = utterancesOf(taught, NEW).map(({ id }) => id)
  const document = setHeldOut(own, true)(taught)
  const groups = problemGroups(document)
  expect(groups.map(({ title }) => title)).toEqual(['1 error', '2 warnings', '3 hints'])
  expect(groups[0]?.problems.map((problem) => problemPlace(document, problem))).toEqual(['Divide'])
  expect(problemGroups(newDocument('w' as WorkflowId, 'Empty'))).toEqual([])
})

describe('near utterances in the table', () => {
  const document = inOrder(
    addUtterances(SUB, ['please add two', 'take five away']),
    addUtterances(ADD, ['add two please']),
  )(sums)
  const steps = nearUtterances(recordsOf(document, 'utterance'))
  let step = steps.next()
  while (!step.done) step = steps.next()
  const groups = step.value
  const lines = (current: typeof document, search = '') =>
    nearRows(current, groups, 'conflicts', { search, command: '' }).map(
      ({ utterance: { text }, command: { id }, group }) => [text, id, group?.isFirst],
    )

  it('stand group by group, the first of each marked, with all of a group that has the words', () => {
    const whole = [
      ['please add two', SUB, true],
      ['add two please', ADD, false],
    ]
    expect(lines(document)).toEqual(expect.arrayContaining(whole))
    expect(lines(document, 'please')).toEqual(lines(document))
    expect(lines(document, 'away')).toEqual([])
  })

  it('leave out what has gone since', () => {
    const gone = recordsOf(document, 'utterance').find(({ text }) => text === 'please add two')
    const later = removeRecords(gone ? [gone.id] : [])(document)
    expect(lines(later).map(([text]) => text)).not.toContain('please add two')
  })
})

it.each([
  ['ArrowDown', 5],
  ['ArrowUp', 3],
  ['PageDown', 14],
  ['PageUp', -6],
  ['Home', 0],
  ['End', 99],
  ['x', null],
])('%s walks the lines', (key, to) => expect(walkedTo(key, 4, 100, 10)).toBe(to))
