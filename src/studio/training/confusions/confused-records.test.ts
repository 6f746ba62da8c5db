import { describe, expect, it } from 'vitest'
import { GO_UP } from '#domain/core-commands.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { correctionsOf, utterancesOf } from '#domain/queries.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import {
  deleteTexts,
  holdOutTexts,
  moveTexts,
  recordsOfText,
  untouchable,
  whyNotMove,
} from './confused-records.ts'

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

describe('untouchable', () => {
  it('says why nothing can be done about a text, and whether it trains no more', () => {
    const isGone = (of: typeof document, text: string, command = cancel) =>
      untouchable(of, command, text)?.isGone
    expect(untouchable(document, cancel, 'call it off')).toBeNull()
    expect(isGone(document, 'cancel')).toBe(false)
    expect(isGone(document, 'go up', GO_UP.id)).toBe(false)
    expect(isGone(document, 'gone')).toBe(true)
    expect(isGone(holdOutTexts(cancel, ['call it off'])(document), 'call it off')).toBe(true)
  })
})

describe('moveTexts', () => {
  it('gives them to the other command, with the corrections that said otherwise', () => {
    const moved = moveTexts(cancel, giveBack, ['send it back', 'call it off'])(document)
    expect(textsOf(moved, cancel)).toEqual([])
    expect(textsOf(moved, giveBack)).toEqual(['call it off', 'Send it back', 'return it'])
    expect(correctionsOf(moved)[0]?.meant).toBe('give_back')
  })

  it('cannot give them to a command that is built in', () => {
    expect(whyNotMove(document, giveBack)).toBeNull()
    expect(whyNotMove(document, GO_UP.id)).toBe('That command is built in')
  })
})

describe('holdOutTexts', () => {
  it('keeps utterances from training, and leaves corrections as they are', () => {
    const after = holdOutTexts(cancel, ['send it back'])(document)
    expect(utterancesOf(after, cancel).map(({ heldOut }) => heldOut)).toEqual([false, true])
    expect(correctionsOf(after)).toEqual(correctionsOf(document))
  })
})

describe('deleteTexts', () => {
  it('removes all that carried them, and nothing else', () => {
    const rest = deleteTexts(cancel, ['send it back'])(document)
    expect(textsOf(rest, cancel)).toEqual(['call it off'])
    expect(correctionsOf(rest)).toHaveLength(1)
  })
})
