import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { addUtterances } from '#domain/edits/utterances.ts'
import { ROOT_CONTEXT, type CommandId, type WorkflowId } from '#domain/ids.ts'
import { problemGroups, problemPlace } from './problem-groups.ts'
import { utteranceRows } from './utterance-rows.ts'

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
  const document = addCommand('new' as CommandId, ROOT_CONTEXT, 'divide')(sums)
  const groups = problemGroups(document)
  expect(groups.map(({ title }) => title)).toEqual(['1 error', '2 warnings', '3 hints'])
  expect(groups[0]?.problems.map((problem) => problemPlace(document, problem))).toEqual(['Divide'])
  expect(problemGroups(newDocument('w' as WorkflowId, 'Empty'))).toEqual([])
})
