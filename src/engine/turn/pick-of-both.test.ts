import { expect, it } from 'vitest'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { Decision } from '../decide/decision.ts'
import { wordsContext } from './answer-context.ts'
import { NO_PAST } from './conversation.ts'
import { readPick } from './pick.ts'
import { turnContext } from './turn-context.ts'

const desk = workflow()
  .command('see')
  .command('drop', { risk: 'destructive' })
  .command('move', { risk: 'write' })
  .build()

type Chances = Readonly<Record<string, number>>

const meant = (outcome: Decision['outcome'], chances: Chances): Decision => ({
  outcome,
  rung: 'classifier',
  candidates: Object.entries(chances).map(([id, probability]) => ({
    command: commandId(id),
    level: 0,
    probability,
    nearest: [],
  })),
  refusal: null,
  inlineText: null,
  inlineValues: null,
  thresholds: null,
  inScope: null,
  correction: null,
  timings: [],
})

/** What more words come to, after a question which of `see`, `drop` and `move` was meant. */
async function picked(before: Chances | null, said: Chances, outcome: Decision['outcome'] = 'ask') {
  const source = { document: () => desk, model: () => FAKE_MODEL }
  const context = turnContext(
    fakePorts(() => desk),
    source,
    () => NO_PAST,
    () => false,
  )
  const words = {
    ...wordsContext(context, new AbortController().signal),
    decide: () => Promise.resolve(meant(outcome, said)),
  }
  const asked = ['see', 'drop', 'move'].map(commandId)
  const first = before && meant('ask', before)
  const reading = await readPick('some more words', asked, words, first)
  return reading.kind === 'pick' ? [reading.command, reading.said?.text] : reading.kind
}

it.each<[string, Chances, Chances, string]>([
  ['what only reads', { see: 0.5, drop: 0.3 }, { see: 0.5, drop: 0.2 }, 'see'],
  [
    'what is asked about before it is run',
    { see: 0.4, drop: 0.5 },
    { see: 0.1, drop: 0.5 },
    'drop',
  ],
  ['what is just likely enough', { see: 0.76, drop: 0.24 }, { see: 0.5, drop: 0.5 }, 'see'],
  ['what both have something for', { see: 0.5, drop: 0.5 }, { see: 0.4 }, 'see'],
])('both messages together mean %s', async (_, before, said, command) =>
  expect(await picked(before, said)).toEqual([command, 'some more words']),
)

it.each<[string, Chances | null, Chances]>([
  ['where neither is much likelier', { see: 0.5, drop: 0.4 }, { see: 0.5, drop: 0.4 }],
  ['where it would be run unasked', { move: 0.6, see: 0.1 }, { move: 0.6, see: 0.1 }],
  ['where the words rather mean another', { see: 0.5, drop: 0.1 }, { help: 0.5, see: 0.4 }],
  ['where nothing was said before', null, { see: 0.5, drop: 0.1 }],
  ['where nothing is known of either', {}, {}],
])('and are a message of their own %s', async (_, before, said) =>
  expect(await picked(before, said)).toBe('other'),
)

it('and are not understood where they mean nothing', async () =>
  expect(await picked({ see: 0.5, drop: 0.1 }, { see: 0.5 }, 'refuse')).toBe('unclear'))
