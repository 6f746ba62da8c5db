import { describe, expect, it } from 'vitest'
import type { CommandRecord } from '#domain/document.ts'
import { recordById } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, parameterId, workflow } from '#testing/workflow-builder.ts'
import type { ExtractedValue } from '../parameters/extract.ts'
import { answerContext } from './answer-context.ts'
import type { AnswerContext } from './answer-reading.ts'
import { askedBy, type Asked } from './asked.ts'
import { NO_PAST } from './conversation.ts'
import { openTurn } from './open-turn.ts'
import { readOpenValues, readSentence } from './sentence-answer.ts'
import { turnContext } from './turn-context.ts'

const travel = workflow('Travel')
  .command('ride', {
    parameters: {
      origin: { examples: ['San Diego', 'Anaheim', 'Friday Cove', 'May'] },
      song: { examples: ['What a day', 'Hello', 'Are we there'] },
      nickname: {},
      reason: {},
      day: { type: 'date' },
      seats: { type: 'integer' },
      sure: { type: 'boolean' },
    },
    utterances: ['book a bus ride'],
  })
  .build()

const ride = recordById(travel, 'command', 'ride')!

/** A value that is seen in the words, where they stand. */
type Told = readonly [name: string, value: Json, words: string, source?: ExtractedValue['source']]

interface Scene {
  readonly told?: readonly Told[]
  readonly held?: Readonly<Record<string, Json>>
  readonly answeredLast?: string
  readonly isGone?: boolean
}

async function answering(
  text: string,
  name: string,
  { told = [], held = {}, answeredLast, isGone = false }: Scene,
): Promise<[string, Asked, CommandRecord, AnswerContext]> {
  const ports = fakePorts(() => travel)
  const source = { document: () => travel, model: () => FAKE_MODEL }
  const context = turnContext(
    ports,
    source,
    () => NO_PAST,
    () => false,
  )
  const scope = await ports.application.scope()
  const turn = openTurn(ports, 'run', scope.levels[0]!.context)
  turn.record({ type: 'turn-started', text: '', scope })
  turn.record({ type: 'command-chosen', command: ride.id, level: 0 })
  for (const [each, value] of Object.entries(held)) {
    const parameter = parameterId('ride', each)
    const event = { command: ride.id, parameter, name: each, value, source: 'answer' } as const
    turn.record({ type: 'value-extracted', ...event })
  }
  const { signal } = new AbortController()
  const values = told.map(([of, value, words, seen = 'typed']): ExtractedValue => {
    const start = text.indexOf(words)
    return {
      parameter: ride.parameters.find((each) => each.name === of)!,
      value,
      source: seen,
      span: seen === 'default' ? null : { start, end: start + words.length },
    }
  })
  const answers: AnswerContext = {
    ...(await answerContext(context, turn, ride, signal)),
    extract: () => Promise.resolve(isGone ? null : { values, problems: [] }),
    ...(answeredLast === undefined ? {} : { answeredLast }),
  }
  const asked = askedBy(
    {
      kind: 'value',
      command: commandId('ride'),
      parameter: parameterId('ride', name),
      text: '',
      problem: { code: 'missing', text: '' },
      suggestions: [],
    },
    ride,
    answers,
  )!
  return [text, asked, ride, answers]
}

/** What the answer comes to: values by name, `unclear`, or `null` where all of it is the value. */
async function read(text: string, name: string, scene: Scene = {}): Promise<unknown> {
  const reading = await readSentence(...(await answering(text, name, scene)))
  if (reading?.kind !== 'values') return reading && reading.kind
  return Object.fromEntries(reading.values.map(({ parameter, value }) => [parameter.name, value]))
}

const THE_12TH: Told = ['day', '2026-01-12', '12th']
const DAY = { day: '2026-01-12' }

describe('an answer is all of it the value', () => {
  it.each<[string, string, string, Scene]>([
    ['of several lines', 'I would say\nnothing', 'origin', {}],
    ['in quotes', '“I would say nothing at all to that, sorry”', 'origin', {}],
    ['where prose is asked for', 'I was away until the 12th', 'reason', { told: [THE_12TH] }],
    [
      'that is known, though it looks like a day',
      'may',
      'origin',
      { told: [['day', '2026-05-01', 'may']] },
    ],
    ['that is brief enough', 'the old town of Reno', 'origin', {}],
    ['that begins like talk, where the values do', 'what is love', 'song', {}],
    [
      'of which nothing is known',
      'I would get hello there',
      'nickname',
      { told: [['nickname', 'hello there', 'hello there', 'slot']] },
    ],
    [
      'that is a day by itself, where anything may be',
      'January 12th',
      'nickname',
      { told: [['day', '2026-01-12', 'January 12th']] },
    ],
    ['that a day is only a part of', 'the 12th Night', 'nickname', { told: [THE_12TH] }],
    [
      'with a word of the command, where anything may be',
      'bus until the 12th',
      'nickname',
      { told: [THE_12TH] },
    ],
    [
      'that tells what is not open',
      'until the 12th',
      'origin',
      { told: [THE_12TH], held: { day: '2026-01-01' } },
    ],
    [
      'that could be another text as well',
      'from Reno',
      'origin',
      { told: [['nickname', 'Reno', 'Reno', 'slot']] },
    ],
    [
      'when it is said again',
      'I would rather not say',
      'origin',
      { answeredLast: 'i would rather not say.' },
    ],
  ])('%s: %s', async (_, text, name, scene) => expect(await read(text, name, scene)).toBeNull())
})

describe('an answer is not understood', () => {
  it.each<[string, string, Scene]>([
    ['that agrees', 'Exactly.', {}],
    ['that is much longer than the values', 'on the far side of the big river', {}],
    ['that talks', 'I think so', {}],
    ['that asks', 'nearby?', {}],
    ['that talks, in other words than before', 'I think so', { answeredLast: 'do you' }],
    [
      'whose value is too long for one',
      'I would go from the old town of Reno',
      { told: [['origin', 'the old town of Reno', 'the old town of Reno', 'slot']] },
    ],
    [
      'whose value only agrees',
      'I would go from okay',
      { told: [['origin', 'okay', 'okay', 'slot']] },
    ],
    ['of a command that is not here', 'I would not know', { isGone: true }],
  ])('%s: %s', async (_, text, scene) => expect(await read(text, 'origin', scene)).toBe('unclear'))
})

describe('an answer tells', () => {
  it.each<[string, string, string, Scene, object]>([
    [
      'what a tagger sees in it',
      'I would go from the old town of Reno',
      'origin',
      { told: [['origin', 'the old town of Reno', 'the old town of Reno', 'tagger']] },
      { origin: 'the old town of Reno' },
    ],
    [
      'what it quotes',
      'I would go from "the old town of Reno"',
      'origin',
      { told: [['origin', 'the old town of Reno', '"the old town of Reno"', 'quoted']] },
      { origin: 'the old town of Reno' },
    ],
    [
      'what stands where values do, as brief as they are',
      'I would go from Palo Alto',
      'origin',
      { told: [['origin', 'Palo Alto', 'Palo Alto', 'slot']] },
      { origin: 'Palo Alto' },
    ],
    [
      'what it says is the value',
      'the origin is the city of Reno',
      'origin',
      {},
      { origin: 'the city of Reno' },
    ],
    [
      'another value, and no more than ties it to the sentence',
      'until the 12th',
      'origin',
      { told: [THE_12TH] },
      DAY,
    ],
    [
      'several others',
      'on the 12th for 3',
      'origin',
      { told: [THE_12TH, ['seats', 3, '3']] },
      { ...DAY, seats: 3 },
    ],
    [
      'another value in words of the command',
      'bus ride the 12th',
      'origin',
      { told: [THE_12TH] },
      DAY,
    ],
    [
      'another value, in words of the command that talk',
      'I ride until the 12th',
      'nickname',
      { told: [THE_12TH] },
      DAY,
    ],
    [
      'another value, whatever else it talks of',
      'I must be back by the 12th if at all possible',
      'origin',
      { told: [THE_12TH] },
      DAY,
    ],
    [
      'nothing but another value',
      'January 12th',
      'origin',
      { told: [['day', '2026-01-12', 'January 12th']] },
      DAY,
    ],
    [
      'nothing but others',
      'Reno 12th',
      'origin',
      { told: [THE_12TH, ['nickname', 'Reno', 'Reno', 'tagger']] },
      { ...DAY, nickname: 'Reno' },
    ],
    [
      'no yes to what was not asked',
      'yes until the 12th',
      'origin',
      { told: [THE_12TH, ['sure', true, 'yes']] },
      DAY,
    ],
    [
      'nothing that nobody said',
      'until the 12th',
      'origin',
      { told: [THE_12TH, ['seats', 1, '', 'default']] },
      DAY,
    ],
    [
      'a value anew that a tagger sees',
      'until the 12th',
      'origin',
      { told: [['day', '2026-01-12', '12th', 'tagger']], held: { day: '2026-01-01' } },
      DAY,
    ],
  ])('%s: %s', async (_, text, name, scene, values) =>
    expect(await read(text, name, scene)).toEqual(values),
  )

  it('beside a typed value others that it surely means, and no yes', async () => {
    const told: Told[] = [THE_12TH, ['sure', true, 'yes'], ['nickname', 'then', 'then', 'slot']]
    const scene = await answering('yes then until the 12th', 'sure', { told })
    expect((await readOpenValues(...scene)).map(({ value }) => value)).toEqual(['2026-01-12'])
  })
})
