import { describe, expect, it } from 'vitest'
import { workflow } from '#testing/workflow-builder.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { answerHint, answerLine, refusalText, valueText } from './answer-line.ts'
import { transcriptOf } from './transcript.ts'

const document = orderDesk()

async function turnOf(message: string, path: readonly string[] = ['Order', 'Customer']) {
  const entries = await converse(document, [message], { path })
  const answer = transcriptOf(entries, false).at(-1)
  if (answer?.kind !== 'answer') throw new Error('No answer')
  return answer.turn
}

const lineOf = async (message: string): Promise<string> =>
  answerLine(document, await turnOf(message)).replaceAll('\u00a0', ' ')

describe('answerLine', () => {
  it('says command, probability, rung and place of what was routed', async () => {
    expect(await lineOf('send it back')).toMatch(/^Return order · \d+ % · classifier · in Order$/)
  })

  it('leaves the probability out for a name', async () => {
    expect(await lineOf('show_details')).toBe('Show details · by name · in Order')
  })

  it('names the nearest of what was refused', async () => {
    expect(await lineOf('zebras play chess')).toMatch(/^Nothing fits/)
  })

  it('names the candidates of a question', async () => {
    expect(await lineOf('the order it back off')).toMatch(/ or .* % \/ .* % · classifier$/)
  })
})

describe('refusalText', () => {
  it('tells where a command is offered that is not offered here', async () => {
    const turn = await turnOf('cancel_order', [])
    expect(refusalText(document, turn)).toBe('“Cancel order” is possible in Order, not here.')
  })
})

describe('valueText', () => {
  it.each([
    ['W12', 'W12'],
    [12.5, '12.5'],
    [true, 'yes'],
    [['a', 'b'], 'a, b'],
    [null, 'null'],
    [{ zip_code: 123, away: true }, 'Zip code: 123, Away: yes'],
    [[{ a: 1, b: 2 }, { a: 3 }], 'A: 1, B: 2; A: 3'],
  ])('shows %j as %s', (value, text) => {
    expect(valueText(value)).toBe(text)
  })
})

describe('answerHint', () => {
  const hints = workflow()
    .command('book', {
      parameters: {
        guests: { type: 'integer', examples: ['4'] },
        room: {
          type: 'enum',
          choices: ['red', 'blue', 'green'].map((value) => ({ value, synonyms: [] })),
        },
        note: { type: 'string' },
        sea_view: { type: 'boolean' },
      },
    })
    .build()

  it.each([
    ['guests', 'A whole number, such as 4'],
    ['room', 'One of red, blue or green'],
    ['note', ''],
    ['sea_view', 'Yes or no'],
    ['gone', ''],
  ])('says what can be typed for %s', (parameter, hint) => {
    expect(answerHint(hints, 'book', `book.${parameter}`)).toBe(hint)
  })
})
