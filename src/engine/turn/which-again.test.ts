import { describe, expect, it } from 'vitest'
import type { CommandId } from '#domain/ids.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { converse } from '#testing/conversation.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'

const desk = workflow('Rides')
  .command('find_bus', { parameters: { day: { type: 'date' } } })
  .command('buy_ticket', { risk: 'destructive', parameters: { seats: { type: 'integer' } } })
  .command('move_ticket', { risk: 'write' })
  .build()

/** How likely each message makes each command. */
const HEARD: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'a bus on Friday': { find_bus: 0.55, buy_ticket: 0.4 },
  'something for Friday or so': { find_bus: 0.65, buy_ticket: 0.25 },
  'rather a seat to myself': { buy_ticket: 0.6, find_bus: 0.05 },
  'whatever there is': { find_bus: 0.35, buy_ticket: 0.33, move_ticket: 0.3 },
  'what about mine': { move_ticket: 0.6, find_bus: 0.3 },
  'mine on Friday': { move_ticket: 0.6, buy_ticket: 0.35 },
}

function heard(text: string): Understanding {
  const labels = Object.keys(HEARD[text] ?? {}).map((name): CommandId => commandId(name))
  const shares = Object.values(HEARD[text] ?? {})
  return {
    encoder: '',
    embedding: new Float32Array(),
    labels,
    logits: Float32Array.from(shares, Math.log),
    inScope: Float32Array.from(shares, () => 0.9),
    nearest: [],
    embedMs: 0,
    headMs: 0,
  }
}

const talk = () => converse({ path: [], understand: (text) => Promise.resolve(heard(text)) }, desk)

describe('more words, after a question which command is meant', () => {
  it('choose what both messages mean, with what either says of its values', async () => {
    const { say, ports } = talk()
    expect(await say('a bus on Friday')).toBe('asks: Did you mean “Find bus” or “Buy ticket”?')
    expect(await say('something for Friday or so')).toBe('done: find_bus done')
    expect(ports.application.calls).toMatchObject([{ values: { day: '2026-01-02' } }])
  })

  it('choose what is asked about before it is run, though it came second', async () => {
    const { say } = talk()
    await say('a bus on Friday')
    expect(await say('rather a seat to myself')).toBe('asks: What is the seats?')
  })

  it.each([
    ['a bus on Friday', 'whatever there is', 'leave it open'],
    ['a bus on Friday', 'what about mine', 'are of something else'],
    ['mine on Friday', 'what about mine', 'would change something unasked'],
  ])('choose nothing where they %3$s', async (first, second) => {
    const { say, ports } = talk()
    await say(first)
    expect(await say(second)).toMatch(
      /^asks: (?:Please choose one, or say “never mind”\. )?Did you/,
    )
    expect(ports.application.calls).toEqual([])
  })
})
