import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakePorts, scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { decide } from '../decide/decide.ts'
import { createMemoryIndex } from '../decide/memory.ts'
import { createSession } from './create-session.ts'
import type { TurnEvent } from './events.ts'
import { turnsOf, turnState } from './turn-state.ts'

const document = workflow()
  .context('Order', { containers: ['*'] })
  .command('add', {
    parameters: { a: { type: 'number' }, b: { type: 'number' } },
    utterances: ['add [1](a) to [2](b)'],
  })
  .command('plan', {
    risk: 'write',
    parameters: {
      day: { type: 'date' },
      at: { type: 'time', required: false },
      size: {
        type: 'enum',
        choices: [
          { value: 'small', synonyms: [] },
          { value: 'large', synonyms: [] },
        ],
      },
      who: { lookup: 'root.people' },
      tags: { type: 'list', required: false },
    },
    utterances: ['plan something on [Friday](day)', 'plan a [small](size) party'],
  })
  .command('Order/cancel', {
    risk: 'destructive',
    parameters: { id: { pattern: 'W\\d+' } },
    utterances: ['cancel order [W1](id)'],
  })
  .command('Order/note', { parameters: { text: {} }, utterances: ['note that [it rains](text)'] })
  .correction('drop it all', { meant: 'Order/cancel' })
  .build()

const words = fc
  .array(
    fc.constantFrom(
      ...(
        'add plan cancel order note that W1 W22 3 -4 five tomorrow friday 5pm small larg Anna yes no never mind ' +
        '/add /cancel /x Order/cancel a=1 id=W3 {"a":1} <a>2</a> , ; ( ) "x y" \' drop it all skip 1 2 help go up the'
      ).split(' '),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '))
const message = fc.oneof(words, fc.string(), fc.string({ unit: 'binary', maxLength: 60 }))

const fresh = (): ReturnType<typeof fakePorts> =>
  fakePorts(() => document, {
    path: ['Order'],
    lookups: {
      who: [
        { value: 'u1', label: 'Anna' },
        { value: 'u2', label: 'Annika' },
      ],
    },
  })

describe('every message', () => {
  it('ends in exactly one of route, ask and refuse', async () => {
    const ports = fresh()
    const memory = createMemoryIndex(ports.embed)
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        const request = {
          message: text,
          document,
          scope: scopeAt(document, ['Order']),
          model: FAKE_MODEL,
        }
        const { outcome, candidates, refusal } = await decide(
          request,
          ports,
          memory,
          new AbortController().signal,
        )
        expect(refusal !== null).toBe(outcome === 'refuse')
        if (outcome === 'route') expect(candidates.length).toBeGreaterThan(0)
        if (outcome === 'ask') expect(candidates.length).toBeGreaterThan(1)
        expect(candidates.length).toBeLessThanOrEqual(5)
      }),
      { numRuns: 300 },
    )
  })

  it('takes any conversation to a question or an end, and leaves a journal that folds to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 6 }), async (messages) => {
        const ports = fresh()
        const source = { document: () => document, model: () => FAKE_MODEL }
        const session = createSession(ports, source)
        for (const text of messages) {
          const result = await session.say(text)
          const turn = turnsOf(ports.journal.entries).find(({ runId }) => runId === result.runId)
          expect(turn?.state.status).toBe(result.status)
          if (result.status === 'ended') expect(result.reply).not.toBe('')
          const standing = result.status === 'ended' ? result.resumed : result
          expect(session.question).toEqual(standing?.question ?? null)
        }
        const again = createSession(ports, source, ports.journal.entries)
        expect(again.question).toEqual(session.question)
        expect(again.suspended).toEqual(session.suspended)
        expect(session.suspended.length).toBeLessThanOrEqual(3)
        for (const { entries, state } of turnsOf(ports.journal.entries)) {
          if (state.status !== 'ended') continue
          expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_entry, i) => i))
          expect(entries.filter(({ event }) => event.type === 'turn-ended')).toHaveLength(1)
        }
        const destructive = ports.application.calls.filter(
          ({ command }) => command === 'Order/cancel',
        )
        const consents = ports.journal.entries.filter(
          ({ event }) => event.type === 'person-asked' && event.question.kind === 'confirm',
        )
        expect(destructive.length).toBeLessThanOrEqual(consents.length)
      }),
      { numRuns: 150 },
    )
  })

  it('folds, wherever its journal was cut', async () => {
    const ports = fresh()
    const session = createSession(ports, { document: () => document, model: () => FAKE_MODEL })
    for (const text of ['cancel order W1', 'yes', 'plan a small party', 'Anna', 'tomorrow'])
      await session.say(text)
    const events = ports.journal.entries.map(({ event }) => event)
    fc.assert(
      fc.property(fc.shuffledSubarray<TurnEvent>(events), (some) => {
        expect(['deciding', 'filling', 'waiting', 'running', 'ended']).toContain(
          turnState(some).status,
        )
      }),
    )
  })
})
