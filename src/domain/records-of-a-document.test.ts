import { describe, expect, it } from 'vitest'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import { commandSchema, contextSchema, newDocument, type Document } from './document.ts'
import type { WorkflowId } from './ids.ts'
import { problems, problemsOf } from './problems.ts'
import { ownCommands, qualifiedName, recordById, recordsOf, workflowOf } from './queries.ts'
import { diffRecords } from './records.ts'
import { rekeyWorkflow } from './rekey-workflow.ts'
import { containersOf, effectiveCommands, lineageOf } from './scope.ts'

const context = (id: string, more: object = {}) =>
  contextSchema.parse({ kind: 'context', id, name: id, ...more })
const command = (id: string, home: string, more: object = {}) =>
  commandSchema.parse({
    kind: 'command',
    id,
    context: home,
    name: id,
    handler: { kind: 'reply', template: '' },
    ...more,
  })
const holding = (...records: Document[string][]): Document => ({
  ...newDocument('w' as WorkflowId, 'Test'),
  ...Object.fromEntries(records.map((record) => [record.id, record])),
})

describe('the workflow record', () => {
  it('is found again after another document was asked, and missed where it is not', () => {
    const [one, two] = [
      newDocument('one' as WorkflowId, 'One'),
      newDocument('two' as WorkflowId, 'Two'),
    ]
    expect([workflowOf(one).name, workflowOf(two).name, workflowOf(one).name]).toEqual([
      'One',
      'Two',
      'One',
    ])
    expect(() => workflowOf({})).toThrow('without a workflow record')
  })

  it('gets another id, and nothing else changes', () => {
    const document = holding(context('Order'))
    const copy = rekeyWorkflow(document, 'copy' as WorkflowId)
    expect(Object.keys(copy).sort()).toEqual(['Order', 'copy', 'root'])
    expect(workflowOf(copy)).toEqual({ ...workflowOf(document), id: 'copy' })
    expect(copy['Order']).toBe(document['Order'])
  })
})

it('lists commands in their order, and by id where that is the same', () => {
  const document = holding(
    command('c', 'root', { order: 1 }),
    command('b', 'root', { order: 0 }),
    command('a', 'root', { order: 1 }),
  )
  expect(ownCommands(document, contextId('*')).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
  expect(recordById(document, 'context', 'a')).toBeUndefined()
  expect(recordById(document, 'command', null)).toBeUndefined()
})

it('calls a command by its context, and one of no context or the root by its name', () => {
  const document = holding(context('Order'))
  expect(qualifiedName(document, command('ship', 'Order'))).toBe('Order/ship')
  expect(qualifiedName(document, command('ship', 'root'))).toBe('ship')
  expect(qualifiedName(document, command('ship', 'gone'))).toBe('ship')
})

it('takes a key without a record for a record that is not there', () => {
  type Row = { readonly id: string }
  const absent = undefined as unknown as Row
  const a = { id: 'a' }
  expect(diffRecords<Row>({ a, b: absent }, { a: absent, c: a })).toEqual({
    added: { c: a },
    updated: {},
    removed: { a },
  })
  expect(recordsOf({ ...holding(), gone: absent as never }, 'context')).toHaveLength(1)
})

describe('what a context offers', () => {
  it('is its own before that of its bases, of two bases that of the earlier', () => {
    const document = workflow()
      .context('Base')
      .context('Left', { bases: ['Base'] })
      .context('Right', { bases: ['Base'] })
      .context('Heir', { bases: ['Left', 'Right'] })
      .command('Base/show')
      .command('Base/close')
      .command('Left/pay')
      .command('Right/pay')
      .command('Right/show')
      .command('Heir/close')
      .build()
    expect(
      effectiveCommands(document, contextId('Heir')).map(({ command: { id }, inheritedFrom }) => [
        id,
        inheritedFrom?.name ?? null,
      ]),
    ).toEqual([
      ['Heir/close', null],
      ['Left/pay', 'Left'],
      ['Base/show', 'Base'],
    ])
  })

  it('ends where bases go in a circle, or nowhere', () => {
    const document = holding(
      context('A', { bases: ['B'], containers: ['A', 'gone'] }),
      context('B', { bases: ['A', 'gone'], containers: ['C'] }),
      context('C', { containers: ['A'] }),
    )
    expect(lineageOf(document, contextId('A'))).toEqual(['A', 'B'])
    expect(containersOf(document, contextId('A'))).toEqual(['gone', 'C', 'root'])
    expect(containersOf(document, contextId('*'))).toEqual([])
    expect(effectiveCommands(document, contextId('gone'))).toEqual([])
  })
})

describe('problems', () => {
  const texts = (document: Document, record: string): string[] =>
    problemsOf(document, record).map(({ code }) => code)

  it('name two commands of one name in one context, and two files of one path', () => {
    const file = { kind: 'source-file', path: 'app/a.ts', text: '' } as const
    const document = holding(
      command('a', 'root', { name: 'pay' }),
      command('b', 'root', { name: 'pay' }),
      { ...file, id: 'f' as never },
      { ...file, id: 'g' as never },
      { ...file, id: 'h' as never, path: 'app/b.ts' },
    )
    expect(texts(document, 'a')).toContain('command-name-taken')
    expect(texts(document, 'f')).toEqual(['source-path-taken'])
    expect(texts(document, 'g')).toEqual(['source-path-taken'])
    expect(texts(document, 'h')).toEqual([])
  })

  it('name where a wider command of the same name stands', () => {
    const document = workflow()
      .context('Desk')
      .context('Order', { containers: ['Desk'] })
      .context('Item', { containers: ['Order'] })
      .command('Order/show')
      .command('Desk/list')
      .command('Item/show')
      .command('Item/list')
      .command('help')
      .command('Item/help')
      .build()
    const shadows = problems(document)
      .filter(({ code }) => code === 'name-shadows')
      .map(({ record, text }) => [record, /stands in (.*?) as well/.exec(text)?.[1]])
    expect(shadows).toEqual([
      [commandId('Item/show'), 'Order'],
      [commandId('Item/list'), 'Desk'],
      [commandId('Item/help'), 'the root'],
    ])
  })

  it('name the placeholder nobody knows, and what there is instead', () => {
    const document = workflow()
      .command('pay', { utterances: ['pay {sum}'] })
      .command('owe', { parameters: { amount: {} }, utterances: ['owe {sum}', '', ' '] })
      .build()
    const [pay] = problemsOf(document, 'pay#0').filter(({ code }) => code === 'unknown-placeholder')
    const [owe] = problemsOf(document, 'owe#0').filter(({ code }) => code === 'unknown-placeholder')
    expect(pay?.text).toBe('Pay has no parameter {sum}. It has none.')
    expect(owe?.text).toBe('Owe has no parameter {sum}. It has {amount}.')
    expect(texts(document, 'owe#1')).toEqual(['utterance-empty'])
    expect(texts(document, 'owe#2')).toEqual(['utterance-empty'])
  })

  it('of a text that stands for two commands name the other, even one that is gone', () => {
    const document = workflow()
      .command('pay', { utterances: ['do it'] })
      .command('owe', { utterances: ['Do it'] })
      .build()
    const { pay: _gone, ...rest } = document
    const [known] = problemsOf(document, 'owe#0').filter(({ code }) => code === 'utterance-shared')
    const [orphan] = problemsOf(rest, 'owe#0').filter(({ code }) => code === 'utterance-shared')
    expect(known?.text).toMatch(/^“Do it” stands for Pay too/)
    expect(orphan?.text).toMatch(/^“Do it” stands for Another command too/)
  })
})
