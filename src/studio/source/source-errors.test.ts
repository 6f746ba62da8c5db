import { describe, expect, it } from 'vitest'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import type { JournalEntry, TurnEvent } from '#engine/turn/events.ts'
import type { WireError } from '#shared/app-error.ts'
import { sourceErrors } from './source-errors.ts'

const error = (details: WireError['details']): WireError => ({
  code: 'sandbox/failed',
  message: 'x is not a function',
  details,
})
const pay = 'pay' as CommandId
const failed = (details: WireError['details']): TurnEvent => ({
  type: 'command-failed',
  command: pay,
  error: error(details),
})
const ended: TurnEvent = {
  type: 'command-ended',
  command: pay,
  reply: '',
  output: null,
  logs: [],
  durationMs: 1,
}
const journal = (...events: readonly TurnEvent[]): JournalEntry[] =>
  events.map((event, seq) => ({ runId: 'run', seq, at: 10 + seq, context: ROOT_CONTEXT, event }))

describe('sourceErrors', () => {
  it('places the failure of a command by file and line', () => {
    const entries = journal(failed({ file: 'handlers/root/pay.ts', line: 3, column: 5 }))
    expect(sourceErrors(null, entries)).toEqual([
      { path: 'handlers/root/pay.ts', line: 3, column: 5, message: 'x is not a function', at: 10 },
    ])
  })

  it('keeps only the last failure of a command', () => {
    const entries = journal(failed({ file: 'a.ts', line: 1 }), failed({ file: 'a.ts', line: 2 }))
    expect(sourceErrors(null, entries).map(({ line }) => line)).toEqual([2])
  })

  it('forgets a failure once the command has worked', () => {
    expect(sourceErrors(null, journal(failed({ file: 'a.ts', line: 1 }), ended))).toEqual([])
  })

  it('leaves out a failure that has no place', () => {
    expect(sourceErrors(error({ file: 'a.ts' }), journal(failed({})))).toEqual([])
  })

  it('tells why the application does not start, however long the file was not edited', () => {
    expect(sourceErrors(error({ file: 'app/main.ts', line: 7 }), [])).toMatchObject([
      { path: 'app/main.ts', line: 7, at: Number.POSITIVE_INFINITY },
    ])
  })
})
