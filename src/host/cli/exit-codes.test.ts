import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '#shared/app-error.ts'
import { EXIT, exitAfter, exitOfError, UsageError } from './exit-codes.ts'
import { NOTHING, type OutputLine } from './output-line.ts'

const line = (given: Partial<OutputLine>): OutputLine => ({
  input: null,
  ...NOTHING,
  outcome: 'done',
  ...given,
})

const problem = (code: 'line' | 'error' | 'unconfirmed' | 'type') => ({ path: '', code, text: '' })
const earlier = (outcome: 'done' | 'failed') => ({
  command: 'tell',
  parameters: {},
  outcome,
  reply: '',
  output: null,
})

const done = line({})
const waits = line({ outcome: 'waiting' })
const notUnderstood = line({ outcome: 'refused' })
const failed = line({ outcome: 'failed' })
const failedOnTheWay = line({ earlier: [earlier('failed')] })
const crashed = line({ outcome: 'error', problems: [problem('error')] })
const noLine = line({ outcome: 'error', problems: [problem('line')] })
const refusedAction = line({ outcome: 'refused', problems: [problem('type')] })

describe('what a conversation ends with', () => {
  it.each<[string, readonly OutputLine[], number | undefined]>([
    ['nothing was said', [], undefined],
    ['all went well', [done, line({ earlier: [earlier('done')] }), waits], undefined],
    ['a message was not understood: that is an answer, too', [notUnderstood, done], undefined],
    ['a command failed', [done, failed, done], EXIT.failed],
    ['the first of two commands in one message failed', [failedOnTheWay], EXIT.failed],
    ['something gave way under it', [crashed, done], EXIT.failed],
    ['a line was none', [noLine, done], EXIT.invalid],
    ['an action did not fit', [done, refusedAction], EXIT.invalid],
    ['something failed, and something was not valid', [failed, refusedAction], EXIT.failed],
    ['something was not valid, and something failed', [noLine, failed], EXIT.failed],
  ])('%s', (_, lines, code) => {
    expect(lines.reduce<ReturnType<typeof exitAfter>>(exitAfter, undefined)).toBe(code)
  })
})

describe('what a program that cannot go on ends with', () => {
  const unknownOption = (): unknown => {
    try {
      return parseArgs({ args: ['--colour'], options: {} })
    } catch (error) {
      return error
    }
  }

  it.each<[string, unknown, number]>([
    ['called wrongly', new UsageError('FILE is missing'), EXIT.setUp],
    ['called with an option that there is not', unknownOption(), EXIT.setUp],
    ['a bug', new TypeError('undefined is not a function'), EXIT.failed],
    ['something that is no error at all', 'thrown', EXIT.failed],
  ])('%s', (_, error, code) => {
    expect(exitOfError(error)).toBe(code)
  })

  it.each<[ErrorCode, number]>([
    ['sandbox/does-not-compile', EXIT.invalid],
    ['learn/encoder-unavailable', EXIT.setUp],
    ['sandbox/failed', EXIT.failed],
    ['sandbox/unavailable', EXIT.failed],
  ])('%s', (code, exit) => {
    expect(exitOfError(new AppError(code, 'It does not work'))).toBe(exit)
  })
})
