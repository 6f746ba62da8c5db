import { describe, expect, it } from 'vitest'
import { GO_UP } from '#domain/core-commands.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { correctionsOf, utterancesOf } from '#domain/queries.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { deleteText, moveText, recordsOfText, whyNotMove } from './confused-records.ts'

const cancel = commandId('cancel')
const giveBack = commandId('give_back')
const document = workflow()
  .command('cancel', { utterances: ['call it off', 'Send it back'] })
  .command('give_back', { utterances: ['return it'] })
  .correction('send it back', { meant: 'cancel' })
  .correction('what is love', { meant: null })
  .build()

const textsOf = (of: typeof document, command: typeof cancel): string[] =>
  utterancesOf(of, command).map(({ text }) => text)

describe('recordsOfText', () => {
  it('finds utterances and corrections, as training did: without regard to case', () => {
    expect(recordsOfText(document, cancel, 'send it back').map(({ kind }) => kind)).toEqual([
      'utterance',
      'correction',
    ])
    expect(recordsOfText(document, OUT_OF_SCOPE, 'what is love')).toHaveLength(1)
    expect(recordsOfText(document, GO_UP.id, 'go up')).toEqual([])
  })
})

describe('moveText', () => {
  it('gives the text to the other command, with the corrections that said otherwise', () => {
    const moved = moveText(document, cancel, giveBack, 'send it back')(document)
    expect(textsOf(moved, cancel)).toEqual(['call it off'])
    expect(textsOf(moved, giveBack)).toEqual(['Send it back', 'return it'])
    expect(correctionsOf(moved)[0]?.meant).toBe('give_back')
  })

  it('cannot give it to a command that is built in', () => {
    expect(whyNotMove(document, giveBack)).toBeNull()
    expect(whyNotMove(document, GO_UP.id)).toBe('That command is built in')
  })
})

describe('deleteText', () => {
  it('removes all that carried the text, and nothing else', () => {
    const rest = deleteText(document, cancel, 'send it back')(document)
    expect(textsOf(rest, cancel)).toEqual(['call it off'])
    expect(correctionsOf(rest)).toHaveLength(1)
  })
})
