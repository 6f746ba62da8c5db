import { describe, expect, it } from 'vitest'
import {
  ABORT,
  GO_TO_TOP,
  GO_UP,
  NOT_WHAT_I_MEANT,
  WHAT_CAN_I_DO,
  WHERE_AM_I,
} from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Parameter } from '#domain/parameter.ts'
import { parameterSchema } from '#domain/parameter.ts'
import { AppError, type ErrorCode } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import { fakeApplication, scopeAt } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { Decision } from '../decide/decision.ts'
import type { ValueProblem } from './events.ts'
import { coreReply } from './core-replies.ts'
import { failureText, outputText, refusalText, valueQuestion, whichCommand } from './wording.ts'

const desk = workflow()
  .context('Order', { containers: ['*'] })
  .command('list_orders', { utterances: ['what was ordered'] })
  .command('close')
  .command('Order/close')
  .command('Order/ship')
  .build()

describe('the question which command is meant', () => {
  it('tells two of one title apart by their places', () => {
    const ids = ['Order/close', 'close', 'list_orders'].map(commandId)
    expect(whichCommand(desk, ids).text).toBe(
      'Did you mean “Close (Order)”, “Close” or “List orders”?',
    )
  })
})

describe('the question for a value', () => {
  const asked = (
    draft: Partial<Parameter>,
    problem: Partial<ValueProblem> = {},
    suggestions = 0,
  ) => {
    const parameter = parameterSchema.parse({
      id: 'p',
      name: 'ship_to',
      type: 'string',
      ...draft,
    })
    return valueQuestion(
      commandId('Order/ship'),
      {
        parameter,
        problem: { code: 'missing', text: 'Ship to is missing.', ...problem },
        suggestions: Array.from({ length: suggestions }, (_, i) => ({
          value: `${i}`,
          label: `${i}`,
        })),
      },
      desk,
    )
  }

  it.each<[Partial<Parameter>, string]>([
    [{}, 'What is the ship to?'],
    [{ description: 'Where it goes' }, 'What is the ship to? Where it goes.'],
    [{ description: 'Where it goes!' }, 'What is the ship to? Where it goes!'],
    [{ description: ' Where it goes. ' }, 'What is the ship to? Where it goes.'],
    [
      { fields: [parameterSchema.parse({ id: 'a', name: 'zip', type: 'string' })] },
      'What is the ship to?',
    ],
    [{ type: 'boolean' }, 'Ship to: yes or no?'],
    [{ required: false }, 'What is the ship to? Say “skip” to leave it out.'],
    [
      { availableFrom: ['list_orders', 'gone', 'close'].map(commandId) },
      'What is the ship to? You can find it with “List orders” or “Close”.',
    ],
    [{ availableFrom: [commandId('gone')] }, 'What is the ship to?'],
    [{ type: 'object' }, 'What is the ship to?'],
    [
      {
        type: 'object',
        fields: [
          parameterSchema.parse({ id: 'a', name: 'street', type: 'string' }),
          parameterSchema.parse({ id: 'b', name: 'zip_code', type: 'string' }),
          parameterSchema.parse({ id: 'c', name: 'note', type: 'string', required: false }),
        ],
      },
      'What is the ship to (street, zip code)?',
    ],
  ])('%o', (draft, text) => expect(asked(draft).text).toBe(text))

  it('says first what was wrong, and where', () => {
    const wrong = { code: 'pattern', text: '“X” is not a valid ship to.' } as const
    expect(asked({}, wrong).text).toBe('“X” is not a valid ship to. What is the ship to?')
    const fields = [parameterSchema.parse({ id: 'a', name: 'zip', type: 'string' })]
    const part = asked({ type: 'object', fields }, { ...wrong, path: 'ship_to.zip' })
    expect(part).toMatchObject({
      path: 'ship_to.zip',
      text: '“X” is not a valid ship to. What is the zip of the ship to?',
    })
  })

  it('has a path where it is for a part only', () => {
    expect(asked({})).not.toHaveProperty('path')
    expect(asked({}, { path: 'ship_to' })).toHaveProperty('path', 'ship_to')
  })

  it('offers eight values at most, and none of too many', () => {
    const offered = (count: number) => asked({}, {}, count).suggestions.length
    expect([offered(0), offered(8), offered(9), offered(24), offered(25)]).toEqual([0, 8, 8, 8, 0])
  })
})

describe('a refusal', () => {
  const text = (
    refusal: Decision['refusal'],
    near: readonly (readonly [string, number])[] = [],
  ): string =>
    refusalText(desk, {
      outcome: 'refuse',
      rung: 'classifier',
      candidates: near.map(([id, probability]) => ({
        command: commandId(id),
        level: 0,
        probability,
        nearest: [],
      })),
      refusal,
      inlineText: null,
      inlineValues: null,
      thresholds: null,
      inScope: null,
      correction: null,
      timings: [],
    })
  const elsewhere = (id: string, unavailable = false) =>
    ({ kind: 'elsewhere', command: commandId(id), unavailable }) as const

  it.each<[Decision['refusal'], string]>([
    [
      { kind: 'out-of-scope' },
      'That is not something I can do here. “What can I do” lists what is.',
    ],
    [null, 'That is not something I can do here. “What can I do” lists what is.'],
    [{ kind: 'remembered' }, 'That is not something I can do; you told me so before.'],
    [elsewhere('Order/ship'), '“Ship” is offered in Order, not here.'],
    [elsewhere('list_orders'), '“List orders” is not offered here.'],
    [elsewhere('gone'), '“gone” is not offered here.'],
    [elsewhere('Order/ship', true), '“Ship” is not available now.'],
    [
      { kind: 'not-trained' },
      'I do not know these words: this workflow is not trained yet. Commands work by their names; “what can I do” lists them.',
    ],
    [
      { kind: 'model-unavailable' },
      'I cannot make out words just now: what this workflow has learned could not be loaded. Commands work by their names; “what can I do” lists them.',
    ],
  ])('%o', (refusal, expected) => expect(text(refusal)).toBe(expected))

  it('names the nearest three that are near at all, and no core command', () => {
    expect(
      text({ kind: 'out-of-scope' }, [
        ['list_orders', 0.4],
        [GO_UP.id, 0.3],
        ['close', 0.05],
        ['Order/ship', 0.04],
      ]),
    ).toBe('That is not something I can do here. The nearest I can do is “List orders” or “Close”.')
    expect(
      text({ kind: 'remembered' }, [
        ['list_orders', 0.3],
        ['close', 0.2],
        ['Order/close', 0.2],
        ['Order/ship', 0.2],
      ]),
    ).toMatch(/The nearest I can do is “List orders”, “Close” or “Close”\.$/)
  })
})

describe('a failure', () => {
  it.each<[ErrorCode, string]>([
    ['sandbox/timed-out', 'This took too long and was stopped. Nothing was changed.'],
    ['sandbox/out-of-memory', 'This needed too much memory and was stopped. Nothing was changed.'],
    ['sandbox/does-not-compile', 'The application does not compile: why'],
    ['sandbox/failed', 'That did not work: why'],
    ['learn/not-trained', 'Something went wrong: why'],
  ])('%s', (code, text) => expect(failureText(new AppError(code, 'why'))).toBe(text))
})

describe('what a handler gave and did not say', () => {
  const rows = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

  it.each<[Json, string]>([
    [null, 'Done.'],
    ['', 'Done.'],
    [true, 'Done.'],
    [false, 'false'],
    [3, '3'],
    ['text', 'text'],
    [[], 'Nothing found.'],
    [{}, 'Done.'],
    [['a', null, 2], '• a\n• —\n• 2'],
    [{ order_id: 'W1', lines: [1, 2] }, 'Order id: W1\nLines: 1, 2'],
    [[{ a: 1, b: [2] }], '• a: 1, b: [2]'],
    [[rows(7)], '• 0, 1, 2, 3, 4, 5, …'],
    [[rows(6)], '• 0, 1, 2, 3, 4, 5'],
    [rows(21), [...rows(20).map((n) => `• ${n}`), '… and 1 more'].join('\n')],
    [
      rows(20),
      rows(20)
        .map((n) => `• ${n}`)
        .join('\n'),
    ],
  ])('%j', (output, text) => expect(outputText(output)).toBe(text))
})

describe('what every workflow understands', () => {
  const replied = async (command: CommandId, ...path: string[]) => {
    const application = fakeApplication(() => desk, { path })
    const { reply, scope } = await coreReply(command, desk, scopeAt(desk, path), application)
    return [reply, scope.levels.length]
  }

  it('tells where one is', async () => {
    expect(await replied(WHERE_AM_I.id, 'Order')).toEqual(['You are in Order.', 2])
    expect(await replied(WHERE_AM_I.id)).toEqual(['You are at the top.', 1])
    const [order, root] = scopeAt(desk, ['Order']).levels
    const levels = [{ ...order!, label: 'Order W1' }, { ...order!, label: '' }, root!]
    const { reply } = await coreReply(
      WHERE_AM_I.id,
      desk,
      { levels },
      fakeApplication(() => desk),
    )
    expect(reply).toBe('You are in Order W1, in Order.')
  })

  it('goes up and to the top, and nowhere from there', async () => {
    expect(await replied(GO_UP.id, 'Order')).toEqual(['You are at the top.', 1])
    expect(await replied(GO_TO_TOP.id, 'Order', 'Order')).toEqual(['You are at the top.', 1])
    expect(await replied(GO_UP.id)).toEqual(['You are at the top already.', 1])
    expect(await replied(GO_TO_TOP.id)).toEqual(['You are at the top already.', 1])
  })

  it('lists what can be said from here outwards, without what is shadowed', async () => {
    expect(await replied(WHAT_CAN_I_DO.id, 'Order')).toEqual([
      'In Order:\n• Close\n• Ship\n\nAnywhere:\n• List orders – “what was ordered”',
      2,
    ])
    const empty = workflow().build()
    const nothing = await coreReply(
      WHAT_CAN_I_DO.id,
      empty,
      scopeAt(empty),
      fakeApplication(() => empty),
    )
    expect(nothing.reply).toBe('There is nothing to do here yet.')
  })

  it('has an answer where there is nothing to drop or to put right', async () => {
    expect(await replied(ABORT.id)).toEqual(['There is nothing to drop.', 1])
    expect((await replied(NOT_WHAT_I_MEANT.id))[0]).toMatch(/^Sorry\. Choose “Not what I meant”/)
    await expect(replied(commandId('core/gone'))).rejects.toThrow('No core command core/gone')
  })
})
