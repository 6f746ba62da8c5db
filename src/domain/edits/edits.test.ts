import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  correctionSchema,
  documentRecordSchema,
  newDocument,
  type Document,
  type Edit,
  type RecordKind,
} from '../document.ts'
import { newId, ROOT_CONTEXT, type CommandId, type ParameterId, type WorkflowId } from '../ids.ts'
import { withFields } from '../parameter.ts'
import { recordsOf } from '../queries.ts'
import { lineageOf } from '../scope.ts'
import {
  addCommand,
  duplicateCommand,
  moveCommand,
  renameCommand,
  reorderCommand,
} from './commands.ts'
import { connect, disconnect, reconnect } from './connections.ts'
import { addContext, placeRecords, renameContext } from './contexts.ts'
import { addCorrection } from './corrections.ts'
import { addNote } from './notes.ts'
import {
  addParameter,
  removeParameter,
  renameParameter,
  reorderParameter,
  updateParameter,
} from './parameters.ts'
import { removeRecords } from './remove.ts'
import { annotate, removeSlot } from './slots.ts'
import { addSourceFile, renameSourceFile } from './source-files.ts'
import { addUtterances, moveUtterances, setHeldOut, updateUtterance } from './utterances.ts'
import { updateSettings, updateWorkflow } from './workflow.ts'

/** Picks records of whatever document the edit meets, so that edits of any order make sense. */
type Pick = <Kind extends RecordKind>(kind: Kind, nth: number) => string
type Step = (pick: Pick, document: Document) => Edit

const nth = fc.nat(20)
const words = fc.oneof(
  fc.constantFrom(
    'cancel order',
    'Order',
    'wildcard',
    '',
    '   ',
    '注文',
    'a\u0000b',
    'x'.repeat(2_001),
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.string({ maxLength: 12 }),
)
const place = fc.integer({ min: -3, max: 12 })
const connection = fc.record({
  kind: fc.constantFrom('base' as const, 'container' as const),
  a: nth,
  b: nth,
})

const parameterOf = (document: Document, command: string, index: number): ParameterId => {
  const record = document[command]
  const parameters = record?.kind === 'command' ? record.parameters : []
  const all = withFields(parameters)
  return all[index % Math.max(1, all.length)]?.id ?? ('none' as ParameterId)
}

const step: fc.Arbitrary<Step> = fc.oneof(
  words.map(
    (name): Step =>
      () =>
        addContext(newId(), name),
  ),
  fc.tuple(nth, words).map(
    ([n, name]): Step =>
      (pick) =>
        renameContext(pick('context', n) as never, name),
  ),
  fc.tuple(nth, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })).map(
    ([n, x]): Step =>
      (pick) =>
        placeRecords(new Map([[pick('context', n), { x, y: -x }]])),
  ),
  connection.map(
    ({ kind, a, b }): Step =>
      (pick) =>
        connect({ kind, from: pick('context', a) as never, to: pick('context', b) as never }),
  ),
  connection.map(
    ({ kind, a, b }): Step =>
      (pick) =>
        disconnect({ kind, from: pick('context', a) as never, to: pick('context', b) as never }),
  ),
  fc.tuple(connection, connection).map(
    ([one, two]): Step =>
      (pick) =>
        reconnect(
          {
            kind: one.kind,
            from: pick('context', one.a) as never,
            to: pick('context', one.b) as never,
          },
          {
            kind: two.kind,
            from: pick('context', two.a) as never,
            to: pick('context', two.b) as never,
          },
        ),
  ),
  fc.tuple(nth, words).map(
    ([n, name]): Step =>
      (pick) =>
        addCommand(newId(), pick('context', n) as never, name),
  ),
  fc.tuple(nth, words).map(
    ([n, name]): Step =>
      (pick) =>
        renameCommand(pick('command', n) as never, name),
  ),
  fc.tuple(nth, nth).map(
    ([n, m]): Step =>
      (pick) =>
        moveCommand(pick('command', n) as never, pick('context', m) as never),
  ),
  fc.tuple(nth, place).map(
    ([n, to]): Step =>
      (pick) =>
        reorderCommand(pick('command', n) as never, to),
  ),
  nth.map(
    (n): Step =>
      (pick) =>
        duplicateCommand(pick('command', n) as never, newId()),
  ),
  fc.tuple(nth, words).map(
    ([n, name]): Step =>
      (pick) =>
        addParameter(pick('command', n) as never, newId(), name),
  ),
  fc.tuple(nth, nth, words).map(([n, m, name]): Step => (pick, document) => {
    const command = pick('command', n) as CommandId
    return addParameter(command, newId(), name, parameterOf(document, command, m))
  }),
  nth.map(
    (n): Step =>
      (pick, document) =>
        recordsOf(document, 'command').length === 0
          ? (same) => same
          : updateWorkflow({
              startup: { kind: 'action', command: pick('command', n) as CommandId, values: {} },
            }),
  ),
  fc.tuple(nth, nth, words, place).map(([n, m, name, to]): Step => (pick, document) => {
    const command = pick('command', n) as CommandId
    const parameter = parameterOf(document, command, m)
    if (to < 0) return removeParameter(command, parameter)
    if (to < 4) return renameParameter(command, parameter, name)
    if (to < 8) return reorderParameter(command, parameter, to)
    const known = recordsOf(document, 'command').slice(0, 2)
    return updateParameter(command, parameter, { availableFrom: known.map(({ id }) => id) })
  }),
  fc.tuple(nth, fc.array(words, { maxLength: 4 })).map(
    ([n, texts]): Step =>
      (pick) =>
        addUtterances(pick('command', n) as never, texts),
  ),
  fc.tuple(nth, words).map(
    ([n, text]): Step =>
      (pick) =>
        updateUtterance(pick('utterance', n) as never, text),
  ),
  fc.tuple(nth, nth, nth, nth).map(([n, m, start, length]): Step => (pick, document) => {
    const utterance = document[pick('utterance', n)]
    const command = utterance?.kind === 'utterance' ? utterance.command : ''
    const parameter = parameterOf(document, command, m)
    return annotate(pick('utterance', n) as never, parameter, { start, end: start + length })
  }),
  fc.tuple(nth, nth).map(
    ([n, start]): Step =>
      (pick) =>
        removeSlot(pick('utterance', n) as never, start),
  ),
  nth.map(
    (n): Step =>
      (pick) =>
        setHeldOut([pick('utterance', n) as never], n % 2 === 0),
  ),
  fc.tuple(nth, nth).map(
    ([n, m]): Step =>
      (pick) =>
        moveUtterances([pick('utterance', n) as never], pick('command', m) as never),
  ),
  fc.tuple(nth, nth, words).map(
    ([n, m, text]): Step =>
      (pick, document) =>
        recordsOf(document, 'command').length === 0
          ? (same) => same
          : addCorrection({
              id: newId(),
              text,
              context: pick('context', n),
              meant: m % 3 === 0 ? null : pick('command', m),
              mistaken: m % 2 === 0 ? null : pick('command', n),
              at: n,
            }),
  ),
  words.map(
    (text): Step =>
      () =>
        addNote(newId(), { x: 0, y: 0 }, text),
  ),
  words.map(
    (path): Step =>
      () =>
        addSourceFile(newId(), path),
  ),
  fc.tuple(nth, words).map(
    ([n, path]): Step =>
      (pick) =>
        renameSourceFile(pick('source-file', n) as never, path),
  ),
  words.map(
    (name): Step =>
      () =>
        updateWorkflow({ name }),
  ),
  nth.map(
    (n): Step =>
      () =>
        updateSettings({ routeThreshold: n % 2 === 0 ? null : n / 20 }),
  ),
  fc
    .tuple(fc.constantFrom<RecordKind>('context', 'command', 'utterance', 'note', 'workflow'), nth)
    .map(
      ([kind, n]): Step =>
        (pick) =>
          removeRecords([pick(kind, n)]),
    ),
)

function play(steps: readonly Step[]): Document {
  let document = newDocument('w' as WorkflowId, 'Test')
  for (const next of steps) {
    const pick: Pick = (kind, n) => {
      const records = recordsOf(document, kind)
      return records[n % Math.max(1, records.length)]?.id ?? 'nothing'
    }
    document = next(pick, document)(document)
  }
  return document
}

/** Every reference that points nowhere, as `record → id`. */
function dangling(document: Document): string[] {
  const found: string[] = []
  for (const record of Object.values(document)) {
    const check = (id: string | null, kind: RecordKind): void => {
      if (id !== null && document[id]?.kind !== kind) found.push(`${record.kind} → ${id}`)
    }
    if (record.kind === 'context')
      [...record.bases, ...record.containers].forEach((id) => check(id, 'context'))
    if (record.kind === 'command') {
      check(record.context, 'context')
      withFields(record.parameters)
        .flatMap((parameter) => parameter.availableFrom)
        .forEach((id) => check(id, 'command'))
    }
    if (record.kind === 'workflow' && record.startup?.kind === 'action')
      check(record.startup.command, 'command')
    if (record.kind === 'correction') {
      check(record.context, 'context')
      check(record.meant, 'command')
      check(record.mistaken, 'command')
    }
    if (record.kind === 'utterance') {
      const command = document[record.command]
      const known =
        command?.kind === 'command' ? withFields(command.parameters).map(({ id }) => id) : []
      for (const { parameter, start, end } of record.slots)
        if (!known.includes(parameter) || start >= end || end > record.text.length)
          found.push(`slot ${start}–${end} of ${JSON.stringify(record.text)}`)
      check(record.command, 'command')
    }
  }
  return found
}

describe('edits, in any order', () => {
  const anyDocument = fc.array(step, { minLength: 20, maxLength: 60 }).map(play)

  it('leave records that their schemas accept, whose references resolve', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const [id, record] of Object.entries(document)) {
          expect(documentRecordSchema.parse(record)).toEqual(record)
          expect(record.id).toBe(id)
        }
        expect(dangling(document)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('keep the root, the workflow, unique names and acyclic inheritance', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(document[ROOT_CONTEXT]).toMatchObject({ name: '*', containers: [] })
        expect(recordsOf(document, 'workflow')).toHaveLength(1)
        const contexts = recordsOf(document, 'context')
        expect(new Set(contexts.map(({ name }) => name)).size).toBe(contexts.length)
        const leaves = recordsOf(document, 'command').map(
          ({ context, name }) => `${context}/${name}`,
        )
        expect(new Set(leaves).size).toBe(leaves.length)
        for (const { id, bases } of contexts)
          for (const base of bases) expect(lineageOf(document, base)).not.toContain(id)
      }),
      { numRuns: 150 },
    )
  })

  it('do not touch the document they are given', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 20 }), step, (steps, last) => {
        const before = play(steps)
        const copy = structuredClone(before)
        last((kind, n) => recordsOf(before, kind)[n]?.id ?? 'nothing', before)(before)
        expect(before).toEqual(copy)
      }),
      { numRuns: 80 },
    )
  })
})

describe('fields of an object', () => {
  const command = 'c' as CommandId
  const [address, street, zip] = ['address', 'street', 'zip'] as unknown as [
    ParameterId,
    ParameterId,
    ParameterId,
  ]
  const document = [
    addCommand(command, ROOT_CONTEXT, 'move'),
    addParameter(command, address, 'address'),
    updateParameter(command, address, { type: 'object' }),
    addParameter(command, street, 'street', address),
    addParameter(command, zip, 'street', address),
  ].reduce((current, edit) => edit(current), newDocument('w' as WorkflowId, 'Test'))
  const shape = (edit: Edit) => {
    const [record] = recordsOf(edit(document), 'command')
    return record?.parameters.map(({ name, fields }) => [name, fields.map((each) => each.name)])
  }

  it('are added, named among each other, moved, changed and removed by their ids', () => {
    expect(shape((same) => same)).toEqual([['address', ['street', 'street_2']]])
    expect(shape(renameParameter(command, zip, 'Zip code'))).toEqual([
      ['address', ['street', 'zip_code']],
    ])
    expect(shape(renameParameter(command, zip, 'address'))).toEqual([
      ['address', ['street', 'address']],
    ])
    expect(shape(reorderParameter(command, zip, 0))).toEqual([['address', ['street_2', 'street']]])
    expect(shape(removeParameter(command, street))).toEqual([['address', ['street_2']]])
    expect(shape(addParameter(command, newId(), 'no', zip))).toEqual(shape((same) => same))
  })

  it('leave the document as it is where there is no such field', () => {
    const none = 'none' as ParameterId
    expect(removeParameter(command, none)(document)).toEqual(document)
    expect(renameParameter(command, none, 'x')(document)).toBe(document)
  })

  it('have ids of their own in a copy of the command', () => {
    const copied = duplicateCommand(command, 'd' as CommandId)(document)
    const ids = recordsOf(copied, 'command').flatMap(({ parameters }) =>
      withFields(parameters).map(({ id }) => id),
    )
    expect(ids).toHaveLength(6)
    expect(new Set(ids).size).toBe(6)
  })
})

it('renaming a parameter takes the value that a conversation begins with along', () => {
  const command = 'c' as CommandId
  const size = 'size' as ParameterId
  const document = [
    addCommand(command, ROOT_CONTEXT, 'book'),
    addParameter(command, size, 'size'),
    updateWorkflow({ startup: { kind: 'action', command, values: { size: 2 } } }),
    renameParameter(command, size, 'Party size'),
  ].reduce((current, edit) => edit(current), newDocument('w' as WorkflowId, 'Test'))
  expect(recordsOf(document, 'workflow')).toMatchObject([
    { startup: { values: { party_size: 2 } } },
  ])
  expect(renameParameter(command, size, 'party size')(document)).toBe(document)
})

it('a correction of a correction replaces it', () => {
  const base = newDocument('w' as WorkflowId, 'Test')
  const first = {
    id: 'c1' as never,
    text: 'hi',
    context: ROOT_CONTEXT,
    meant: null,
    mistaken: null,
    at: 1,
  }
  const second = { ...first, id: 'c2' as never, at: 2 }
  const document = addCorrection(second)(addCorrection(first)(base))
  expect(recordsOf(document, 'correction')).toEqual([
    correctionSchema.parse({ kind: 'correction', ...second }),
  ])
})
