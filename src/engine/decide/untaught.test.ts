import { describe, expect, it } from 'vitest'
import { GO_UP } from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import type { Decision } from './decision.ts'
import { verdict, type RungInput } from './rung.ts'
import { commandsInScope } from './scope-commands.ts'
import { orUntaught } from './untaught.ts'

const clinic = workflow()
  .context('Patient', { containers: ['*'] })
  .command('admit', { parameters: { name: {} } })
  .command('admit_again', { parameters: { name: {} } })
  .command('book', { parameters: { day: { type: 'date' }, reason: {} } })
  .command('close')
  .command('greet', { parameters: { name: {} }, utterances: ['hello'] })
  .command('Patient/weigh', { parameters: { kg: { type: 'number' } } })
  .build()

const inputOf = (text: string, path: string[] = []): RungInput => ({
  text,
  document: clinic,
  scope: commandsInScope(clinic, scopeAt(clinic, path)),
  model: FAKE_MODEL,
})

const REFUSED = verdict('classifier', 'refuse', [], {
  refusal: { kind: 'out-of-scope' },
  inScope: 0.2,
  thresholds: { route: 0.5, gap: 0.1, outOfScope: 0.5 },
})

const NONE: ReadonlySet<CommandId> = new Set()

describe('a message that begins with the name of a command that nobody taught', () => {
  it.each<[text: string, command: string, rest: string, values: Decision['inlineValues']]>([
    ['admit Zoe Fox', 'admit', 'Zoe Fox', { name: 'Zoe Fox' }],
    [
      'Admit the man from yesterday',
      'admit',
      'the man from yesterday',
      { name: 'the man from yesterday' },
    ],
    // The longest name is the one that is meant.
    ['admit again Zoe', 'admit_again', 'Zoe', { name: 'Zoe' }],
    // What could be several values, or must be read, is left to be read.
    ['book next friday', 'book', 'next friday', null],
    ['weigh 82.5 kg', 'Patient/weigh', '82.5 kg', null],
  ])('is asked about, with what follows for values: “%s”', (text, command, rest, values) => {
    const found = orUntaught(REFUSED, inputOf(text, ['Patient']), NONE)
    expect(found).toMatchObject({
      outcome: 'ask',
      candidates: [{ command: commandId(command) }],
      refusal: null,
      inlineText: rest,
      inlineValues: values,
      inScope: 0.2,
      thresholds: REFUSED.thresholds,
    })
  })

  it.each([
    ['only begins like it', 'admittedly Zoe is ill'],
    ['is the name alone, which was weighed already', 'admit'],
    ['names it later on', 'please admit Zoe'],
    ['names one that takes no values', 'close to the window'],
    ['names one that can be said in other ways', 'greet my dentist'],
    ['names one that is offered elsewhere', 'weigh 82 kg'],
    ['names what is part of Espalier', `${GO_UP.title} to the roof`],
  ])('is refused as before where it %s', (_, text) => {
    expect(orUntaught(REFUSED, inputOf(text), NONE)).toBe(REFUSED)
  })

  it('stays what it was found to be, and is not what it was said not to mean', () => {
    const asked = verdict('classifier', 'ask', [])
    expect(orUntaught(asked, inputOf('admit Zoe'), NONE)).toBe(asked)
    expect(orUntaught(null, inputOf('admit Zoe'), NONE)).toBeNull()
    expect(orUntaught(REFUSED, inputOf('admit Zoe'), new Set([commandId('admit')]))).toBe(REFUSED)
  })
})
