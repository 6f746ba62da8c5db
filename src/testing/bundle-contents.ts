import fc from 'fast-check'
import {
  commandSchema,
  contextSchema,
  correctionSchema,
  newDocument,
  noteSchema,
  RISKS,
  sourceFileSchema,
  utteranceSchema,
  UTTERANCE_ORIGINS,
  workflowSchema,
  type Document,
  type DocumentRecord,
} from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type ParameterId, type WorkflowId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { ITEM_TYPES, PARAMETER_TYPES, parameterSchema, type Parameter } from '#domain/parameter.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import type { BundleContents } from '#bundle/contract.ts'

const text = fc.string({ unit: 'binary', maxLength: 20 })
/** JSON has no minus zero. */
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (value === 0 ? 0 : value))
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => (value === 0 ? 0 : value))
const id = fc.string({ minLength: 1, maxLength: 8 }).filter((each) => !(each in Object.prototype))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const point = fc.record({ x: number, y: number })
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 })

const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  .filter((value) => !JSON.stringify(value).includes('__proto__'))

/** A parameter whose fields, if any, are these. */
const parameterOf = (fields: fc.Arbitrary<Parameter[]>): fc.Arbitrary<Parameter> =>
  fc
    .record({
      id,
      name: text,
      type: fc.constantFrom(...PARAMETER_TYPES),
      itemType: fc.constantFrom(...ITEM_TYPES),
      fields,
      unit: text,
      description: text,
      required: fc.boolean(),
      defaultValue: json,
      choices: few(fc.record({ value: id, synonyms: few(text) })),
      pattern: text,
      min: maybe(number),
      maxLength: maybe(fc.nat()),
      examples: few(text),
      lookup: text,
      availableFrom: few(id),
    })
    .map((value) => parameterSchema.parse(value))

const parameter = parameterOf(fc.array(parameterOf(fc.constant([])), { maxLength: 1 }))

const code = fc.record({ kind: fc.constant('code'), source: text })
const method = fc.record({
  kind: fc.constant('method'),
  method: text,
  positional: fc.boolean(),
})
const handler = fc.oneof(
  code,
  method,
  fc.record({ kind: fc.constant('reply'), template: text }),
  fc.record({
    kind: fc.constant('property'),
    property: text,
    access: fc.constantFrom('get', 'set'),
  }),
  fc.record({ kind: fc.constant('stub'), note: text }),
)
const undo = fc.oneof(fc.record({ kind: fc.constant('restore') }), code, method)
const startup = fc.oneof(
  fc.record({ kind: fc.constant('message'), text }),
  fc.record({ kind: fc.constant('action'), command: id, values: fc.dictionary(id, json) }),
)
const settings = fc.record({
  routeThreshold: maybe(share),
  outOfScopeThreshold: maybe(share),
  hosts: few(text),
})

/** A record of each kind but the workflow, under any id. */
const record: fc.Arbitrary<DocumentRecord> = fc.oneof(
  fc
    .record({
      id,
      name: text,
      description: text,
      bases: few(id),
      containers: few(id),
      displayName: text,
      identity: text,
      parent: text,
      position: maybe(point),
      collapsed: fc.boolean(),
    })
    .map((value) => contextSchema.parse({ ...value, kind: 'context' })),
  fc
    .record({
      id,
      context: id,
      name: text,
      parameters: few(parameter),
      availability: text,
      validation: text,
      risk: fc.constantFrom(...RISKS),
      handler,
      undo: maybe(undo),
      dryRun: fc.boolean(),
      order: number,
    })
    .map((value) => commandSchema.parse({ ...value, kind: 'command' })),
  fc
    .record({
      id,
      command: id,
      text,
      slots: few(fc.record({ parameter: id, start: fc.nat(), end: fc.nat() })),
      origin: fc.constantFrom(...UTTERANCE_ORIGINS),
      heldOut: fc.boolean(),
    })
    .map((value) => utteranceSchema.parse({ ...value, kind: 'utterance' })),
  fc
    .record({ id, text, context: id, meant: maybe(id), mistaken: maybe(id), at: number })
    .map((value) => correctionSchema.parse({ ...value, kind: 'correction' })),
  fc
    .record({
      id,
      path: fc.oneof(text, fc.constantFrom('app/a.ts', 'app/A.ts', '../b.ts', 'app/x/c.ts')),
      text,
    })
    .map((value) => sourceFileSchema.parse({ ...value, kind: 'source-file' })),
  fc
    .record({ id, text, position: point })
    .map((value) => noteSchema.parse({ ...value, kind: 'note' })),
)

/** Any document: references may dangle, names may be anything, as while a person works on it. */
export const documentArbitrary: fc.Arbitrary<Document> = fc
  .record({
    workflow: fc.record({
      id,
      name: text,
      description: text,
      greeting: text,
      startup: maybe(startup),
      settings,
    }),
    root: fc.record({ position: maybe(point), collapsed: fc.boolean() }),
    records: fc.array(record, { maxLength: 15 }),
  })
  .filter(({ workflow }) => workflow.id !== ROOT_CONTEXT)
  .map(({ workflow, root, records }) => ({
    ...Object.fromEntries(records.map((each) => [each.id, each])),
    [workflow.id]: workflowSchema.parse({ ...workflow, kind: 'workflow' }),
    [ROOT_CONTEXT]: contextSchema.parse({
      ...root,
      kind: 'context',
      id: ROOT_CONTEXT,
      name: '*',
    }),
  }))

const DIMENSION = 3

const model: fc.Arbitrary<IntentModel> = fc
  .record({
    head: fc.uint8Array({ minLength: 1, maxLength: 50 }),
    labels: fc.array(id, { minLength: 1, maxLength: 5 }),
    temperature: fc.double({ min: 0.01, max: 10, noNaN: true }),
    thresholds: fc.record({ route: share, gap: share, outOfScope: share }),
    rows: few(fc.record({ text, vector: fc.array(vectorValue(), vectorLength()) })),
    detector: fc.dictionary(id, fc.oneof(number, few(number)), { maxKeys: 3 }),
    tagger: fc.option(fc.uint8Array({ minLength: 1, maxLength: 50 })),
    trainedOn: text,
    seed: fc.nat(),
    trainedAt: fc.nat(),
  })
  .map(({ rows, labels, tagger, ...rest }) => ({
    ...rest,
    format: 1,
    encoder: { id: 'mini', revision: 'r1', dimension: DIMENSION },
    labels: labels as CommandId[],
    detector: { ...rest.detector },
    slots: tagger && {
      format: 1,
      parameters: labels.map((command, kind) => ({
        id: `p${kind}` as ParameterId,
        command: command as CommandId,
        kind,
      })),
      weights: tagger,
    },
    examples: {
      texts: rows.map((row) => row.text),
      labels: rows.map((_, i) => i % labels.length),
      vectors: Float32Array.from(rows.flatMap(({ vector }) => vector)),
    },
  }))

function vectorValue(): fc.Arbitrary<number> {
  return fc.float({ noNaN: true, noDefaultInfinity: true })
}

function vectorLength(): { minLength: number; maxLength: number } {
  return { minLength: DIMENSION, maxLength: DIMENSION }
}

const report: fc.Arbitrary<TrainingReport> = fc
  .record({ rows: fc.nat(), accuracy: maybe(share), name: id, texts: few(text), ms: number })
  .map(({ rows, accuracy, name, texts, ms }) => ({
    ...EMPTY_REPORT,
    rows,
    accuracy,
    contexts: [{ context: ROOT_CONTEXT, rows, accuracy, macroF1: null }],
    commands: [
      {
        command: name as CommandId,
        utterances: rows,
        precision: accuracy,
        recall: null,
        f1: null,
        thin: rows < 8,
      },
    ],
    confusions: [{ actual: name as CommandId, predicted: name as CommandId, texts }],
    totalMs: ms,
  }))

const EMPTY_REPORT: TrainingReport = {
  rows: 0,
  folds: 5,
  accuracy: null,
  macroF1: null,
  calibrationError: null,
  outOfScopeRecall: null,
  falseRefusal: null,
  contexts: [],
  commands: [],
  confusions: [],
  backend: 'wasm',
  embedMs: 0,
  fitMs: 0,
  totalMs: 0,
  modelBytes: 0,
}

export const contentsArbitrary: fc.Arbitrary<BundleContents> = fc.record({
  document: documentArbitrary,
  model: maybe(model),
  report: maybe(report),
})

/** As after training on so many utterances with an encoder of 384 dimensions. */
export function largeContents(utterances: number): BundleContents {
  const records = Array.from({ length: utterances }, (_, i) =>
    utteranceSchema.parse({
      kind: 'utterance',
      id: `utterance-${i}`,
      command: `command-${i % 100}`,
      text: `please do the thing number ${i} for customer ${(i * 7919) % 1000}`,
    }),
  )
  const dimension = 384
  return {
    document: {
      ...newDocument('w' as WorkflowId, 'Large'),
      ...Object.fromEntries(records.map((each) => [each.id, each])),
    },
    model: {
      format: 1,
      encoder: { id: 'mini', revision: 'r1', dimension },
      labels: ['command-0' as CommandId],
      head: Uint8Array.from({ length: 150_000 }, (_, i) => (i * i * 31) >>> 3),
      temperature: 1,
      thresholds: { route: 0.5, gap: 0.1, outOfScope: 0.5 },
      examples: {
        texts: records.map((each) => each.text),
        labels: records.map(() => 0),
        vectors: Float32Array.from({ length: utterances * dimension }, (_, i) => Math.sin(i * i)),
      },
      detector: {},
      trainedOn: 'x',
      seed: 1,
      trainedAt: 0,
    },
    report: EMPTY_REPORT,
  }
}
