import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { converse, parcelDesk, type Conversation } from '#testing/conversation.ts'
import type { HandlerCall, ValidationProblem } from '../ports.ts'

const document = parcelDesk()
  .command('Parcel/weigh', {
    risk: 'write',
    validation: 'input.grams > 100 ? "Too heavy" : null',
    parameters: {
      grams: { type: 'integer' },
      size: { type: 'enum', choices: [{ value: 'small', synonyms: [] }], required: false },
      note: { required: false },
    },
  })
  .command('Parcel/close', { validation: 'self.open ? null : "It is shut"' })
  .command('Parcel/open', { validation: ' ' })
  .build()

/** A desk that finds these faults with whatever is about to be run, until the grams are few. */
const finding = (
  problems: readonly ValidationProblem[],
  path = ['Parcel'],
): Conversation & { readonly asked: readonly HandlerCall[] } => {
  const asked: HandlerCall[] = []
  const validate = (call: HandlerCall): readonly ValidationProblem[] => {
    asked.push(call)
    return Number(call.values.grams ?? 200) > 100 ? problems : []
  }
  return Object.assign(converse({ path, validate }, document), { asked })
}

const fault = (text: string, parameter: string | null = null): ValidationProblem => ({
  parameter,
  text,
})

describe('the rules of a command', () => {
  it('are held against its values, on the instance that it is run on', async () => {
    const { say, asked } = finding([], ['Box', 'Parcel'])
    await say('/weigh 500, small')
    expect(asked).toEqual([
      { command: 'Parcel/weigh', level: 1, values: { grams: 500, size: 'small' } },
    ])
  })

  it('are none where none are written', async () => {
    const { say, asked } = finding([fault('Never')])
    expect(await say('/open')).toBe('done: Parcel/open done')
    expect(asked).toEqual([])
  })

  it('are told, where there is no value to change', async () => {
    const { say, session } = finding([fault(' It is shut '), fault('Open it first!')])
    expect(await say('/close')).toBe('refused: It is shut. Open it first!')
    expect(session.question).toBeNull()
  })

  it('ask for the value that is named first, and not for one that is unknown', async () => {
    const problems = [
      fault('Somehow', 'colour'),
      fault('Nothing is so small', 'size'),
      fault('Too heavy', 'grams'),
    ]
    const { say, session } = finding(problems)
    expect(await say('/weigh 500')).toMatch(/^asks: Nothing is so small\. What is the size\?/)
    expect(session.question).toMatchObject({
      kind: 'value',
      problem: { code: 'together', text: 'Nothing is so small.' },
      suggestions: [{ value: 'small' }],
    })
  })

  it('ask for the only value there is, where none is named', async () => {
    const { say } = finding([fault('Too heavy'), fault('Too far…')])
    expect(await say('/weigh 500')).toBe('asks: Too heavy. Too far… What is the grams?')
    expect(await say('50')).toBe('done: Parcel/weigh done')
  })

  it('ask which of the values there are is to be another, where none is named', async () => {
    const { say, session } = finding([fault('Too heavy')])
    expect(await say('/weigh 500, small')).toBe(
      'asks: Too heavy. What shall I change: the grams or size?',
    )
    expect(session.question).toMatchObject({
      kind: 'which-value',
      parameters: ['Parcel/weigh.grams', 'Parcel/weigh.size'],
      problem: { code: 'together', text: 'Too heavy.' },
    })
  })
})

describe('the answer to which value is to be another', () => {
  const answered = async (answer: string): Promise<readonly [string, Json | undefined]> => {
    const { say, ports } = finding([fault('Too heavy')])
    await say('/weigh 500, small')
    return [await say(answer), ports.application.calls[0]?.values]
  }

  it.each([
    'grams',
    'the grams',
    'its grams',
    'change my grams',
    'Change the Grams!',
    '1',
    'the first',
  ])('may name it: %s', async (answer) => {
    expect(await answered(answer)).toEqual(['asks: Too heavy. What is the grams?', undefined])
  })

  it.each(['3', 'note', 'the change', 'yes', 'changing the grams'])(
    'may name none: %s',
    async (answer) => {
      expect(await answered(answer)).toEqual([
        'asks: I did not understand. Too heavy. What shall I change: the grams or size?',
        undefined,
      ])
    },
  )

  it('may be the value itself', async () => {
    expect(await answered('change the grams to 5')).toEqual([
      'done: Parcel/weigh done',
      { grams: 5, size: 'small' },
    ])
  })
})
