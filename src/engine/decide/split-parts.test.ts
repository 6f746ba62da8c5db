import { describe, expect, it } from 'vitest'
import { ABORT, NOT_WHAT_I_MEANT, SMALL_TALK, GO_UP } from '#domain/core-commands.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { Decision } from './decision.ts'
import type { ReadValues } from './same-again.ts'
import { splitMessage } from './split.ts'

const document = workflow()
  .command('save', { utterances: ['save the page', 'save both sides'] })
  .command('print', { utterances: ['print the page', 'print both sides'] })
  .command('close', { utterances: ['close the page'] })
  .command('add', {
    parameters: { amount: { type: 'integer' }, things: { type: 'list', itemType: 'string' } },
    utterances: ['add [milk](things)'],
  })
  .build()

type Verdict = Partial<Pick<Decision, 'outcome' | 'rung' | 'refusal' | 'isForbidden'>>

/** The parts of a message, of a ladder that answers as told: by the first word of one request. */
async function split(
  message: string,
  verdicts: Readonly<Record<string, Verdict & { readonly command?: string }>> = {},
  read?: ReadValues,
): Promise<{ parts: readonly string[] | null; asked: readonly string[] }> {
  const asked: string[] = []
  const decide = (text: string): Promise<Decision> => {
    asked.push(text)
    const { command = text.split(' ')[0] ?? '', ...verdict } = verdicts[text] ?? {}
    const best = { command: commandId(command), level: 0, probability: 1, nearest: [] }
    return Promise.resolve({
      outcome: / (?:then|and) /.test(text) ? 'ask' : 'route',
      rung: 'classifier',
      candidates: command === '' ? [] : [best],
      refusal: null,
      inlineText: null,
      inlineValues: null,
      thresholds: null,
      inScope: null,
      correction: null,
      timings: [],
      ...verdict,
    })
  }
  const request = { message, scope: scopeAt(document), document, decide }
  const parts = await splitMessage({ ...request, ...(read && { read }) })
  return { parts: parts && parts.map(({ text }) => text), asked }
}

const BOTH = ['save the page', 'print the page']

describe('a message of two parts', () => {
  it.each<
    [why: string, message: string, verdicts: Parameters<typeof split>[1], parts: string[] | null]
  >([
    ['each is surely a request', 'save the page and print the page', {}, BOTH],
    ['the signs between them belong to none', 'save the page ,; then print the page', {}, BOTH],
    [
      'the whole is surely one of them',
      'save the page and print the page',
      { 'save the page and print the page': { outcome: 'route', command: 'save' } },
      BOTH,
    ],
    [
      'the whole is surely another',
      'save the page and print the page',
      { 'save the page and print the page': { outcome: 'route', command: 'close' } },
      null,
    ],
    [
      'the whole may be another',
      'save the page and print the page',
      { 'save the page and print the page': { outcome: 'ask', command: 'close' } },
      BOTH,
    ],
    [
      'the whole is like nothing',
      'save the page and print the page',
      { 'save the page and print the page': { outcome: 'refuse', command: '' } },
      BOTH,
    ],
    [
      'the whole was corrected once',
      'save the page and print the page',
      { 'save the page and print the page': { outcome: 'route', rung: 'memory', command: 'save' } },
      null,
    ],
    [
      'the whole may be a name',
      'save the page and print the page',
      { 'save the page and print the page': { outcome: 'ask', rung: 'fuzzy' } },
      BOTH,
    ],
    [
      'the left one is not sure',
      'save the page and print the page',
      { 'save the page': { outcome: 'ask' } },
      null,
    ],
    [
      'the right one is not sure',
      'save the page and print the page',
      { 'print the page': { outcome: 'ask' } },
      null,
    ],
    [
      'nothing is like the right one',
      'save the page and print the page',
      { 'print the page': { command: '' } },
      null,
    ],
    ['it is a command by its sign', '/save the page and print the page', {}, null],
    [
      'it ends in a slash',
      'save the page and print the page /',
      {},
      ['save the page', 'print the page /'],
    ],
    ['the same is said twice', 'save the page and save the page', {}, null],
    [
      'the same is said of another thing',
      'save the page and save both sides',
      {},
      ['save the page', 'save both sides'],
    ],
    ['only small words are other ones', 'save the page and save our page', {}, null],
    [
      'the same is meant by another word',
      'save the page and print both sides',
      { 'print both sides': { command: 'save' } },
      null,
    ],
    ['items of a list follow', 'add milk and add salt', {}, null],
    ['a single word follows', 'save the page and print', {}, null],
    [
      'a single word follows as a request of its own',
      'save the page, then print',
      {},
      ['save the page', 'print'],
    ],
  ])('%s', async (_why, message, verdicts, parts) => {
    expect((await split(message, verdicts)).parts).toEqual(parts)
  })

  it.each([ABORT, NOT_WHAT_I_MEANT, SMALL_TALK])(
    'one of which is no request: $name',
    async ({ id }) => {
      const verdict: Verdict & { command: string } = { rung: 'exact', command: id }
      expect(
        (await split('save the page and print the page', { 'print the page': verdict })).parts,
      ).toBeNull()
    },
  )

  it('one of which is a core command in its very words, and not by likeness', async () => {
    const message = 'save the page and print the page'
    const by = (rung: Decision['rung']) =>
      split(message, { 'print the page': { rung, command: GO_UP.id } })
    expect((await by('exact')).parts).toEqual(BOTH)
    expect((await by('classifier')).parts).toBeNull()
  })
})

describe('a message of more parts', () => {
  it('has three at most', async () => {
    const four = 'save the page, then print the page, then close the page, then save both sides'
    expect((await split(four)).parts).toBeNull()
    const { parts } = await split('save the page, then print the page, then close the page')
    expect(parts).toEqual(['save the page', 'print the page', 'close the page'])
  })

  it('is one whose parts can be told: a “then” is not swallowed', async () => {
    const message = 'save the page, then print the page, then close the page'
    const { parts } = await split(message, {
      'close the page': { outcome: 'ask' },
      'print the page, then close the page': { outcome: 'route' },
    })
    expect(parts).toBeNull()
  })

  it('asks about each part once, and about six at most', async () => {
    const { asked } = await split('save the page and print the page and close the page', {
      'save the page': { outcome: 'ask' },
    })
    expect(new Set(asked).size).toBe(asked.length)
    const many = Array.from({ length: 12 }, (_, i) => `save the page ${i}`).join(' and ')
    expect((await split(many)).asked.length).toBeLessThanOrEqual(7)
  })
})

describe('a request for what is offered elsewhere', () => {
  const MESSAGE = 'save the page and print the page'
  // It is nearest to something else that is offered here.
  const AWAY: Verdict & { command: string } = {
    command: 'close',
    outcome: 'refuse',
    refusal: { kind: 'elsewhere', command: commandId('print'), unavailable: false },
  }
  /** The place of a value that the message as a whole has. */
  const reads =
    (start: number, end: number): ReadValues =>
    () =>
      Promise.resolve({ values: [{ span: { start, end } }] as never, problems: [] })

  it('is one, after what may lead there', async () => {
    expect((await split(MESSAGE, { 'print the page': AWAY })).parts).toEqual(BOTH)
    expect((await split(MESSAGE, { 'save the page': AWAY })).parts).toBeNull()
    const nothing: Verdict = { outcome: 'refuse', refusal: { kind: 'out-of-scope' } }
    expect((await split(MESSAGE, { 'print the page': nothing })).parts).toBeNull()
  })

  it('is one in the middle, too', async () => {
    const { parts } = await split('save the page, then print the page, then close the page', {
      'print the page': AWAY,
      'close the page': AWAY,
    })
    expect(parts).toBeNull()
  })

  it('is one in a message that is surely for the first, where that leaves it out', async () => {
    const verdicts = {
      [MESSAGE]: { outcome: 'route', command: 'save' },
      'print the page': AWAY,
    } as const
    expect((await split(MESSAGE, verdicts)).parts).toBeNull()
    expect((await split(MESSAGE, verdicts, reads(5, 13))).parts).toEqual(BOTH)
    expect((await split(MESSAGE, verdicts, reads(18, 32))).parts).toBeNull()
    expect((await split(MESSAGE, verdicts, () => Promise.resolve(null))).parts).toBeNull()
  })

  it('is none where the message as a whole is surely for something else', async () => {
    const whole = { outcome: 'route', command: 'close' } as const
    const verdicts = { [MESSAGE]: whole, 'print the page': AWAY }
    expect((await split(MESSAGE, verdicts, reads(0, 4))).parts).toBeNull()
    const verdict = { ...whole, command: 'print' } as const
    expect((await split(MESSAGE, { ...verdicts, [MESSAGE]: verdict }, reads(0, 4))).parts).toEqual(
      BOTH,
    )
  })
})

describe('a second request without its verb', () => {
  /** Capital letters and a number are names of things. */
  const read: ReadValues = (id, text) => {
    const parameter = { id: 'thing', type: 'string', lookup: 'root.things', pattern: '' } as never
    const values = [...text.matchAll(/\b[A-Z]\d\b/g)].slice(0, 1).map(({ 0: value, index }) => {
      const span = { start: index, end: index + value.length }
      return { parameter, value, source: 'lookup' as const, span }
    })
    return Promise.resolve(id === commandId('add') ? null : { values, problems: [] })
  }

  it.each<
    [why: string, message: string, verdicts: Parameters<typeof split>[1], parts: string[] | null]
  >([
    ['is one', 'save A1 and B2', {}, ['save A1', 'save B2']],
    ['may be one of more', 'save A1, B2 and C3', {}, ['save A1', 'save B2', 'save C3']],
    [
      'is one though the whole is asked about',
      'save A1 and B2',
      { 'save A1 and B2': { outcome: 'ask' } },
      ['save A1', 'save B2'],
    ],
    ['is one by itself', 'save A1 and B2', { 'save B2': { outcome: 'ask' } }, null],
    ['is one of the same command', 'save A1 and B2', { 'save B2': { command: 'close' } }, null],
    [
      'is none with a verb of its own',
      'save print A1 and print B2',
      { 'print B2': { outcome: 'ask' } },
      null,
    ],
    ['is none of a command that is not here', 'add A1 and B2', {}, null],
    [
      'is none of a command that every workflow has',
      'save A1 and B2',
      { 'save A1 and B2': { command: GO_UP.id } },
      null,
    ],
    ['is none of nothing', 'save A1 and B2', { 'save A1 and B2': { command: '' } }, null],
  ])('%s: “%s”', async (_why, message, verdicts, parts) => {
    expect((await split(message, verdicts, read)).parts).toEqual(parts)
  })

  it('is none where nothing reads values', async () => {
    expect((await split('save A1 and B2')).parts).toBeNull()
  })
})

it('does last what is not to be done', async () => {
  const forbidden: Verdict = { outcome: 'ask', isForbidden: true }
  const { parts } = await split('save the page, don’t print the page and close the page', {
    'don’t print the page': { ...forbidden, command: 'print' },
  })
  expect(parts).toEqual(['save the page', 'close the page', 'don’t print the page'])
})
