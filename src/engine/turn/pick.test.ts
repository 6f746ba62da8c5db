import { describe, expect, it } from 'vitest'
import { GO_UP } from '#domain/core-commands.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { wordsContext } from './answer-context.ts'
import { NO_PAST } from './conversation.ts'
import { readPick } from './pick.ts'
import { turnContext } from './turn-context.ts'

const NUMBER = { number: { pattern: 'P\\d+' } }

const post = workflow('Post')
  .context('Box', { containers: ['*'] })
  .context('Cellar')
  .command('open', { utterances: ['let people in'] })
  .command('cancel', { utterances: ['call off my parcel'] })
  .command('track', { parameters: NUMBER, utterances: ['follow my parcel [P1](number)'] })
  .command('recall', { parameters: NUMBER, utterances: ['fetch [P1](number) home again'] })
  .command('show_list', { utterances: ['what is on the list'] })
  .command('send_note', {
    parameters: { text: {} },
    utterances: ['note [it is late](text)', 'write something down'],
  })
  .command('fly', {
    parameters: { city: { examples: ['Rome', 'Oslo', 'Paris'] } },
    utterances: ['take a plane to [Rome](city)'],
  })
  .command('Box/open', { utterances: ['lift the lid'] })
  .command('Box/unpack', { utterances: ['take all out'] })
  .command('Cellar/flood', { utterances: ['fill the cellar with water'] })
  .build()

/** What an answer to "which of these?" comes to, on one line. */
async function picked(text: string, ...candidates: readonly string[]): Promise<string> {
  const ports = fakePorts(() => post, { path: ['Box'] })
  const source = { document: () => post, model: () => FAKE_MODEL }
  const context = turnContext(
    ports,
    source,
    () => NO_PAST,
    () => false,
  )
  const words = wordsContext(context, new AbortController().signal)
  const reading = await readPick(text, candidates.map(commandId), words)
  switch (reading.kind) {
    case 'pick':
      return reading.command + (reading.said ? `, which says “${reading.said.text}”` : '')
    case 'other':
      return `${reading.decision.outcome} ${reading.decision.candidates[0]?.command ?? 'nothing'}`
    default:
      return reading.kind
  }
}

describe('the answer to which command is meant', () => {
  it.each([
    ['2', 'track'],
    ['the first one', 'cancel'],
    ['the second', 'track'],
  ])('may be its place among them: %s', async (text, expected) =>
    expect(await picked(text, 'cancel', 'track')).toBe(expected),
  )

  it.each([
    ['Track', ['cancel', 'track'], 'track'],
    ['/fly', ['cancel', 'fly'], 'fly'],
    ['trakc', ['cancel', 'track'], 'track'],
    ['open', ['cancel', 'Box/open'], 'Box/open'],
    ['Box/open', ['open', 'Box/open'], 'Box/open'],
    ['unpakc', ['cancel', 'Box/unpack'], 'Box/unpack'],
    ['go up', ['cancel', GO_UP.id], GO_UP.id],
    // Among others it would drop the question.
    ['cancel', ['cancel', 'track'], 'cancel'],
  ])('may be its name, or nearly so: %s', async (text, candidates, expected) =>
    expect(await picked(text, ...candidates)).toBe(expected),
  )

  it.each(['cancel', 'none of these', 'never mind'])('may be that it is none: %s', async (text) =>
    expect(await picked(text, 'track', 'send_note')).toBe('abort'),
  )

  it.each([
    ['call off my parcel', 'cancel, which says “call off my parcel”'],
    ['follow my parcel P7', 'track, which says “follow my parcel P7”'],
    ['the call off parcel one', 'cancel'],
    ['call off one parcel', 'cancel, which says “call off one parcel”'],
  ])('may be words that mean it, with its values: %s', async (text, expected) =>
    expect(await picked(text, 'cancel', 'track', GO_UP.id)).toBe(expected),
  )

  it('may be a value that only one of them takes, with a few words around it', async () => {
    expect(await picked('P7', 'cancel', 'track', GO_UP.id)).toBe('track, which says “P7”')
    expect(await picked('it is P7', 'cancel', 'track')).toBe('track, which says “it is P7”')
    expect(await picked('zig zag P7 zog zug', 'cancel', 'track')).toBe('unclear')
  })

  it('is not a value that several of them take, unless the words tell', async () => {
    expect(await picked('P7', 'track', 'recall')).toBe('unclear')
    expect(await picked('zig P7 zag', 'track', 'recall')).toBe('unclear')
    expect(await picked('fetch P7 home again', 'track', 'recall')).toBe(
      'recall, which says “fetch P7 home again”',
    )
  })

  it('is not a word that could be anything', async () => {
    expect(await picked('Paris', 'cancel', 'fly')).toBe('unclear')
    expect(await picked('well now', 'cancel', 'send_note')).toBe('unclear')
  })

  it('is none where the words mean a command that is not among them', async () => {
    expect(await picked('what is on the list', 'cancel', 'track')).toBe('route show_list')
    expect(await picked('fill the cellar, P7', 'cancel', 'track')).toMatch(/^refuse/)
    expect(await picked('my parcel', 'open', 'show_list')).toMatch(/^ask/)
  })
})
