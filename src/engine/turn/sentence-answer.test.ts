import { describe, expect, it } from 'vitest'
import type { ParameterId } from '#domain/ids.ts'
import type { SpanRequest, TaggedSpan } from '#domain/intent-model.ts'
import type { Json } from '#shared/json.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { parameterId, workflow } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'
import { isAgreement } from './phrases.ts'
import type { TurnResult } from './session.ts'
import { turnsOf } from './turn-state.ts'

const CITIES = ['San Diego', 'Anaheim', 'Long Beach', 'SD']

const travel = workflow('Travel')
  .command('show_weather', { utterances: ['what is the weather like', 'will it rain'] })
  .command('ride', {
    parameters: {
      origin: { examples: CITIES },
      destination: { examples: CITIES },
      day: { type: 'date' },
      seats: { type: 'integer' },
    },
    utterances: ['book a bus ride', 'I want to go by bus'],
  })
  .command('stay', {
    parameters: { hotel_name: {}, check_out: { type: 'date' } },
    utterances: ['reserve a room', 'get me a hotel'],
  })
  .command('complain', {
    parameters: { reason: { examples: ['late', 'broken', 'lost'] }, day: { type: 'date' } },
    utterances: ['file a complaint', 'I want to complain'],
  })
  .build()

type Marked = Readonly<Record<string, string>>

interface Talk {
  readonly requests: readonly SpanRequest[]
  readonly say: (...texts: string[]) => Promise<TurnResult>
  /** Of the latest turn, by name. */
  readonly held: () => Readonly<Record<string, Json>>
}

/** A tagger that sees the words it is given, wherever they stand. */
function talk(marked: Marked = {}): Talk {
  const requests: SpanRequest[] = []
  const spansIn = ({ text, command }: SpanRequest): TaggedSpan[] =>
    Object.entries(marked).flatMap(([words, name]) => {
      const start = text.indexOf(words)
      const parameter = parameterId(command, name)
      return start < 0
        ? []
        : [{ command, parameter, start, end: start + words.length, probability: 0.9 }]
    })
  const ports = fakePorts(() => travel, {
    findSpans: (request) => {
      requests.push(request)
      return Promise.resolve(spansIn(request))
    },
  })
  const session = createSession(ports, { document: () => travel, model: () => FAKE_MODEL })
  return {
    requests,
    async say(...texts) {
      let result: TurnResult | undefined
      for (const text of texts) result = await session.say(text)
      if (!result) throw new Error('Nothing was said')
      return result
    },
    held: () => {
      const values = turnsOf(ports.journal.entries).at(-1)?.state.values ?? []
      return Object.fromEntries(values.map(({ name, value }) => [name, value]))
    },
  }
}

const asks = (result: TurnResult): unknown =>
  result.status === 'waiting' && result.question.kind === 'value'
    ? [result.question.parameter, result.question.text]
    : result

const ORIGIN = [parameterId('ride', 'origin'), 'What is the origin?']

describe('a whole sentence as the answer to a question for a brief text', () => {
  it('gives the value in it, and those of whatever else is open', async () => {
    const { say, held } = talk({ SD: 'origin' })
    const result = await say('/ride', 'I will start in SD on January 9th and need 2 seats')
    expect(held()).toEqual({ origin: 'SD', day: '2026-01-09', seats: 2 })
    expect(asks(result)).toEqual([parameterId('ride', 'destination'), 'What is the destination?'])
  })

  it('is read for what was asked', async () => {
    const { say, requests } = talk()
    await say('/ride', 'somewhere around Anaheim')
    expect(requests.map(({ asked }) => asked)).toEqual([[], ['ride.origin' as ParameterId]])
  })

  it('that tells of another open value only is taken for that, and asked again', async () => {
    const { say, held } = talk({ Anaheim: 'destination' })
    expect(asks(await say('/ride', 'to Anaheim'))).toEqual(ORIGIN)
    expect(held()).toEqual({ destination: 'Anaheim' })
  })

  it('that is much longer than the values is not understood, until it is said again', async () => {
    const said = 'that depends on whether there is a bus at all'
    const { say, held } = talk()
    expect(asks(await say('/ride', said))).toEqual([
      ORIGIN[0],
      'I did not understand. What is the origin?',
    ])
    expect(held()).toEqual({})
    await say(said)
    expect(held()).toEqual({ origin: said })
  })

  it.each([
    'how humid would it be?',
    'I think so',
    'Great! Can you tell me if it is on time',
    'nearby?',
  ])('that talks and tells no value is not understood: %s', async (said) => {
    const { say, held } = talk()
    await say('/ride', 'it is hard to say where that should be', said)
    expect(held()).toEqual({})
  })

  it('that talks and means another command is that', async () => {
    const { say, held } = talk()
    expect(await say('/ride', 'what is the weather like')).toMatchObject({
      outcome: 'done',
      resumed: { question: { parameter: ORIGIN[0] } },
    })
    expect(held()).toEqual({})
  })

  it.each([
    ['a value that is not known', 'Palo Alto', 'Palo Alto'],
    ['one that a tagger takes for another', 'Anaheim', 'Anaheim'],
    ['one with a little around it', 'the old town of Reno', 'the old town of Reno'],
    [
      'what is quoted, however long',
      '"the end of the world as we know it"',
      'the end of the world as we know it',
    ],
    ['what is said to be the value', 'the origin is Palo Alto', 'Palo Alto'],
  ])('takes whole %s', async (_, said, origin) => {
    const { say, held } = talk({ Anaheim: 'destination' })
    await say('/ride', said)
    expect(held()).toEqual({ origin })
  })

  it.each(['Exactly.', 'Yes, that sounds good', 'perfect, thanks', 'okay'])(
    'does not take an agreement for one: %s',
    async (said) => {
      const { say, held } = talk()
      expect(asks(await say('/ride', said))).toEqual([
        ORIGIN[0],
        'I did not understand. What is the origin?',
      ])
      expect(held()).toEqual({})
    },
  )
})

describe('the answer to a question for a text of which no value is known', () => {
  it.each(['until the 12th', 'I will reserve a room until the 12th'])(
    'is another open value where it says nothing else: %s',
    async (said) => {
      const { say, held } = talk()
      await say('/stay', said)
      expect(held()).toEqual({ check_out: '2026-01-12' })
    },
  )

  it.each(['January 12th', 'The 12th Night', 'that depends on whether there is a room at all'])(
    'is any other text as it is: %s',
    async (said) => {
      const { say, held } = talk()
      await say('/stay', said)
      expect(held()).toEqual({ hotel_name: said })
    },
  )

  it('is no agreement', async () => {
    const { say, held } = talk()
    await say('/stay', 'Exactly.')
    expect(held()).toEqual({})
  })
})

describe('prose that was asked for', () => {
  it.each(['I waited until January 9th and nobody came', 'Exactly.', 'on Friday'])(
    'is taken whole: %s',
    async (reason) => {
      const { say, held } = talk()
      await say('/complain', reason)
      expect(held()).toEqual({ reason })
    },
  )
})

describe('an answer to a question for a typed value', () => {
  it('that tells of another open value is taken for that, and asked again', async () => {
    const { say, held } = talk({ Anaheim: 'destination' })
    const result = await say('/ride origin="SD" day=2026-01-09', 'Anaheim is the destination')
    expect(held()).toMatchObject({ origin: 'SD', destination: 'Anaheim' })
    expect(asks(result)).toEqual([parameterId('ride', 'seats'), 'What is the seats?'])
  })

  it('gives the other values it tells, too', async () => {
    const { say, held } = talk({ Anaheim: 'destination' })
    await say('/ride', 'SD', 'Anaheim', 'on January 9th for 2 people')
    expect(held()).toEqual({ origin: 'SD', destination: 'Anaheim', day: '2026-01-09', seats: 2 })
  })

  it('puts another value over one that is held', async () => {
    const { say, held } = talk({ Anaheim: 'destination' })
    await say('/ride origin="SD" destination="Reno" day=2026-01-09', 'to Anaheim, for 2 people')
    expect(held()).toEqual({ origin: 'SD', destination: 'Anaheim', day: '2026-01-09', seats: 2 })
  })

  it('is still another command where that is clear', async () => {
    const { say, held } = talk()
    await say('/ride', 'SD', 'Anaheim', 'what is the weather like')
    expect(held()).toEqual({})
  })
})

describe('agreement', () => {
  it.each(['Exactly.', 'yes', 'That’s right', 'sounds good to me', 'Perfect, thank you very much'])(
    'is “%s”',
    (text) => {
      expect(isAgreement(text)).toBe(true)
    },
  )

  it.each(['The Good Hotel', 'Right Street 4', 'it is', 'that one', 'yes, Reno', ''])(
    'is not “%s”',
    (text) => {
      expect(isAgreement(text)).toBe(false)
    },
  )
})
