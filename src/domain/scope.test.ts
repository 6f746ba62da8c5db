import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandSchema, contextSchema, newDocument, type Document } from './document.ts'
import { ROOT_CONTEXT, type ContextId, type WorkflowId } from './ids.ts'
import { commandInContext, containersOf, effectiveCommands, lineageOf } from './scope.ts'

interface ContextFixture {
  readonly bases?: readonly string[]
  readonly containers?: readonly string[]
  readonly commands?: readonly string[]
}

/** Ids are names; a command's id is `Context/name`. */
function documentOf(contexts: Readonly<Record<string, ContextFixture>>): Document {
  const records = Object.entries(contexts).flatMap(([name, fixture]) => {
    const { bases = [], containers = [], commands = [] } = fixture
    return [
      contextSchema.parse({ kind: 'context', id: name, name, bases, containers }),
      ...commands.map((command, order) =>
        commandSchema.parse({
          kind: 'command',
          id: `${name}/${command}`,
          context: name,
          name: command,
          order,
          handler: { kind: 'reply', template: '' },
        }),
      ),
    ]
  })
  return {
    ...newDocument('workflow' as WorkflowId, 'Test'),
    ...(Object.fromEntries(records.map((record) => [record.id, record])) as Document),
  }
}

const id = (name: string): ContextId => name as ContextId
const offered = (document: Document, context: string): string[] =>
  effectiveCommands(document, id(context)).map(({ command }) => command.id)

describe('effective commands', () => {
  it('are the own ones, then those of bases, own over base and earlier base over later', () => {
    const document = documentOf({
      Order: { bases: ['Payable', 'Shipped'], commands: ['show', 'cancel'] },
      Payable: { commands: ['pay', 'cancel'] },
      Shipped: { commands: ['track', 'pay', 'show'] },
    })
    expect(offered(document, 'Order')).toEqual([
      'Order/show',
      'Order/cancel',
      'Payable/pay',
      'Shipped/track',
    ])
    const from = effectiveCommands(document, id('Order')).map(
      ({ inheritedFrom }) => inheritedFrom?.name,
    )
    expect(from).toEqual([undefined, undefined, 'Payable', 'Shipped'])
  })

  it('take a diamond once, depth first: the base of the first base comes before the second', () => {
    const document = documentOf({
      Bottom: { bases: ['Left', 'Right'] },
      Left: { bases: ['Top'], commands: ['a'] },
      Right: { bases: ['Top'], commands: ['a', 'b', 'c'] },
      Top: { commands: ['b', 'd'] },
    })
    expect(lineageOf(document, id('Bottom'))).toEqual(['Bottom', 'Left', 'Top', 'Right'])
    expect(offered(document, 'Bottom')).toEqual(['Left/a', 'Top/b', 'Top/d', 'Right/c'])
  })

  it('cut a circle of bases, and leave out a base that is not there', () => {
    const document = documentOf({
      A: { bases: ['B', 'gone'], commands: ['a'] },
      B: { bases: ['C'], commands: ['b'] },
      C: { bases: ['A', 'C'], commands: ['c', 'a'] },
    })
    expect(offered(document, 'A')).toEqual(['A/a', 'B/b', 'C/c'])
    expect(offered(document, 'C')).toEqual(['C/c', 'C/a', 'B/b'])
    expect(offered(document, 'gone')).toEqual([])
  })

  it('know no limit of depth', () => {
    const depth = 20_000
    const document = documentOf(
      Object.fromEntries(
        Array.from({ length: depth }, (_, at) => [
          `C${at}`,
          { bases: [`C${at + 1}`], containers: [`C${at + 1}`], commands: [`c${at}`] },
        ]),
      ),
    )
    expect(offered(document, 'C0')).toHaveLength(depth)
    expect(lineageOf(document, id('C0')).at(-1)).toBe(`C${depth - 1}`)
  })
})

describe('containers', () => {
  it('are those of the context and of its bases, nearest first, and the root at last', () => {
    const document = documentOf({
      Premium: { bases: ['User'], containers: ['Lounge'] },
      User: { containers: ['Room', 'Desk'] },
      Room: { containers: ['House'] },
      Desk: { containers: ['Room'] },
      Lounge: {},
      House: {},
    })
    expect(containersOf(document, id('Premium'))).toEqual([
      'Lounge',
      'Room',
      'Desk',
      'House',
      ROOT_CONTEXT,
    ])
    expect(containersOf(document, ROOT_CONTEXT)).toEqual([])
  })

  it("may be the context's own base: a folder inside of a folder", () => {
    const document = documentOf({
      Folder: { bases: ['Entry'], containers: ['Folder'] },
      Entry: { containers: ['Folder'] },
    })
    expect(containersOf(document, id('Entry'))).toEqual(['Folder', ROOT_CONTEXT])
    expect(containersOf(document, id('Folder'))).toEqual([ROOT_CONTEXT])
  })
})

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F']
const someNames = fc.array(fc.constantFrom(...NAMES), { maxLength: 3 })
const anyContexts = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      fc.record({
        bases: someNames,
        containers: someNames,
        commands: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'w'), { maxLength: 3 }),
      }),
    ]),
  ),
)
type Contexts = Readonly<Record<string, Required<ContextFixture>>>

/** What the design says, word by word and in no hurry: the first of its name, walking depth first. */
function naiveOffer(contexts: Contexts, name: string, path: readonly string[] = []): string[] {
  const fixture = contexts[name]
  if (!fixture || path.includes(name)) return []
  const all = [
    ...fixture.commands.map((command) => `${name}/${command}`),
    ...fixture.bases.flatMap((base) => naiveOffer(contexts, base, [...path, name])),
  ]
  return all.filter((one, at) => all.findIndex((other) => leaf(other) === leaf(one)) === at)
}
const leaf = (command: string): string => command.split('/')[1] ?? ''

/** Everything that can be reached by going to a base, or to a container, at least one container. */
function naiveContainers(contexts: Contexts, name: string): Set<string> {
  const reached = new Set<string>()
  let size = -1
  const lineage = (of: string, seen: readonly string[] = []): string[] =>
    seen.includes(of)
      ? []
      : [of, ...(contexts[of]?.bases ?? []).flatMap((base) => lineage(base, [...seen, of]))]
  while (size < reached.size) {
    size = reached.size
    for (const from of [name, ...reached])
      for (const one of lineage(from))
        contexts[one]?.containers.forEach((container) => reached.add(container))
  }
  reached.delete(name)
  return reached.add(ROOT_CONTEXT)
}

describe('any graph of contexts', () => {
  it('offers what a walk through it would find first', () => {
    fc.assert(
      fc.property(anyContexts, (contexts) => {
        const document = documentOf(contexts)
        for (const name of NAMES)
          expect(offered(document, name)).toEqual(naiveOffer(contexts as Contexts, name))
      }),
      { numRuns: 300 },
    )
  })

  it('has the containers that can be reached, each once, the root at last', () => {
    fc.assert(
      fc.property(anyContexts, (contexts) => {
        const document = documentOf(contexts)
        for (const name of NAMES) {
          const found = containersOf(document, id(name))
          expect(new Set<string>(found)).toEqual(naiveContainers(contexts as Contexts, name))
          expect(found).toHaveLength(new Set(found).size)
          expect(found.at(-1)).toBe(ROOT_CONTEXT)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('offers no two commands of one name, and none that is not in the lineage', () => {
    fc.assert(
      fc.property(anyContexts, (contexts) => {
        const document = documentOf(contexts)
        for (const name of NAMES) {
          const commands = effectiveCommands(document, id(name)).map(({ command }) => command)
          expect(new Set(commands.map((command) => command.name)).size).toBe(commands.length)
          const lineage = lineageOf(document, id(name))
          expect(commands.every((command) => lineage.includes(command.context))).toBe(true)
        }
      }),
    )
  })
})

it('finds a command by the name of any context that has it', () => {
  const document = documentOf({
    Ticket: { commands: ['assign', 'close'] },
    Story: { bases: ['Ticket'], commands: ['close'] },
  })
  const called = (path: string): string[] | null => {
    const found = commandInContext(document, path)
    return found && [found.context.name, found.command.id]
  }
  expect(called('Ticket/assign')).toEqual(['Ticket', 'Ticket/assign'])
  expect(called('story/Assign')).toEqual(['Story', 'Ticket/assign'])
  expect(called('Story/close')).toEqual(['Story', 'Story/close'])
  expect(['Epic/assign', 'Story/open', 'assign', 'Story/assign/now'].map(called)).toEqual(
    Array(4).fill(null),
  )
})
