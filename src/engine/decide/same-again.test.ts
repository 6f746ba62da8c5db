import { describe, expect, it } from 'vitest'
import { recordById } from '#domain/queries.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { extract } from '../parameters/extract.ts'
import { tiesIn } from './cuts.ts'
import { shortenedRequests, type ReadValues } from './same-again.ts'

const PEOPLE = ['Bruno', 'Mina', 'Lea'].map((label) => ({ value: label, label }))
const person = { lookup: 'root.people' }

const desk = workflow('Desk')
  .command('send', {
    parameters: { person, gift: {} },
    utterances: [
      'send [flowers](gift) to [Bruno](person)',
      'please send [tea](gift) to [Mina](person)',
    ],
  })
  .command('say', {
    parameters: { what: {}, how: {} },
    utterances: ['say [yes](what) as [loud](how)'],
  })
  .command('weigh', {
    parameters: {
      grams: { type: 'integer' },
      box: { type: 'enum', choices: ['red', 'blue'].map((value) => ({ value, synonyms: [] })) },
    },
    utterances: ['weigh [50](grams) in the [red](box) box'],
  })
  .command('fill', {
    parameters: { litres: { type: 'integer' } },
    utterances: ['fill in [5](litres)'],
  })
  .command('call', { parameters: { person }, utterances: ['call [Mina](person)'] })
  .command('cancel', {
    parameters: { order: { pattern: 'W\\d+' }, day: { type: 'date', required: false } },
    utterances: ['cancel [W1](order)'],
  })
  .command('name', {
    parameters: { word: { pattern: '[a-z ]+' } },
    utterances: ['name it [a b](word)'],
  })
  .command('invite', {
    parameters: { people: { ...person, type: 'list' } },
    utterances: ['invite [Mina](people)'],
  })
  .build()

const read: ReadValues = (id, text) => {
  const command = recordById(desk, 'command', id)!
  const utterances = spokenUtterances(desk, command)
  const existing = new Map(['person', 'people'].map((name) => [name, PEOPLE]))
  const { parameters } = command
  return Promise.resolve(
    extract({
      command,
      parameters,
      text,
      given: null,
      utterances,
      now: 0,
      timeZone: 'UTC',
      existing,
    }),
  )
}

const requests = (name: string, text: string, reading = read) =>
  shortenedRequests({
    text,
    ties: tiesIn(text),
    command: recordById(desk, 'command', commandId(name))!,
    read: reading,
  })

describe('requests of one command that leave out the verb', () => {
  it.each([
    [
      'send',
      'send flowers to Bruno and tea to Mina',
      ['send flowers to Bruno', 'send tea to Mina'],
    ],
    [
      'send',
      'send flowers to Bruno, tea to Mina & tea to Lea',
      ['send flowers to Bruno', 'send tea to Mina', 'send tea to Lea'],
    ],
    // What belongs together is not torn, and the same thing to another is another.
    [
      'send',
      'send salt and pepper to Bruno and tea to Mina',
      ['send salt and pepper to Bruno', 'send tea to Mina'],
    ],
    [
      'send',
      'send tea to Bruno and the tea to Mina',
      ['send tea to Bruno', 'send the tea to Mina'],
    ],
    ['send', 'send tea to Bruno, then also tea to Mina', ['send tea to Bruno', 'send tea to Mina']],
    [
      'weigh',
      'weigh 50 in the red box and 70 in the blue box',
      ['weigh 50 in the red box', 'weigh 70 in the blue box'],
    ],
    ['call', 'call Bruno and Mina', ['call Bruno', 'call Mina']],
    ['cancel', 'cancel W1, W2 and W3', ['cancel W1', 'cancel W2', 'cancel W3']],
    ['cancel', 'cancel W1 and order W2', null],
  ])('of %s: “%s”', async (name, text, parts) => {
    expect(await requests(name, text)).toEqual(parts)
  })

  it.each([
    ['other values', 'send', 'send tea to Bruno and Mina'],
    ['a doubt', 'send', 'send tea to Bruno and maybe tea to Mina'],
    ['a no', 'send', 'send tea to Bruno and not flowers to Mina'],
    ['words of its own', 'call', 'call Bruno and later Mina'],
    ['another order', 'send', 'send tea to Bruno and Mina flowers'],
    ['the same values', 'send', 'send tea to Bruno and tea to Bruno'],
    ['nobody that exists', 'send', 'send tea to Bruno and tea to Robin'],
    ['nothing that not any words could be', 'say', 'say yes as loud and no as soft'],
    ['a single number', 'fill', 'fill in 5 and 6'],
    ['a single word of any kind', 'name', 'name it a and b'],
    ['what the first takes', 'cancel', 'cancel W1 on Monday and Tuesday'],
    ['items of a list', 'invite', 'invite Bruno and Mina'],
    ['more than three others', 'cancel', 'cancel W1, W2, W3, W4 and W5'],
    ['nothing', 'cancel', 'cancel W1'],
    ['no verb to begin with', 'cancel', 'W1 and W2'],
    ['something wrong with the first', 'weigh', 'weigh many in the red box and 70 in the blue box'],
  ])('are none, with %s', async (_, name, text) => {
    expect(await requests(name, text)).toBeNull()
  })

  it('are none of a command that is not here', async () => {
    expect(await requests('call', 'call Bruno and Mina', () => Promise.resolve(null))).toBeNull()
  })
})
