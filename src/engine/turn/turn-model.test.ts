import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { workflowOf } from '#domain/queries.ts'
import { crashableWorld, NOTHING_KEPT, type World } from '#testing/crashable-world.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'
import type { JournalEntry } from './events.ts'
import type { Session } from './session.ts'
import { turnsOf } from './turn-state.ts'

/*
 * Any workflow, any sequence of what a person, a program or a machine that stops can do.
 */

const NAMES = ['send', 'send_all', 'move', 'look', 'Place/move_in', 'Place/send_off'] as const
const risk = fc.constantFrom('read', 'write', 'destructive')

const command = fc.record({
  risk,
  dryRun: fc.boolean(),
  validation: fc.constantFrom('', 'input.count'),
  parameters: fc.subarray(['count', 'code', 'size', 'note', 'tags'] as const),
})

const PARAMETERS: Record<'count' | 'code' | 'size' | 'note' | 'tags', Partial<Parameter>> = {
  count: { type: 'integer' },
  code: { pattern: 'W\\d+' },
  size: {
    type: 'enum',
    choices: [
      { value: 'small', synonyms: [] },
      { value: 'large', synonyms: [] },
    ],
  },
  note: {},
  tags: { type: 'list', required: false },
}

const document: fc.Arbitrary<Document> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...NAMES), command, { minKeys: 1 }),
    fc.option(fc.constantFrom('send', 'look around')),
  )
  .map(([commands, startup]) => {
    let built = workflow().context('Place', { containers: ['*'] })
    for (const [name, { parameters, ...draft }] of Object.entries(commands))
      built = built.command(name, {
        ...draft,
        parameters: Object.fromEntries(parameters.map((each) => [each, PARAMETERS[each]])),
        utterances: [`${name.replace(/\W|_/g, ' ')} please`],
      })
    const plain = built.build()
    const settings = workflowOf(plain)
    return {
      ...plain,
      [settings.id]: { ...settings, startup: startup && { kind: 'message', text: startup } },
    }
  })

const words = fc
  .array(
    fc.constantFrom(
      ...(
        'send move look all in off please and then count code 3 13 W1 W22 small large yes no never mind ' +
        'it count=4 {"count":5} , skip 1 2 change the'
      ).split(' '),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(' '))

const text = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 4, arbitrary: fc.constantFrom(...NAMES.map((name) => `/${name}`)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...'yes,no,W7,3,13,small,cancel,never mind,cancel everything,undo that,go up,the second'.split(
        ',',
      ),
      'you misunderstood me',
      'send please and then move please',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

type Input = (session: Session) => Promise<unknown>
const aborted = AbortSignal.abort()
const values = fc.dictionary(
  fc.constantFrom('count', 'code', 'size', 'note', 'other'),
  fc.constantFrom(3, 13, 'W1', 'small', null, [1]),
)
const action = fc.record({ command: fc.constantFrom(...NAMES).map(commandId), values })

const input: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 8,
    arbitrary: text.map(
      (said): Input =>
        (session) =>
          session.say(said),
    ),
  },
  {
    weight: 1,
    arbitrary: text.map(
      (said): Input =>
        (session) =>
          session.say(said, aborted),
    ),
  },
  {
    weight: 1,
    arbitrary: action.map(
      (each): Input =>
        (session) =>
          session.act(each),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(action, fc.boolean()).map(
      ([each, confirmed]): Input =>
        (session) =>
          session.call({ ...each, confirmed }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Input>((session) => session.undo(session.undoable.at(-1)?.run ?? '')),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (all): Input =>
        (session) =>
          session.cancel(all),
    ),
  },
)

const open = (world: World, of: Document, past: readonly JournalEntry[] = []): Session =>
  createSession(
    world.ports,
    { document: () => of, model: () => FAKE_MODEL },
    past,
    world.remains.length === 0 ? null : (world.remains.at(-1)?.kept.checkpoint ?? null),
  )

const stands = ({ question, suspended, undoable }: Session) => ({ question, suspended, undoable })

describe('any workflow and any inputs', () => {
  it('never reach a state without an exit, nor one that the journal does not tell', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.array(input, { maxLength: 10 }), async (of, inputs) => {
        const world = crashableWorld(of, NOTHING_KEPT)
        const session = open(world, of)
        await session.start()
        for (const act of inputs) {
          await act(session)
          expect(stands(open(world, of, world.entries))).toEqual(stands(session))
          for (const { state } of turnsOf(world.entries))
            expect(['ended', 'waiting', 'suspended']).toContain(state.status)
          expect(session.suspended.length).toBeLessThanOrEqual(3)
        }
        await session.cancel(true)
        expect(session.question).toBeNull()
        expect(session.suspended).toEqual([])
        expect(await session.say('where am I')).toMatchObject({ outcome: 'done' })
      }),
      { numRuns: 120 },
    )
  })

  it('run nothing that destroys without a yes to its very values', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.array(text, { maxLength: 10 }), async (of, said) => {
        const world = crashableWorld(of, NOTHING_KEPT)
        const session = open(world, of)
        for (const each of said) {
          const before = session.question
          const ran = world.ran.length
          await session.say(each)
          const own = world.ran.slice(ran)[0]
          const started = world.entries.findLast(({ event }) => event.type === 'command-started')
          if (!own || started?.event.type !== 'command-started') continue
          if (started.event.risk === 'destructive' && world.ran.length === ran + 1)
            expect(before).toMatchObject({ kind: 'confirm', values: own.values })
        }
      }),
      { numRuns: 80 },
    )
  })

  it('give the same when what was said is said again', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.array(text, { maxLength: 8 }), async (of, said) => {
        const first = crashableWorld(of, NOTHING_KEPT)
        const session = open(first, of)
        for (const each of said) await session.say(each)
        const second = crashableWorld(of, NOTHING_KEPT)
        const again = open(second, of)
        for (const each of inputsIn(first.entries)) await again.say(each)
        expect(second.entries).toEqual(first.entries)
        expect(stands(again)).toEqual(stands(session))
      }),
      { numRuns: 80 },
    )
  })
})

/** What was said, in order, as the journal has it. */
const inputsIn = (entries: readonly JournalEntry[]): string[] =>
  entries.flatMap(({ event }) => {
    if (event.type === 'person-answered') return [event.text]
    return event.type === 'turn-started' && !event.part ? [event.text] : []
  })

describe('a stop after any event', () => {
  it('repeats no finished effect, and loses nothing that was kept', async () => {
    const reply = fc.constantFrom('yes', 'no', 'never mind')
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.array(input, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.boolean(),
        fc.array(reply, { maxLength: 3 }),
        async (of, inputs, at, keepsMore, replies) => {
          const before = crashableWorld(of, NOTHING_KEPT)
          const session = open(before, of)
          await session.start()
          for (const act of inputs) await act(session)
          fc.pre(before.remains.length > 0)
          const place = at % before.remains.length
          const left = before.remains[place]
          if (!left) return
          // The state may have been kept already when the next event was not.
          const kept = keepsMore ? (before.remains[place + 1] ?? left).kept : left.kept
          const after = crashableWorld(of, { entries: left.entries, kept })
          const source = { document: () => of, model: () => FAKE_MODEL }
          const resumed = createSession(after.ports, source, left.entries, kept.checkpoint)
          await resumed.start()
          expect(after.ran).toEqual([])
          for (const each of replies) await resumed.say(each)
          expectNoneRepeated(left.entries, after.entries)
          expectNoneLost(kept.checkpoint?.runId, after)
          await resumed.cancel(true)
          expect(resumed.question).toBeNull()
          for (const { state } of turnsOf(after.entries)) expect(state.status).toBe('ended')
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a conversation with requests, dry runs, undo and two commands in one message', () => {
  const of = workflow()
    .context('Place', { containers: ['*'] })
    .command('send', { risk: 'write', utterances: ['send please', 'send it off'] })
    .command('move', {
      risk: 'destructive',
      dryRun: true,
      parameters: { code: { pattern: 'W\\d+' } },
      utterances: ['move [W1](code) please', 'move it on'],
    })
    .build()
  const script = '/send|/move|/send|W1|yes|undo that|yes|send it off and then move it on W2|yes'
  const source = { document: () => of, model: () => FAKE_MODEL }

  /** The script said to its end, with what would be left after each event. */
  async function told(): Promise<World> {
    const world = crashableWorld(of, NOTHING_KEPT)
    const session = createSession(world.ports, source)
    for (const each of script.split('|')) await session.say(each)
    return world
  }

  it('goes on from a stop after each of its events, with a yes to whatever is asked', async () => {
    const before = await told()
    expect(before.done()).toEqual(['send', 'send', 'move', 'undo 3', 'send', 'move'])
    for (const [place, left] of before.remains.entries())
      for (const kept of [left.kept, (before.remains[place + 1] ?? left).kept]) {
        const after = crashableWorld(of, { entries: left.entries, kept })
        const resumed = createSession(after.ports, source, left.entries, kept.checkpoint)
        await resumed.start()
        expect(after.ran).toEqual([])
        for (let i = 0; i < 4 && resumed.question; i++)
          await resumed.say(resumed.question.kind === 'value' ? 'W1' : 'yes')
        expect(resumed.question).toBeNull()
        expectNoneRepeated(left.entries, after.entries)
        expectNoneLost(kept.checkpoint?.runId, after)
        // Whatever was begun is done exactly once: the state never lacks or repeats it.
        const ended = turnsOf(after.entries).filter(
          ({ state }) => state.status === 'ended' && state.outcome === 'done',
        )
        expect(after.done()).toHaveLength(ended.length)
        const split = left.entries.find(({ event }) => event.type === 'message-split')
        if (ended.some(({ runId }) => runId === split?.runId))
          expect(ended.some(({ state }) => state.part?.of === split?.runId)).toBe(true)
      }
  })
})

/** No request that was done is intended once more, and no command that ended started again. */
function expectNoneRepeated(left: readonly JournalEntry[], after: readonly JournalEntry[]): void {
  const later = after.slice(left.length)
  for (const { runId, event } of left) {
    if (event.type === 'effect-done')
      expect(
        later.filter(
          (each) => each.event.type === 'effect-intended' && each.event.key === event.key,
        ),
      ).toEqual([])
    if (event.type === 'command-ended' || event.type === 'command-undone')
      expect(
        later.filter(
          (each) =>
            each.runId === runId && ['command-started', 'undo-started'].includes(each.event.type),
        ),
      ).toEqual([])
  }
}

/** What the state holds is told by the journal, too. */
function expectNoneLost(run: string | undefined, { entries }: World): void {
  const own = turnsOf(entries).find(({ runId }) => runId === run)
  if (own) expect(own.state).toMatchObject({ status: 'ended', outcome: 'done' })
}
