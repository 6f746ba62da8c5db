import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { converse, lineOf, parcelDesk, type Conversation } from '#testing/conversation.ts'
import { fakePorts, scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId } from '#testing/workflow-builder.ts'
import type { ScopeLevel } from '../ports.ts'
import { createSession } from './create-session.ts'

const desk = parcelDesk()
  .context('Box', { containers: ['*'] })
  .context('Crate', { bases: ['Parcel'], containers: ['*'] })
  .build()

type Instance = readonly [context: string, rest: Partial<ScopeLevel>]

/** A desk where one can go anywhere, and a question about the weight of the innermost parcel. */
async function asked(
  ...path: readonly Instance[]
): Promise<Conversation & { readonly goTo: (...path: readonly Instance[]) => void }> {
  const talk = converse({}, desk)
  let here = path
  talk.ports.application.scope = () => {
    const { levels } = scopeAt(
      desk,
      here.map(([context]) => context),
    )
    return Promise.resolve({
      levels: levels.map((level, i) => ({ ...level, ...here[i]?.[1] })),
    })
  }
  expect(await talk.say('/weigh')).toBe('asks: What is the grams?')
  const goTo = (...to: readonly Instance[]): void => {
    here = to
  }
  return { ...talk, goTo }
}

const P1: Instance = ['Parcel', { identity: 'P1', label: 'Anna’s' }]

describe('the answer to a question about an instance', () => {
  it.each<[string, Instance, Instance, boolean]>([
    [
      'that is called something else by now',
      P1,
      ['Parcel', { identity: 'P1', label: 'Ben’s' }],
      true,
    ],
    ['when one is at another', P1, ['Parcel', { identity: 'P2', label: 'Anna’s' }], false],
    ['when one is at one that is not told from others', P1, ['Parcel', { label: 'Anna’s' }], false],
    [
      'when one is at one of another kind',
      P1,
      ['Crate', { identity: 'P1', label: 'Anna’s' }],
      false,
    ],
    ['where it has no identity, and the same name', ['Parcel', {}], ['Parcel', {}], true],
    ['where it has neither', ['Parcel', {}], ['Parcel', { label: 'Other' }], false],
    [
      'that does not offer the command any more',
      P1,
      ['Parcel', { ...P1[1], available: [] }],
      false,
    ],
  ])('%s', async (_, before, after, isDone) => {
    const { say, goTo } = await asked(before)
    goTo(after)
    expect(await say('20')).toBe(
      isDone ? 'done: Parcel/weigh done' : 'refused: That is no longer possible here.',
    )
  })

  it('stays with the level that was asked about', async () => {
    const { say, goTo, ports } = await asked(['Box', {}], ['Parcel', {}])
    goTo(['Parcel', {}], ['Parcel', {}])
    await say('20')
    expect(ports.application.calls).toMatchObject([{ level: 1 }])
  })

  it('is refused where the command was taken out of the workflow meanwhile', async () => {
    let document: Document = desk
    const ports = fakePorts(() => document, { path: ['Parcel'] })
    const session = createSession(ports, { document: () => document, model: () => FAKE_MODEL })
    await session.say('/weigh')
    const { [commandId('Parcel/weigh')]: _gone, ...rest } = desk
    document = rest
    expect(await session.say('20')).toMatchObject({ outcome: 'refused' })
  })
})

describe('a question that waited', () => {
  it('stands again at the level where its instance is by now', async () => {
    const { say, goTo, session, ports } = await asked(P1)
    await say('/find_parcel')
    goTo(['Box', {}], P1)
    expect(await say('P1')).toBe('done: find_parcel done | again: What is the grams?')
    expect(session.question).toMatchObject({ kind: 'value' })
    await say('20')
    expect(ports.application.calls.at(-1)).toMatchObject({ command: 'Parcel/weigh', level: 1 })
  })

  it('ends where that is left, and is told by the name it had, if any', async () => {
    const { session, goTo, ports } = await asked(P1)
    const execute = ports.application.execute.bind(ports.application)
    ports.application.execute = (...call) => {
      goTo()
      return execute(...call)
    }
    const result = await session.say('/show_list')
    expect(result.earlier).toMatchObject([
      {
        outcome: 'cancelled',
        reply: '“Weigh” (Anna’s) is no longer possible here, so it was not done.',
      },
    ])
    expect(session.question).toBeNull()
  })

  it('ends where its command is closed meanwhile', async () => {
    const { session, ports } = converse({
      handle: () => {
        ports.application.close('find_parcel')
        return Promise.resolve({})
      },
    })
    await session.say('/find_parcel')
    const result = await session.say('/show_list')
    expect(result.earlier).toMatchObject([
      { reply: '“Find parcel” is no longer possible here, so it was not done.' },
    ])
  })

  it('stands again wherever one is, if no command was chosen yet', async () => {
    const { say, ports } = converse()
    expect(await say('parcel')).toMatch(/^asks: Did you mean/)
    ports.application.enter([])
    expect(await say('/show_list')).toMatch(/^done: show_list done \| again: Did you mean/)
  })

  it('asks which command was meant twice again, and lets go of that then', async () => {
    const { say, session } = converse()
    await say('parcel')
    expect(await say('/show_list')).toMatch(/again: Did you mean/)
    expect(await say('where am I')).toMatch(/again: Did you mean/)
    const result = await session.say('/show_list')
    expect(lineOf(result)).toBe('done: show_list done')
    expect(result.earlier.map(lineOf)).toEqual([
      'cancelled: I left “parcel”, for want of knowing what it meant.',
    ])
    expect(session.question).toBeNull()
  })

  it('asks for a value, and for consent, as often as it takes', async () => {
    const { say, session } = converse()
    await say('recall parcel P7')
    for (let i = 0; i < 4; i++) expect(await say('/show_list')).toMatch(/again: What is the reason/)
    await say('late')
    for (let i = 0; i < 4; i++) expect(await say('/show_list')).toMatch(/again: Recall/)
    expect(session.question).toMatchObject({ kind: 'confirm' })
  })
})
