import { describe, expect, it } from 'vitest'
import { SMALL_TALK, WHAT_CAN_I_DO } from '#domain/core-commands.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { commandId, workflow, type WorkflowBuilder } from '#testing/workflow-builder.ts'
import type { Decision } from './decision.ts'
import { verdict, type Verdict } from './rung.ts'
import { commandsInScope } from './scope-commands.ts'
import { smallTalkIn, smallTalkRung } from './small-talk.ts'

describe('small talk', () => {
  it.each([
    ['Hello!', ['greeting']],
    ['hi there', ['greeting']],
    ['Good morning, everybody.', ['greeting']],
    ['Hey, how are you today?', ['greeting', 'how-are-you']],
    ['what’s your name?', ['who-are-you']],
    ['Thanks!', ['thanks']],
    ['thank you so much', ['thanks']],
    ['Great, thanks a lot, bye', ['praise', 'thanks', 'goodbye']],
    ['hello hello', ['greeting']],
    ["No, that's all. Thank you.", ['goodbye', 'thanks']],
    ['hello... who are you?!', ['greeting', 'who-are-you']],
    ['thanks – bye', ['thanks', 'goodbye']],
    ['thanks again to all', []],
    ['good night now', ['goodbye']],
    ['thanks bye thanks', ['thanks', 'goodbye']],
    ['ok', ['praise']],
  ])('is heard in “%s”', (text, kinds) => {
    expect(smallTalkIn(text)).toEqual(kinds)
  })

  it.each([
    '',
    'there',
    'now then',
    'no',
    'no sugar',
    'hello kitty lunch box',
    'good boots',
    'thanks to Anna',
    'how are you going to send it',
    'see you later alligator',
    'hi, open order W12',
    'are you open today',
    'great expectations',
  ])('is not all that “%s” says', (text) => {
    expect(smallTalkIn(text)).toEqual([])
  })
})

interface Case {
  readonly isIdle?: boolean
  readonly decided?: Verdict | null
  readonly desk?: (building: WorkflowBuilder) => WorkflowBuilder
}

const weighed = (
  command: string,
  probability: number,
  outcome: Decision['outcome'] = 'ask',
  rung: Decision['rung'] = 'classifier',
): Verdict =>
  verdict(rung, outcome, [{ command: commandId(command), level: 0, probability, nearest: [] }])

/** Whether a message is answered as small talk, and not as what it was decided to be. */
function isAnswered(text: string, { isIdle = true, decided = null, desk }: Case = {}): boolean {
  const building = workflow('Desk').command('pay', { utterances: ['pay the bill'] })
  const document = (desk ? desk(building) : building).build()
  const scope = commandsInScope(document, scopeAt(document))
  const answer = smallTalkRung({ text, document, scope, model: null, isIdle }, decided)
  if (answer)
    expect(answer).toMatchObject({
      outcome: 'route',
      rung: 'exact',
      candidates: [{ command: SMALL_TALK.id, probability: 1 }],
    })
  return answer !== null
}

describe('small talk is answered', () => {
  it.each<[string, string, Case]>([
    ['nothing else was made of it', 'hello', {}],
    ['nothing is like it', 'thanks', { decided: verdict('classifier', 'refuse', []) }],
    ['it is refused, however near to a command', 'hi', { decided: weighed('pay', 0.9, 'refuse') }],
    ['a command is not likelier than not', 'hello', { decided: weighed('pay', 0.5) }],
    [
      'it is like what every workflow has',
      'hi',
      { decided: weighed(WHAT_CAN_I_DO.id, 0.9, 'route') },
    ],
    ['it is like a command that is gone', 'hello', { decided: weighed('gone', 0.9, 'route') }],
    ['something is asked, and it is about nothing', 'who are you?', { isIdle: false }],
    ['something is asked, and it is more than thanks', 'thanks, how are you', { isIdle: false }],
    [
      'a command is taught other words',
      'hello',
      { desk: (it) => it.command('greet', { utterances: ['hello world'] }) },
    ],
  ])('where %s: “%s”', (_, text, it) => {
    expect(isAnswered(text, it)).toBe(true)
  })

  it.each<[string, string, Case]>([
    ['it says more', 'hello, pay it', {}],
    ['it may be about what is asked', 'great, thanks', { isIdle: false }],
    ['a command is meant', 'hello', { decided: weighed('pay', 0.4, 'route') }],
    ['a command is likelier than not', 'hello', { decided: weighed('pay', 0.51) }],
    ['it is a name', 'hello', { decided: weighed('pay', 1, 'route', 'exact') }],
    ['it is nearly a name', 'hello', { decided: weighed('pay', 0.2, 'ask', 'fuzzy') }],
    [
      'a command is taught it',
      'Hello!',
      { desk: (it) => it.command('greet', { utterances: ['hello'] }) },
    ],
    ['it was corrected', 'hello', { desk: (it) => it.correction('Hello', { meant: 'pay' }) }],
  ])('not where %s: “%s”', (_, text, it) => {
    expect(isAnswered(text, it)).toBe(false)
  })
})
