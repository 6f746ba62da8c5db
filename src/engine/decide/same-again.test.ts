import { describe, expect, it } from 'vitest'
import { recordById } from '#domain/queries.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { extract } from '../parameters/extract.ts'
import { tiesIn } from './cuts.ts'
import { isUnread, shortenedRequests, type ReadValues } from './same-again.ts'

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
      grams: { type: 'integer', max: 100 },
      person: { ...person, required: false },
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
  .command('book', {
    parameters: { person, gift: {}, day: { type: 'date' } },
    utterances: ['book [tea](gift) for [Bruno](person)', 'book [wine](gift) for [Mina](person)'],
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
    ['cancel', 'cancel W1, W2, W3 and W4', ['cancel W1', 'cancel W2', 'cancel W3', 'cancel W4']],
    // What both lack is asked for.
    ['book', 'book tea for Bruno and wine for Mina', ['book tea for Bruno', 'book wine for Mina']],
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
    ['something wrong with the first', 'weigh', 'weigh 500 in the red box and 70 in the blue box'],
    ['something wrong with the second', 'weigh', 'weigh 70 in the red box and 500 in the blue box'],
    ['values of something else', 'weigh', 'weigh 50 red and 70 Mina'],
    ['no values', 'weigh', 'weigh the red box and the red box'],
  ])('are none, with %s', async (_, name, text) => {
    expect(await requests(name, text)).toBeNull()
  })

  it('are none of a command that is not here', async () => {
    expect(await requests('call', 'call Bruno and Mina', () => Promise.resolve(null))).toBeNull()
  })
})

describe('requests that a tagger reads', () => {
  const command = recordById(desk, 'command', 'say')!
  const [what, how] = command.parameters
  const PARAMETERS = new Map([
    ['aye', what],
    ['nay', what],
    ['loud', how],
    ['soft', how],
  ])

  /** Each word once, by whatever sees it. */
  const reading =
    (source: 'tagger' | 'slot'): ReadValues =>
    (_, text) => {
      const values = [...text.matchAll(/\w+/g)].flatMap(({ 0: value, index }) => {
        const parameter = PARAMETERS.get(value)
        const span = { start: index, end: index + value.length }
        return parameter ? [{ parameter, value, source, span }] : []
      })
      const firsts = values.filter(
        (value, i) => values.findIndex((each) => each.parameter === value.parameter) === i,
      )
      return Promise.resolve({ values: firsts, problems: [] })
    }

  it('are sure by what it was taught, and not by their place alone', async () => {
    const text = 'say aye loud and nay soft'
    expect(await requests('say', text, reading('tagger'))).toEqual(['say aye loud', 'say nay soft'])
    expect(await requests('say', text, reading('slot'))).toBeNull()
  })

  it('have a first that can be read', async () => {
    const text = 'say aye loud and nay soft'
    const read: ReadValues = (id, part) =>
      part === 'say aye loud' ? Promise.resolve(null) : reading('tagger')(id, part)
    expect(await requests('say', text, read)).toBeNull()
  })

  it('are not read where nothing is tied', async () => {
    const read: ReadValues = () => Promise.reject(new Error('read'))
    expect(await requests('say', 'say aye loud', read)).toBeNull()
  })
})

it('is unread where no value stands', () => {
  const found = { values: [{ span: { start: 4, end: 8 } }, { span: null }] as never, problems: [] }
  expect([isUnread(found, 8), isUnread(found, 0, 4)]).toEqual([true, true])
  expect([isUnread(found, 7), isUnread(found, 0, 5), isUnread(found, 5, 6)]).toEqual(
    Array(3).fill(false),
  )
})
