import { describe, expect, it } from 'vitest'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { commandId, contextId, parameterId, workflow } from '#testing/workflow-builder.ts'
import type { JournalEntry, Question, TurnEvent, UndoableRun } from './events.ts'
import { turnsOf, turnState } from './turn-state.ts'

const command = commandId('send')
const scope = scopeAt(workflow().command('send').build())
const started: TurnEvent = { type: 'turn-started', text: 'send it', scope }
const chosen: TurnEvent = { type: 'command-chosen', command, level: 1 }
const question: Question = { kind: 'which-command', candidates: [command], text: 'Which?' }
const asked: TurnEvent = { type: 'person-asked', question }

const value = (name: string, text: string): TurnEvent => ({
  type: 'value-extracted',
  command,
  parameter: parameterId('send', name),
  name,
  value: text,
  source: 'answer',
})

describe('a turn', () => {
  it('of which nothing is known has nothing said and nothing done', () => {
    expect(turnState([])).toStrictEqual({
      status: 'deciding',
      text: '',
      scope: { levels: [] },
      by: 'person',
      part: null,
      rest: [],
      decision: null,
      misunderstood: null,
      command: null,
      values: [],
      skipped: [],
      exchanges: [],
      resumed: 0,
      rehearsal: null,
      started: null,
      effects: [],
      execution: null,
      entered: null,
      undo: null,
      error: null,
    })
  })

  it('is begun by a person, unless it says otherwise', () => {
    expect(turnState([started])).toMatchObject({ text: 'send it', by: 'person', part: null })
    expect(turnState([{ ...started, by: 'startup' }])).toMatchObject({ by: 'startup' })
  })

  it('has the latest value of each parameter, or none where that is left out', () => {
    const skipped: TurnEvent = {
      type: 'value-skipped',
      command,
      parameter: parameterId('send', 'to'),
    }
    const held = (...events: readonly TurnEvent[]): unknown => {
      const { status, values, skipped: left } = turnState([started, chosen, ...events])
      return [status, values.map((each) => [each.name, each.value]), left]
    }
    expect(held(value('to', 'Anna'), value('note', 'hi'), value('to', 'Ben'))).toEqual([
      'filling',
      [
        ['note', 'hi'],
        ['to', 'Ben'],
      ],
      [],
    ])
    expect(held(value('to', 'Anna'), value('note', 'hi'), skipped)).toEqual([
      'filling',
      [['note', 'hi']],
      ['send.to'],
    ])
    expect(held(skipped, value('note', 'hi'))).toEqual(['filling', [['note', 'hi']], ['send.to']])
    expect(held(skipped, value('to', 'Anna'))).toEqual(['filling', [['to', 'Anna']], []])
    expect(held(value('to', 'Anna'), skipped, chosen)).toEqual(['filling', [], []])
  })

  it('keeps each question with its answer', () => {
    const answer = (text: string): TurnEvent => ({ type: 'person-answered', text })
    expect(turnState([started, asked])).toMatchObject({ status: 'waiting', question })
    const first = turnState([started, asked, answer('what?'), asked])
    expect(first.exchanges.map((each) => each.answer)).toEqual(['what?', null])
    const both = turnState([started, asked, answer('what?'), asked, answer('send')])
    expect(both).toMatchObject({ status: 'deciding' })
    expect(both).not.toHaveProperty('question')
    expect(both.exchanges.map((each) => each.answer)).toEqual(['what?', 'send'])
    expect(turnState([started, chosen, asked, answer('Anna')])).toMatchObject({ status: 'filling' })
  })

  it('lets a question wait that is asked, and puts it again where it waited', () => {
    const here = { levels: scope.levels.slice(0, 1) }
    const resumed: TurnEvent = { type: 'turn-resumed', scope: here, level: 0 }
    const waits = turnState([started, chosen, asked, { type: 'turn-suspended' }])
    expect(waits).toMatchObject({ status: 'suspended', question })
    expect(turnState([started, chosen, asked, { type: 'turn-suspended' }, resumed])).toMatchObject({
      status: 'waiting',
      question,
      scope: here,
      command: { id: command, level: 0 },
    })
  })

  it('is running once a command, or taking one back, has begun', () => {
    const values = { to: 'Anna' }
    expect(
      turnState([started, chosen, { type: 'command-started', command, level: 1, values }]),
    ).toMatchObject({ status: 'running', started: { seq: 2, risk: null, values } })
    const undo: UndoableRun = { run: 'r', command, values, label: '', ticket: 't' }
    const taken = [
      started,
      { type: 'undo-chosen', undo } as const,
      { type: 'undo-started' } as const,
    ]
    expect(turnState(taken)).toMatchObject({
      status: 'running',
      started: { seq: 2, risk: null, values },
      undo: { run: 'r', reply: null },
    })
    const failed = toWire(new AppError('sandbox/failed', 'no'))
    expect(turnState([started, { type: 'command-failed', command, error: failed }])).toMatchObject({
      error: failed,
    })
  })

  it('knows what was asked of the world, and what that gave', () => {
    const intended = (key: string): TurnEvent => ({
      type: 'effect-intended',
      key,
      kind: 'fetch',
      request: `to ${key}`,
    })
    const effects = [
      started,
      intended('a'),
      intended('b'),
      { type: 'effect-done', key: 'b', result: 1 } as const,
    ]
    expect(turnState(effects).effects).toStrictEqual([
      { key: 'a', request: 'to a' },
      { key: 'b', request: 'to b', result: 1 },
    ])
  })
})

describe('a journal that is damaged', () => {
  it.each<[string, readonly TurnEvent[], object]>([
    [
      'a split into nothing',
      [started, { type: 'message-split', parts: [] }],
      { text: 'send it', rest: [] },
    ],
    [
      'an effect that nobody began',
      [{ type: 'effect-done', key: 'a', result: 1 }],
      { effects: [{ key: 'a', request: null, result: 1 }] },
    ],
    [
      'an undoing of nothing',
      [{ type: 'undo-started' }],
      { status: 'running', started: { values: {} } },
    ],
    [
      'something undone that was not to be',
      [{ type: 'command-undone', run: 'r', command, reply: '', durationMs: 0 }],
      { undo: null },
    ],
    [
      'a question that is put aside before it is put',
      [chosen, { type: 'turn-suspended' }],
      { status: 'filling' },
    ],
    [
      'a question that is put again before it is put',
      [chosen, { type: 'turn-resumed', scope, level: 0 }],
      { status: 'filling', command: { level: 0 } },
    ],
    [
      'an event of a later version',
      [started, { type: 'later' } as unknown as TurnEvent, chosen],
      { text: 'send it', status: 'filling' },
    ],
  ])('folds to what it still says: %s', (_, events, state) =>
    expect(turnState(events)).toMatchObject(state),
  )

  it('has its turns in the order in which they began, each by the places of its events', () => {
    const entry = (runId: string, seq: number, event: TurnEvent): JournalEntry => ({
      runId,
      seq,
      at: 100 + seq,
      context: seq === 0 ? contextId('Box') : ROOT_CONTEXT,
      event,
    })
    const turns = turnsOf([
      entry('two', 1, chosen),
      entry('one', 0, started),
      entry('two', 2, asked),
      entry('two', 0, started),
    ])
    expect(
      turns.map(({ runId, at, context, state }) => [runId, at, context, state.status]),
    ).toEqual([
      ['two', 100, 'Box', 'waiting'],
      ['one', 100, 'Box', 'deciding'],
    ])
    expect(turnsOf([])).toEqual([])
  })
})
