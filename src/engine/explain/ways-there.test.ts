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
})
