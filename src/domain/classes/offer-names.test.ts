import ts from 'typescript'
import { expect, it } from 'vitest'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import { offer } from './offer.ts'
import type { OfferedCommand } from './offered.ts'

/** What the class `Desk` of this source is offered, by member. */
function offered(body: string, around = ''): ReadonlyMap<string, OfferedCommand> {
  const text = `${around}\nexport class Desk {\n${body}\n}\nexport function start() { return new Desk() }`
  const { contexts } = offer(readClasses([{ path: 'app/main.ts', text }], ts))
  const desk = contexts.find(({ member }) => member === 'Desk')
  return new Map(desk?.commands.map((command) => [command.member, command]))
}

it('does not suggest what is there for lookups', () => {
  const found = offered(`
    /** For lookups. */
    names(): string[] { return [] }
    numbers(): { value: string; label: string }[] { return [] }
    rows(): { value: string; other: string }[] { return [] }
    pairs(): { value: string; label: string; more: string }[] { return [] }
    find(name: string): { value: string; label: string }[] { return [] }
    count(): number { return 1 }`)
  const suggested = [...found.values()].filter(({ isSuggested }) => isSuggested)
  expect(suggested.map(({ name }) => name)).toEqual(['rows', 'pairs', 'find', 'count'])
})

it('takes the fields of a single object for parameters', () => {
  const found = offered(`
    send(to: { street: string; zip: string }): string { return '' }
    try(to?: { street: string }): string { return '' }
    both(to: { street: string }, note: string): string { return '' }
    any(to: {}): string { return '' }`)
  const parameters = (member: string) =>
    found.get(member)?.parameters.map(({ name, required }) => [name, required])
  expect(parameters('Desk.send()')).toEqual([
    ['street', true],
    ['zip', true],
  ])
  expect(found.get('Desk.send()')?.handler).toEqual({
    kind: 'method',
    method: 'send',
    positional: false,
  })
  expect(parameters('Desk.try()')).toEqual([['street', false]])
  expect(parameters('Desk.both()')).toEqual([
    ['to', true],
    ['note', true],
  ])
})

it('calls one of several by their name, or by its own', () => {
  const held = [
    'entries: Entry[]',
    'children: Entry[]',
    'pendings: Entry[]',
    'stories: Entry[]',
    'backlog: Entry[]',
  ]
  const found = offered(
    held.map((each) => `${each} = []`).join('\n'),
    `export class Entry { id = '' }`,
  )
  expect(held.map((each) => found.get(`Desk.${each.split(':')[0]} open`)?.name)).toEqual([
    'open_entry',
    'open_child',
    'open_pending',
    'open_story',
    'open_backlog_entry',
  ])
})

it('offers no way to what cannot be told from the others', () => {
  const found = offered('things: Thing[] = []', 'export class Thing { flag = true }')
  expect(found.has('Desk.things open')).toBe(false)
})
