import { describe, expect, it } from 'vitest'
import type { JournalEntry, TurnEvent } from '../turn/events.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import { waysTo } from './ways-there.ts'

const document = workflow()
  .context('Order', { containers: ['*'] })
  .context('PendingOrder', { bases: ['Order'], containers: ['*'] })
  .command('find_order_by_id')
  .command('jump')
  .command('list_orders')
  .command('PendingOrder/cancel')
  .build()
const CANCEL = commandId('PendingOrder/cancel')

const entry = (event: TurnEvent, seq: number): JournalEntry => ({
  runId: 'r',
  seq,
  at: seq,
  context: contextId('*'),
  event,
})

describe('the way to where a command is offered', () => {
  it('is what sounds like it, while nothing has led there', () => {
    expect(waysTo(document, CANCEL, scopeAt(document), [])).toEqual(['find_order_by_id'])
  })

  it('is what led there before', () => {
    const entries = [
      entry({ type: 'command-started', command: commandId('jump'), level: 0, values: {} }, 0),
      entry({ type: 'context-entered', scope: scopeAt(document, ['PendingOrder']) }, 1),
    ]
    expect(waysTo(document, CANCEL, scopeAt(document), entries)).toEqual(['jump'])
  })

  it('is nothing that cannot be said here', () => {
    const closed = scopeAt(document, [], ['find_order_by_id'])
    expect(waysTo(document, CANCEL, closed, [])).toEqual([])
  })

  it('is what sounds like it, where what led there before is not said here', () => {
    const entries = [
      entry({ type: 'command-started', command: commandId('fly'), level: 0, values: {} }, 0),
      entry({ type: 'context-entered', scope: scopeAt(document, ['PendingOrder']) }, 1),
      // A journal from which the start of a run was cut off.
      { ...entry({ type: 'context-entered', scope: { levels: [] } }, 0), runId: 'other' },
    ]
    expect(waysTo(document, CANCEL, scopeAt(document), entries)).toEqual(['find_order_by_id'])
  })

  it('does not ask a command that was removed meanwhile, nor a context without a word in its name', () => {
    const wordless = workflow()
      .context('__', { containers: ['*'] })
      .command('find_it')
      .command('__/cancel')
      .build()
    const here = { levels: [{ ...scopeAt(wordless).levels[0]!, available: [commandId('gone')] }] }
    expect(waysTo(wordless, commandId('__/cancel'), here, [])).toEqual([])
  })
})
