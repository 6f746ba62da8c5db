import { describe, expect, it } from 'vitest'
import { GO_TO_TOP, GO_UP, WHAT_CAN_I_DO, WHERE_AM_I } from '#domain/core-commands.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import { fakeApplication, scopeAt } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { coreReply } from './core-replies.ts'

const document = workflow('Desk')
  .context('Customer', { containers: ['*'] })
  .context('Order', { containers: ['Customer'] })
  .command('help_me', { utterances: ['assist'] })
  .command('Customer/show', { utterances: ['show the customer'] })
  .command('Order/show', { utterances: ['show the order', 'open it'] })
  .command('Order/hide')
  .build()

const replyTo = async (command: CommandId, path: readonly string[] = []): Promise<string> => {
  const application = fakeApplication(() => document, { path })
  return (await coreReply(command, document, scopeAt(document, path), application)).reply
}

describe('going out of an instance', () => {
  it.each([
    [GO_UP.id, ['Order', 'Customer'], 'You are in Customer.'],
    [GO_UP.id, ['Customer'], 'You are at the top.'],
    [GO_UP.id, [], 'You are at the top already.'],
    [GO_TO_TOP.id, ['Order', 'Customer'], 'You are at the top.'],
    [GO_TO_TOP.id, ['Customer'], 'You are at the top.'],
    [GO_TO_TOP.id, [], 'You are at the top already.'],
  ])('%s from %j', async (command, path, reply) => {
    expect(await replyTo(command, path)).toBe(reply)
  })
})

describe('what can be asked for', () => {
  it('has an example where there is one, and nothing twice', async () => {
    const lines = (await replyTo(WHAT_CAN_I_DO.id, ['Order', 'Customer'])).split('\n')
    expect(lines.slice(0, 3)).toEqual(['In Order:', '• Hide', '• Show – “show the order”'])
    expect(lines).toContain('• Help me – “assist”')
    expect(lines.filter((line) => line.includes('Show'))).toHaveLength(1)
  })

  it('is nothing where one is nowhere', async () => {
    const application = fakeApplication(() => document)
    const { reply } = await coreReply(WHAT_CAN_I_DO.id, document, { levels: [] }, application)
    expect(reply).toBe('There is nothing to do here yet.')
  })
})

it('tells where one is by the names of the instances, else of their contexts', async () => {
  const at = (context: string, label: string) => ({
    context: context as ContextId,
    label,
    identity: '',
    available: [],
    unavailable: [],
  })
  const levels = [at('Order', 'W123'), at('Customer', ''), at('gone', ''), at('root', '*')]
  const application = fakeApplication(() => document)
  const { reply } = await coreReply(WHERE_AM_I.id, document, { levels }, application)
  expect(reply).toBe('You are in W123, in Customer.')
})

it('knows none but the commands that every workflow has', async () => {
  await expect(replyTo(commandId('help_me'))).rejects.toThrow('No core command help_me')
})
