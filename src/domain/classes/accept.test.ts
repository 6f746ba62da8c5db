import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import { newDocument, type CommandRecord, type Document } from '../document.ts'
import { inOrder } from '../edits/change.ts'
import { renameCommand, updateCommand } from '../edits/commands.ts'
import { updateParameter } from '../edits/parameters.ts'
import { removeRecords } from '../edits/remove.ts'
import { annotate } from '../edits/slots.ts'
import { addUtterances } from '../edits/utterances.ts'
import type { ContextId, WorkflowId } from '../ids.ts'
import { contextsOf, ownCommands, recordsOf, utterancesOf, workflowOf } from '../queries.ts'
import { acceptOffer } from './accept.ts'
import { commandRows, offerDiff, pendingChanges, type OfferDiff } from './offer-diff.ts'

const EMPTY = newDocument('w' as WorkflowId, 'Shop')
const diffOf = (document: Document, text: string, path = 'app/main.ts'): OfferDiff =>
  offerDiff(document, readClasses([{ path, text }], ts))

const rowsOf = (diff: OfferDiff) => [...diff.contexts, ...commandRows(diff)]
const suggested = (diff: OfferDiff): Set<string> =>
  new Set(
    rowsOf(diff).flatMap(({ key, state, offered }) =>
      state !== 'there' && offered?.isSuggested ? [key] : [],
    ),
  )
const all = (diff: OfferDiff): Set<string> =>
  new Set(
    rowsOf(diff)
      .filter(({ state }) => state !== 'same' && state !== 'left-out')
      .map(({ key }) => key),
  )
const states = (diff: OfferDiff): string[] =>
  rowsOf(diff)
    .filter(({ state }) => state !== 'same' && state !== 'left-out')
    .map(({ key, state }) => `${state} ${key.split('#')[1]}`)

const commandNamed = (document: Document, name: string): CommandRecord => {
  const found = recordsOf(document, 'command').find((each) => each.name === name)
  if (!found) throw new Error(`No command ${name}`)
  return found
}

const V1 = `
  export class Order {
    number = ''
    /** Calls it off. */
    cancel(reason: string) { this.number = reason }
    /** Says how it stands. */
    describe() { return this.number }
  }
  export class Item extends Order { readonly parent!: Order; weigh(grams: number) { return grams } }
`
const accepted = (text = V1): Document => {
  const diff = diffOf(EMPTY, text)
  return acceptOffer(diff, suggested(diff))(EMPTY)
}

describe('accepting', () => {
  it('makes contexts, connections and commands, and remembers what was left out', () => {
    const document = accepted()
    const [, order, item] = contextsOf(document)
    expect(item).toMatchObject({ name: 'Item', bases: [order?.id], containers: [order?.id] })
    const named = (id: ContextId | undefined) =>
      ownCommands(document, id as ContextId).map(({ name }) => name)
    expect(named(order?.id)).toEqual(['cancel', 'describe'])
    expect(named(item?.id)).toEqual(['weigh'])
    expect(workflowOf(document).leftOut).toEqual([
      'app/main.ts#Order.number',
      'app/main.ts#Order.number=',
    ])
    expect(pendingChanges(diffOf(document, V1))).toBe(0)
  })

  it('takes no command of a context that is not taken', () => {
    const diff = diffOf(EMPTY, V1)
    const document = acceptOffer(diff, new Set(['app/main.ts#Order.cancel()']))(EMPTY)
    expect(recordsOf(document, 'command')).toEqual([])
  })

  it('connects a base that comes later to what was taken before', () => {
    const diff = diffOf(EMPTY, V1)
    const first = acceptOffer(diff, new Set(['app/main.ts#Item']))(EMPTY)
    const second = acceptOffer(diffOf(first, V1), new Set(['app/main.ts#Order']))(first)
    const order = contextsOf(second).find(({ name }) => name === 'Order')
    expect(contextsOf(second).find(({ name }) => name === 'Item')?.bases).toEqual([order?.id])
  })
})

describe('keeping in step', () => {
  it('finds what is added, changed, renamed and removed', () => {
    const next = V1.replace('cancel(reason: string)', 'callOff(reason: string)')
      .replace('Says how it stands.', 'Tells how it stands.')
      .replace('weigh(grams: number) { return grams }', 'post() {}')
    expect(states(diffOf(accepted(), next))).toEqual([
      'renamed Order.callOff()',
      'changed Order.describe()',
      'new Item.post()',
      'removed Item.weigh()',
    ])
    expect(pendingChanges(diffOf(accepted(), next))).toBe(4)
  })

  it('keeps the utterances and the id of what is renamed, and a name that a person chose', () => {
    const before = accepted()
    const { id } = commandNamed(before, 'cancel')
    const taught = addUtterances(id, ['call it off'], 'seed')(before)
    const next = V1.replace('cancel(', 'callOff(')
    const renamed = acceptOffer(diffOf(taught, next), all(diffOf(taught, next)))(taught)
    expect(commandNamed(renamed, 'call_off')).toMatchObject({
      id,
      handler: { kind: 'method', method: 'callOff' },
    })
    expect(utterancesOf(renamed, id).map(({ text }) => text)).toEqual(['call it off'])
    const own = renameCommand(id, 'stop it')(taught)
    const kept = acceptOffer(diffOf(own, next), all(diffOf(own, next)))(own)
    expect(commandNamed(kept, 'stop_it').handler).toMatchObject({ method: 'callOff' })
    expect(states(diffOf(kept, next))).toEqual([])
  })

  it('lets stand what a person changed, unless the source changed the same and it is accepted', () => {
    const before = accepted()
    const { id } = commandNamed(before, 'cancel')
    const own = updateCommand(id, { description: 'Mine', risk: 'read' })(before)
    const next = V1.replace('cancel(reason: string)', 'cancel(reason: string, days = 1)')
    const diff = diffOf(own, next)
    const taken = acceptOffer(diff, all(diff))(own)
    expect(commandNamed(taken, 'cancel')).toMatchObject({
      description: 'Mine',
      risk: 'read',
      parameters: [{ name: 'reason' }, { name: 'days', defaultValue: 1 }],
    })
    const both = diffOf(taken, next.replace('Calls it off.', 'Ends it.'))
    expect(commandRows(both).find(({ state }) => state === 'changed')?.changes).toEqual([
      { part: 'description', before: 'Mine', after: 'Ends it.', isEdited: true },
    ])
    expect(commandNamed(acceptOffer(both, all(both))(taken), 'cancel').description).toBe('Ends it.')
    const settled = acceptOffer(both, new Set())(taken)
    expect(commandNamed(settled, 'cancel').description).toBe('Mine')
    expect(pendingChanges(offerDiff(settled, both.model))).toBe(0)
  })

  it('changes of a parameter only what the source changed, and renames it in its place', () => {
    const before = accepted()
    const { id, parameters } = commandNamed(before, 'cancel')
    const parameter = parameters[0]?.id
    if (!parameter) throw new Error('No parameter')
    const taught = updateParameter(id, parameter, { examples: ['too late'], description: 'Why' })(
      before,
    )
    const next = V1.replace('cancel(reason: string)', "cancel(because: 'late' | 'broken')")
    const diff = diffOf(taught, next)
    expect(commandNamed(acceptOffer(diff, all(diff))(taught), 'cancel').parameters).toMatchObject([
      {
        id: parameter,
        name: 'because',
        type: 'enum',
        choices: [{ value: 'late' }, { value: 'broken' }],
        examples: ['too late'],
        description: 'Why',
      },
    ])
  })

  it('keeps what is marked of the fields an object still has, and calls templates by new names', () => {
    const source = (name: string, members: string): string =>
      `interface Address { ${members} }
       export class Order { send(${name}: Address, fast: boolean) { return '' } }`
    const before = accepted(source('to', 'street: string; city: string'))
    const { id, parameters } = commandNamed(before, 'send')
    const [street, city] = parameters[0]!.fields
    const added = addUtterances(id, ['send it to Elm 5, Ulm or {to.city}'])(before)
    const [utterance] = utterancesOf(added, id)
    const marked = inOrder(
      annotate(utterance!.id, street!.id, { start: 11, end: 16 }),
      annotate(utterance!.id, city!.id, { start: 18, end: 21 }),
    )(added)
    const diff = diffOf(marked, source('place', 'city: string; country: string'))
    const after = acceptOffer(diff, all(diff))(marked)
    expect(commandNamed(after, 'send').parameters[0]?.fields[0]).toMatchObject({
      id: city!.id,
      name: 'city',
    })
    expect(utterancesOf(after, id)).toMatchObject([
      {
        text: 'send it to Elm 5, Ulm or {place.city}',
        slots: [{ parameter: city!.id, start: 18, end: 21 }],
      },
    ])
  })

  it('follows a class that is renamed or whose file is moved', () => {
    const before = accepted()
    const renamed = diffOf(before, V1.replaceAll('Order', 'Purchase'))
    expect(states(renamed)).toEqual(['renamed Purchase'])
    const next = acceptOffer(renamed, all(renamed))(before)
    expect(contextsOf(next).map(({ name }) => name)).toEqual(['*', 'Purchase', 'Item'])
    expect(states(offerDiff(next, renamed.model))).toEqual([])
    expect(states(diffOf(before, V1, 'app/order.ts'))).toEqual([])
  })

  it('removes only what is accepted, and never while a file does not parse', () => {
    const before = accepted()
    const gone = diffOf(before, V1.replace('describe() { return this.number }', ''))
    expect(states(gone)).toEqual(['removed Order.describe()'])
    expect(acceptOffer(gone, new Set())(before)).toEqual(before)
    const names = recordsOf(acceptOffer(gone, all(gone))(before), 'command').map(({ name }) => name)
    expect(names.sort()).toEqual(['cancel', 'weigh'])
    const broken = diffOf(before, `${V1} export class {{`)
    expect(states(broken)).toEqual([])
    expect(acceptOffer(broken, all(broken))(before)).toEqual(before)
  })

  it('offers anew what a person deleted, as long as it is not left out', () => {
    const before = accepted()
    const without = removeRecords([commandNamed(before, 'cancel').id])(before)
    expect(states(diffOf(without, V1))).toEqual(['new Order.cancel()'])
    expect(
      states(
        offerDiff(acceptOffer(diffOf(without, V1), new Set())(without), diffOf(without, V1).model),
      ),
    ).toEqual([])
  })

  it('sees what a person made for the same before', () => {
    const before = accepted()
    const { id } = commandNamed(before, 'cancel')
    const unlinked: Document = {
      ...before,
      [id]: {
        ...commandNamed(before, 'cancel'),
        name: 'call_it_off',
        source: null,
        handler: { kind: 'code', source: 'export default (i, { self }) => self.cancel(i.reason)' },
      },
    }
    const row = commandRows(diffOf(unlinked, V1)).find(({ key }) => key.endsWith('cancel()'))
    expect(row).toMatchObject({ state: 'there', by: { id } })
  })
})

/** Classes of a few members with types that can be said and such that cannot. */
const typeName = fc.constantFrom(
  'string',
  'number',
  'Date',
  "'a' | 'b'",
  'string[]',
  'C0',
  'C1',
  '() => void',
  '{ xY: Date }',
)
const parameter = fc.tuple(fc.constantFrom('a', 'bC', 'd'), typeName)
const method = fc.tuple(
  fc.constantFrom('get', 'cancelAll', 'doIt', 'open', 'listC0'),
  fc.uniqueArray(parameter, { selector: ([name]) => name, maxLength: 3 }),
  fc.constantFrom('void', 'C0 | undefined', 'Promise<string>', 'C1[]'),
)
const property = fc.tuple(fc.constantFrom('id', 'name', 'parent', 'c0', 'list'), typeName)
const members = fc.tuple(
  fc.uniqueArray(method, { selector: ([name]) => name, maxLength: 4 }),
  fc.uniqueArray(property, { selector: ([name]) => name, maxLength: 4 }),
)
const classText = (
  [methods, properties]: typeof members extends fc.Arbitrary<infer T> ? T : never,
  index: number,
): string =>
  `export class C${index} ${index === 2 ? 'extends C0 ' : ''}{
    ${properties.map(([name, type]) => `${name}!: ${type}`).join('\n')}
    ${methods.map(([name, given, returns]) => `${name}(${given.map(([each, type]) => `${each}: ${type}`).join(', ')}): ${returns} { return ${index} as never }`).join('\n')}
  }`
const program = fc
  .tuple(members, members, members, fc.boolean())
  .map(
    ([a, b, c, hasRoot]) =>
      [a, b, c].map(classText).join('\n') +
      (hasRoot ? '\nexport const start = () => new C0()' : ''),
  )

describe('whatever the source', () => {
  it('what was accepted is not offered again, and nothing of it has changed', () => {
    fc.assert(
      fc.property(program, fc.infiniteStream(fc.boolean()), (text, choice) => {
        const diff = diffOf(EMPTY, text)
        const keys = new Set([...all(diff)].filter(() => choice.next().value))
        const document = acceptOffer(diff, keys)(EMPTY)
        const again = diffOf(document, text)
        expect(pendingChanges(again)).toBe(0)
        for (const row of rowsOf(again)) {
          expect(['same', 'left-out', 'new', 'there']).toContain(row.state)
          // A command goes with its context; all others that were chosen are there.
          if (keys.has(row.key) && !row.key.includes('.', row.key.indexOf('#')))
            expect(row.record).not.toBeNull()
        }
        expect(acceptOffer(again, new Set())(document)).toEqual(document)
      }),
      { numRuns: 60 },
    )
  })

  it('going on to another source and accepting all leaves nothing to decide', () => {
    fc.assert(
      fc.property(program, program, (first, second) => {
        const start = diffOf(EMPTY, first)
        const before = acceptOffer(start, all(start))(EMPTY)
        const step = diffOf(before, second)
        const after = acceptOffer(step, all(step))(before)
        expect(pendingChanges(diffOf(after, second))).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})
