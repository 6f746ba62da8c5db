import { describe, expect, it } from 'vitest'
import { WHAT_CAN_I_DO } from './core-commands.ts'
import { contextSchema, newDocument, type Document, type Edit, type Startup } from './document.ts'
import { addCommand, updateCommand } from './edits/commands.ts'
import { change, inOrder, put } from './edits/change.ts'
import { connect } from './edits/connections.ts'
import { addContext } from './edits/contexts.ts'
import { addParameter, updateParameter } from './edits/parameters.ts'
import { addUtterances, setHeldOut } from './edits/utterances.ts'
import { updateSettings, updateWorkflow } from './edits/workflow.ts'
import {
  ROOT_CONTEXT,
  type CommandId,
  type ContextId,
  type ParameterId,
  type WorkflowId,
} from './ids.ts'
import { problems, problemsOf } from './problems.ts'
import { utterancesOf } from './queries.ts'
import { THIN_BELOW } from './training-report.ts'

const ORDER = 'order' as ContextId
const CANCEL = 'cancel' as CommandId
const REASON = 'reason' as ParameterId
const STREET = 'street' as ParameterId
const GONE = 'gone' as CommandId
const ways = Array.from({ length: THIN_BELOW }, (_, n) => `cancel it in way ${n}`)

const sound = inOrder(
  addContext(ORDER, 'Order'),
  connect({ kind: 'container', from: ORDER, to: ROOT_CONTEXT }),
  addCommand(CANCEL, ORDER, 'cancel order'),
  updateCommand(CANCEL, { description: 'Cancels the order' }),
  addParameter(CANCEL, REASON, 'reason'),
  updateParameter(CANCEL, REASON, { description: 'Why' }),
  addUtterances(CANCEL, ways),
)(newDocument('w' as WorkflowId, 'Desk'))

const after = (...edits: Edit[]): Document => inOrder(...edits)(sound)
const context =
  (fields: object): Edit =>
  (document) =>
    change(document, 'context', ORDER, (record) => ({ ...record, ...fields }))
const command =
  (fields: object): Edit =>
  (document) =>
    change(document, 'command', CANCEL, (record) => ({ ...record, ...fields }))
const parameter = (fields: Parameters<typeof updateParameter>[2]) =>
  updateParameter(CANCEL, REASON, fields)
const startup = (value: Startup): Edit => updateWorkflow({ startup: value })
const firstUtterance =
  (fields: object): Edit =>
  (document) => {
    const [first] = utterancesOf(document, CANCEL)
    return first ? put(document, { ...first, ...fields }) : document
  }

it('finds nothing in a sound workflow, nor in an empty one', () => {
  expect(problems(sound)).toEqual([])
  expect(problems(newDocument('w' as WorkflowId, 'New'))).toEqual([])
})

describe('problems', () => {
  it.each<[string, string, string, Edit]>([
    ['unknown-base', 'error', 'bases', context({ bases: ['gone'] })],
    ['unknown-container', 'error', 'containers', context({ containers: ['gone'] })],
    ['inheritance-cycle', 'error', 'bases', context({ bases: [ORDER] })],
    ['context-name', 'error', 'name', context({ name: 'order!' })],
    ['context-name', 'error', 'name', context({ name: 'ErrorCorrection' })],
    ['context-unconnected', 'hint', 'containers', context({ containers: [] })],
    ['command-name', 'error', 'name', command({ name: 'Cancel' })],
    ['command-name', 'error', 'name', command({ name: 'wildcard' })],
    ['unknown-context', 'error', 'context', command({ context: 'gone' })],
    ['no-description', 'hint', 'description', command({ description: ' ' })],
    ['no-handler', 'warning', 'handler', command({ handler: { kind: 'code', source: '\n' } })],
    ['no-handler', 'warning', 'handler', command({ handler: { kind: 'method', method: '' } })],
    ['no-handler', 'warning', 'handler', command({ handler: { kind: 'property', property: ' ' } })],
    ['no-handler', 'warning', 'handler', command({ handler: { kind: 'stub', note: 'x' } })],
    [
      'property-values',
      'warning',
      'handler',
      command({ parameters: [], handler: { kind: 'property', property: 'note', access: 'set' } }),
    ],
    ['no-undo', 'warning', 'undo', command({ undo: { kind: 'method', method: ' ' } })],
    ['no-undo', 'warning', 'undo', command({ undo: { kind: 'code', source: '' } })],
    ['identity-same', 'warning', 'identity', context({ identity: 'the order' })],
    ['host-not-origin', 'error', 'settings.hosts', updateSettings({ hosts: ['api.example.com'] })],
    ['host-not-origin', 'error', 'settings.hosts', updateSettings({ hosts: ['https://a.org/b'] })],
    ['startup-empty', 'warning', 'startup', startup({ kind: 'message', text: ' ' })],
    ['startup-unknown', 'error', 'startup', startup({ kind: 'action', command: GONE, values: {} })],
    [
      'startup-lacks-values',
      'warning',
      'startup',
      startup({ kind: 'action', command: CANCEL, values: { other: 1 } }),
    ],
    ['object-without-fields', 'hint', 'parameters.reason.fields', parameter({ type: 'object' })],
    [
      'object-without-fields',
      'hint',
      'parameters.reason.fields',
      parameter({ type: 'list', itemType: 'object' }),
    ],
    [
      'enum-without-choices',
      'error',
      'parameters.street.choices',
      inOrder(
        parameter({ type: 'object' }),
        addParameter(CANCEL, STREET, 'street', REASON),
        updateParameter(CANCEL, STREET, { type: 'enum' }),
      ),
    ],
    [
      'parameter-description',
      'hint',
      'parameters.reason.description',
      parameter({ description: '' }),
    ],
    ['enum-without-choices', 'error', 'parameters.reason.choices', parameter({ type: 'enum' })],
    [
      'enum-without-choices',
      'error',
      'parameters.reason.choices',
      parameter({ type: 'list', itemType: 'enum' }),
    ],
    [
      'choice-twice',
      'warning',
      'parameters.reason.choices',
      parameter({
        type: 'enum',
        choices: [
          { value: 'late', synonyms: [] },
          { value: 'slow', synonyms: ['Late'] },
        ],
      }),
    ],
    ['invalid-pattern', 'error', 'parameters.reason.pattern', parameter({ pattern: '(' })],
    ['empty-range', 'error', 'parameters.reason.max', parameter({ min: 3, max: 2 })],
    [
      'empty-range',
      'error',
      'parameters.reason.maxLength',
      parameter({ minLength: 3, maxLength: 2 }),
    ],
    [
      'lookup-on-object',
      'warning',
      'parameters.reason.lookup',
      parameter({ type: 'object', lookup: 'self.all' }),
    ],
    [
      'unknown-source',
      'error',
      'parameters.reason.availableFrom',
      parameter({ availableFrom: ['gone' as CommandId] }),
    ],
  ])('names %s', (code, severity, field, edit) => {
    expect(problems(after(edit))).toContainEqual(expect.objectContaining({ code, severity, field }))
  })

  it.each<[string, Edit]>([
    ['utterance-too-long', firstUtterance({ text: 'x'.repeat(2_001) })],
    ['utterance-empty', firstUtterance({ text: '  ' })],
    ['utterance-twice', firstUtterance({ text: ways[1]?.toUpperCase() })],
    ['unknown-command', firstUtterance({ command: 'gone' })],
    ['slot-invalid', firstUtterance({ slots: [{ parameter: REASON, start: 0, end: 999 }] })],
    ['slot-invalid', firstUtterance({ slots: [{ parameter: 'gone', start: 0, end: 2 }] })],
  ])('names %s', (code, edit) => {
    expect(problems(after(edit)).map((problem) => problem.code)).toContain(code)
  })

  it('counts only what trains, and says how many are missing', () => {
    const texts = (count: number) =>
      inOrder(
        addCommand('x' as CommandId, ORDER, 'ship it'),
        addUtterances(
          'x' as CommandId,
          Array.from({ length: count }, (_, n) => `ship ${n}`),
        ),
      )(sound)
    const about = (document: Document) =>
      problemsOf(document, 'x').filter(({ field }) => field === 'utterances')
    expect(about(texts(0))).toMatchObject([{ code: 'no-utterances', severity: 'warning' }])
    expect(about(texts(5))).toMatchObject([
      {
        code: 'thin',
        text: 'Ship it has 5 utterances, so it will often be misunderstood. Add 3 more.',
      },
    ])
    const five = texts(5)
    const held = setHeldOut(
      utterancesOf(five, 'x' as CommandId).map(({ id }) => id),
      true,
    )(five)
    expect(about(held)).toMatchObject([{ code: 'held-out-only' }])
  })

  it('tells an utterance that two commands share', () => {
    const document = after(
      addCommand('x' as CommandId, ORDER, 'ship it'),
      addUtterances('x' as CommandId, [ways[0] ?? '']),
    )
    expect(problems(document)).toContainEqual(
      expect.objectContaining({ code: 'utterance-shared', severity: 'warning' }),
    )
  })

  it('tells two names taken twice, and one that hides another of a wider context', () => {
    const twice = put(sound, contextSchema.parse({ kind: 'context', id: 'two', name: 'Order' }))
    expect(problemsOf(twice, ORDER)).toMatchObject([{ code: 'context-name-taken' }])
    const shadowing = after(addCommand('wide' as CommandId, ROOT_CONTEXT, 'cancel order'))
    expect(problemsOf(shadowing, CANCEL)).toMatchObject([
      { code: 'name-shadows', severity: 'hint' },
    ])
  })

  it('has nothing to say of a startup, hosts, an identity, an undo and fields that are right', () => {
    const document = after(
      updateSettings({ hosts: ['https://api.example.com', 'http://localhost:8080'] }),
      startup({ kind: 'action', command: CANCEL, values: { reason: 'late' } }),
      context({ identity: '{number}' }),
      command({ undo: { kind: 'restore' } }),
      parameter({ type: 'object' }),
      addParameter(CANCEL, STREET, 'street', REASON),
      updateParameter(CANCEL, STREET, { description: 'Where' }),
    )
    expect(problems(document)).toEqual([])
    expect(problems(after(startup({ kind: 'message', text: 'Good morning' })))).toEqual([])
    const core = startup({ kind: 'action', command: WHAT_CAN_I_DO.id, values: {} })
    expect(problems(after(core))).toEqual([])
  })

  it('says which object a field is of', () => {
    const document = after(
      parameter({ type: 'object' }),
      addParameter(CANCEL, STREET, 'street', REASON),
      updateParameter(CANCEL, STREET, { description: 'Where', min: 2, max: 1 }),
    )
    expect(problems(document)).toMatchObject([
      {
        code: 'empty-range',
        text: 'Cancel order, Reason, Street: the greatest value is below the least. No value fits.',
      },
    ])
  })

  it('come worst first, each with a sentence, and are worked out once per document', () => {
    const document = after(parameter({ description: '' }), context({ bases: ['gone'] }))
    const list = problems(document)
    expect(list.map(({ severity }) => severity)).toEqual(['error', 'hint'])
    for (const { text } of list) expect(text).toMatch(/^.{20,}[.]$/)
    expect(problems(document)).toBe(list)
    expect(problemsOf(document, ORDER)).toBe(problemsOf(document, ORDER))
  })
})
