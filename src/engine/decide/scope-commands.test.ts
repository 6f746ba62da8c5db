import { describe, expect, it } from 'vitest'
import { CORE_COMMANDS } from '#domain/core-commands.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { contextId, workflow } from '#testing/workflow-builder.ts'
import { commandsInScope, jobScopes } from './scope-commands.ts'

const room = workflow()
  .context('ChatRoom', { containers: ['*'] })
  .context('User', { containers: ['ChatRoom'] })
  .context('PremiumUser', { bases: ['User'] })
  .command('quit')
  .command('ChatRoom/send')
  .command('ChatRoom/leave')
  .command('User/send')
  .command('PremiumUser/boost')
  .build()

describe('commands in scope', () => {
  it('are the own, the inherited, and those of the containers, each at its narrowest level', () => {
    const { levels } = commandsInScope(room, scopeAt(room, ['PremiumUser', 'ChatRoom']))
    expect(levels.map(({ commands }) => commands.map(({ id }) => id))).toEqual([
      ['PremiumUser/boost', 'User/send'],
      ['ChatRoom/leave', 'ChatRoom/send'],
      ['quit'],
    ])
  })

  it('are shadowed by a narrower one of their name', () => {
    const { byId } = commandsInScope(room, scopeAt(room, ['PremiumUser', 'ChatRoom']))
    const shadowed = [...byId.values()].filter((command) => command.shadowed).map(({ id }) => id)
    expect(shadowed).toEqual(['ChatRoom/send'])
  })

  it('leave out what is unavailable, and tell it apart', () => {
    const { byId, unavailable } = commandsInScope(
      room,
      scopeAt(room, ['ChatRoom'], ['ChatRoom/leave']),
    )
    expect(byId.has('ChatRoom/leave' as never)).toBe(false)
    expect([...unavailable.keys()]).toEqual(['ChatRoom/leave'])
  })

  it('are available where a narrower level offers them, though a wider one does not', () => {
    const [inner, outer] = scopeAt(room, ['ChatRoom']).levels
    const closed = { ...outer!, unavailable: ['ChatRoom/leave' as never] }
    const { byId, unavailable } = commandsInScope(room, { levels: [inner!, closed] })
    expect(byId.get('ChatRoom/leave' as never)?.level).toBe(0)
    expect([...unavailable.keys()]).toEqual([])
  })

  it('are those that still exist', () => {
    const [level] = scopeAt(room).levels
    const gone = ['gone' as never]
    const scope = { levels: [{ ...level!, available: gone, unavailable: gone }] }
    const { levels, unavailable } = commandsInScope(room, scope)
    expect(levels.map(({ commands }) => commands)).toEqual([[]])
    expect([...unavailable.keys()]).toEqual([])
  })

  it('have the core commands at level 0 everywhere', () => {
    const { core, byId } = commandsInScope(room, scopeAt(room))
    expect(core.map(({ id }) => id)).toEqual(CORE_COMMANDS.map(({ id }) => id))
    expect(core.every(({ id, level }) => level === 0 && byId.has(id))).toBe(true)
  })
})

describe('the scopes of a training', () => {
  it('have the core commands that are taught by words', () => {
    const taught = CORE_COMMANDS.filter(({ utterances }) => utterances.length > 0)
    expect(taught.length).toBeLessThan(CORE_COMMANDS.length)
    for (const { commands } of jobScopes(room)) {
      const core = CORE_COMMANDS.map(({ id }) => id)
      expect(commands.filter((id) => core.includes(id))).toEqual(taught.map(({ id }) => id))
    }
  })

  it('hold what an instance of each context can reach', () => {
    const core = CORE_COMMANDS.map(({ id }) => id as string)
    const reach = (context: string): string[] =>
      (jobScopes(room).find((scope) => scope.context === contextId(context))?.commands ?? [])
        .filter((id) => !core.includes(id))
        .sort()
    expect(reach('*')).toEqual(['quit'])
    expect(reach('ChatRoom')).toEqual(['ChatRoom/leave', 'ChatRoom/send', 'quit'])
    expect(reach('PremiumUser')).toEqual([
      'ChatRoom/leave',
      'ChatRoom/send',
      'PremiumUser/boost',
      'User/send',
      'quit',
    ])
  })
})
