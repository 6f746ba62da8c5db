import { describe, expect, it } from 'vitest'
import { commandSchema, type CommandRecord } from '#domain/document.ts'
import { appSpec } from './app-spec.ts'
import { starterHandler, typesFor } from './declarations.ts'
import { appDocument } from './fixture.ts'

const command = (context: string, parameters: readonly object[] = []): CommandRecord =>
  commandSchema.parse({
    kind: 'command',
    id: 'c',
    context,
    name: 'open_it',
    handler: { kind: 'code', source: '' },
    parameters,
  })

const inputOf = (parameter: object): string => {
  const given = command('root', [{ id: 'p', name: 'value', ...parameter }])
  return /Input \{\n([\s\S]*?)\n\}/.exec(typesFor(appDocument({}), given))?.[1] ?? ''
}

describe('the type of a value', () => {
  it.each([
    [{ type: 'time' }, '  /** `HH:MM` */\n  readonly value: string'],
    [{ type: 'date' }, '  /** `YYYY-MM-DD` */\n  readonly value: string'],
    [{ type: 'enum', choices: [] }, '  readonly value: string'],
    [{ type: 'list', itemType: 'time' }, '  /** `HH:MM` */\n  readonly value: readonly (string)[]'],
    [{ type: 'number', unit: 'kg', required: false }, '  /** In kg. */\n  readonly value?: number'],
  ])('of %j', (parameter, text) => {
    expect(inputOf(parameter)).toBe(text)
  })
})

describe('the type of an instance', () => {
  const document = appDocument({
    files: { 'app/room.ts': 'export default class Room {}\nclass Hidden {}' },
    contexts: {
      Room: { containers: ['Gone'] },
      Hidden: {},
      'Two words': {},
    },
  })

  it.each([
    ['Room', 'Room', 'Record<string, any>'],
    // Not exported, so not to be named by a handler.
    ['Hidden', 'Record<string, any>', 'Record<string, any>'],
    ['Two words', 'Record<string, any>', 'Record<string, any>'],
    ['root', 'Record<string, any>', 'unknown'],
    // Its context was removed a moment ago.
    ['Gone', 'Record<string, any>', 'Record<string, any>'],
  ])('of %s is %s', (context, self, parent) => {
    const types = typesFor(document, command(context))
    expect(types).toContain(`readonly self: ${self}\n`)
    expect(types).toContain(`readonly parent: ${parent}\n`)
  })

  it('comes from where the class is exported, by default or by name', () => {
    expect(typesFor(document, command('Room'))).toContain("import type Room from '../../app/room'")
  })

  it('is told in a handler that begins, without a word about what is not described', () => {
    const starter = starterHandler(document, command('Room'))
    expect(starter).toContain('`self` is the Room one is in')
    expect(starter).not.toContain('/**')
    expect(starterHandler(document, command('root'))).toContain('`self` is what start() returned')
  })
})

describe('what is looked up', () => {
  it('is found at any depth, and where a field on the way is not looked up itself', () => {
    const looked = appDocument({})
    const fields = [
      { id: 'f1', name: 'street', type: 'string' },
      {
        id: 'f2',
        name: 'country',
        type: 'object',
        fields: [{ id: 'f3', name: 'code', type: 'string', lookup: ' root.codes ' }],
      },
    ]
    const order = command('root', [{ id: 'p', name: 'to', type: 'object', fields }])
    const [only] = appSpec({ ...looked, [order.id]: order }).commands
    expect(only?.fields.map(({ name, lookup }) => ({ name, lookup }))).toEqual([
      { name: 'to.country.code', lookup: 'root.codes' },
    ])
  })
})
