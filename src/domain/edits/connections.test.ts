import { describe, expect, it } from 'vitest'
import { newDocument } from '../document.ts'
import { ROOT_CONTEXT, type CommandId, type ContextId, type WorkflowId } from '../ids.ts'
import { ownCommands, recordById } from '../queries.ts'
import { inOrder } from './change.ts'
import { addCommand, moveCommand, reorderCommand } from './commands.ts'
import { canConnect, connect, reconnect } from './connections.ts'
import { addContext, renameContext } from './contexts.ts'
import { removeRecords } from './remove.ts'

const USER = 'user' as ContextId
const PREMIUM = 'premium' as ContextId
const GOLD = 'gold' as ContextId

const people = inOrder(
  addContext(USER, 'User'),
  addContext(PREMIUM, 'premium user'),
  addContext(GOLD, 'GoldUser'),
  connect({ kind: 'base', from: PREMIUM, to: USER }),
  connect({ kind: 'base', from: GOLD, to: PREMIUM }),
  connect({ kind: 'container', from: USER, to: ROOT_CONTEXT }),
)(newDocument('w' as WorkflowId, 'Test'))

describe('connecting contexts', () => {
  it.each([
    [
      'a cycle of bases',
      'base',
      USER,
      GOLD,
      'GoldUser inherits from User; it cannot go both ways.',
    ],
    ['itself as its base', 'base', USER, USER, 'A context cannot inherit from itself.'],
    [
      'the root as a base',
      'base',
      USER,
      ROOT_CONTEXT,
      'The commands of the root are offered everywhere already.',
    ],
    [
      'the root inside of something',
      'container',
      ROOT_CONTEXT,
      USER,
      'The root is not inside of anything.',
    ],
    ['the same again', 'base', PREMIUM, USER, 'They are connected like this already.'],
  ] as const)('refuses %s, with the reason', (_, kind, from, to, because) => {
    expect(canConnect(people, { kind, from, to })).toEqual({ because })
    expect(connect({ kind, from, to })(people)).toBe(people)
  })

  it('allows a context inside itself: a tree', () => {
    expect(canConnect(people, { kind: 'container', from: USER, to: USER })).toBe(true)
  })

  it('keeps the old connection where the new one is not allowed', () => {
    const old = { kind: 'base', from: PREMIUM, to: USER } as const
    expect(reconnect(old, { kind: 'base', from: PREMIUM, to: GOLD })(people)).toBe(people)
    const turned = reconnect(old, { kind: 'container', from: PREMIUM, to: USER })(people)
    expect(recordById(turned, 'context', PREMIUM)).toMatchObject({ bases: [], containers: [USER] })
  })
})

describe('contexts and commands', () => {
  it('get a valid name of what was typed, and a free one where it is taken', () => {
    expect(recordById(people, 'context', PREMIUM)?.name).toBe('PremiumUser')
    const twice = renameContext(GOLD, 'user')(people)
    expect(recordById(twice, 'context', GOLD)?.name).toBe('User2')
    expect(renameContext(ROOT_CONTEXT, 'Everything')(people)).toBe(people)
    expect(renameContext(GOLD, '!!!')(people)).toBe(people)
  })

  it('are removed with what is in them; references from elsewhere go too', () => {
    const filled = addCommand('hi' as CommandId, USER, 'say hi')(people)
    const removed = removeRecords([USER, ROOT_CONTEXT])(filled)
    expect(Object.keys(removed).sort()).toEqual(['gold', 'premium', 'root', 'w'])
    expect(recordById(removed, 'context', PREMIUM)?.bases).toEqual([])
  })

  it('keep their order when moved and reordered', () => {
    const [a, b, c] = ['a', 'b', 'c'] as CommandId[] as [CommandId, CommandId, CommandId]
    const three = inOrder(
      addCommand(a, USER, 'first'),
      addCommand(b, USER, 'second'),
      addCommand(c, GOLD, 'first'),
      moveCommand(c, USER),
      reorderCommand(c, 0),
    )(people)
    expect(ownCommands(three, USER).map(({ name }) => name)).toEqual(['first_2', 'first', 'second'])
  })
})
