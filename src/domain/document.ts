import { z } from 'zod'
import {
  ROOT_CONTEXT,
  type CommandId,
  type ContextId,
  type CorrectionId,
  type NoteId,
  type ParameterId,
  type SourceFileId,
  type UtteranceId,
  type WorkflowId,
} from './ids.ts'
import { parameterSchema } from './parameter.ts'
import type { Records, RecordsDiff } from './records.ts'

/** The shape of the records below. A change of shape raises it and adds a step in `migrations/`. */
export const DOCUMENT_FORMAT = 2

/** Format 1 is the same without what has a default below. */
const READABLE_FORMATS = [1, DOCUMENT_FORMAT] as const

const id = <Id extends string>() =>
  z
    .string()
    .min(1)
    .transform((value) => value as Id)
const pointSchema = z.object({ x: z.number(), y: z.number() })

/**
 * The member of a class that a context or command was made from, and what was taken of it, part by
 * part: so that a later reading tells what the source changed from what a person did
 * (`classes/offer-diff.ts`).
 */
export const sourceLinkSchema = z.object({
  /** As it was read: `app/order.ts`. */
  file: z.string(),
  /** `Order`, `Order.cancel()`; see `classes/offered.ts`. */
  member: z.string(),
  /** A fingerprint of what it does, whatever it is called. */
  body: z.string().default(''),
  taken: z.record(z.string(), z.json()),
  /** Which parameter each of the source's became, by its name there. */
  parameters: z.record(z.string(), id<ParameterId>()).default({}),
})

/** A message that is said, or a command that is run with these values by parameter name. */
export const startupSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), text: z.string() }),
  z.object({
    kind: z.literal('action'),
    command: id<CommandId>(),
    values: z.record(z.string(), z.json()).default({}),
  }),
])

/** The document as a whole; its id is the workflow's own. Exactly one in each document. */
export const workflowSchema = z.object({
  kind: z.literal('workflow'),
  id: id<WorkflowId>(),
  format: z
    .literal(READABLE_FORMATS)
    .default(DOCUMENT_FORMAT)
    .transform(() => DOCUMENT_FORMAT as typeof DOCUMENT_FORMAT),
  name: z.string(),
  description: z.string().default(''),
  /** Which sentence encoder the workflow is trained with; see `learn/encoders.ts`. */
  encoder: z.string().default('bge-small-en-v1.5'),
  /** What Espalier says first in a new conversation; '' for the list of what can be said. */
  greeting: z.string().default(''),
  /** What is done first in a new conversation, on the same path as what people do; `null` for nothing. */
  startup: startupSchema.nullable().default(null),
  /** Members of classes that were offered and not taken: `app/order.ts#Order.cancel()`. */
  leftOut: z.array(z.string()).default([]),
  /** Overrides of what calibration found; `null` keeps the calibrated value. Probabilities, 0–1. */
  settings: z
    .object({
      routeThreshold: z.number().min(0).max(1).nullable().default(null),
      outOfScopeThreshold: z.number().min(0).max(1).nullable().default(null),
      /** Origins that handlers may fetch from (`https://api.example.com`); none unless listed. */
      hosts: z.array(z.string()).default([]),
    })
    .default({ routeThreshold: null, outOfScopeThreshold: null, hosts: [] }),
})

/** Something one can be inside of. `*` (id `root`) is the root and always there. */
export const contextSchema = z.object({
  kind: z.literal('context'),
  id: id<ContextId>(),
  name: z.string(),
  description: z.string().default(''),
  /** Inheritance: offers the commands of these too; earlier wins over later. */
  bases: z.array(id<ContextId>()).default([]),
  /** Containment: an instance of this lives inside an instance of one of these. */
  containers: z.array(id<ContextId>()).default([]),
  /** How an instance is called, over its properties: `Order {id}`; '' for the context's name. */
  displayName: z.string().default(''),
  /**
   * What tells an instance from others of its context, over its properties: `{number}`; '' for its
   * `id`, else for how it is called: renamed, it is another.
   */
  identity: z.string().default(''),
  /** A JavaScript expression over `self`: the instance it lives in; '' for its `parent`. */
  parent: z.string().default(''),
  /** Top left of the card on the canvas, in canvas pixels; `null` leaves it to the layout. */
  position: pointSchema.nullable().default(null),
  collapsed: z.boolean().default(false),
  /** The class it was made from; `null` for one that a person made. */
  source: sourceLinkSchema.nullable().default(null),
})

const codeHandler = z.object({ kind: z.literal('code'), source: z.string() })
/** `positional`: called with the values one by one, as declared; else with all in one object. */
const methodHandler = z.object({
  kind: z.literal('method'),
  method: z.string(),
  positional: z.boolean().default(false),
})

/**
 * How a command does its work. `method` calls the instance's method, `reply` fills a template,
 * `property` reads a property of the instance or writes the command's one value to it. `stub` is
 * work that is done elsewhere and not written here yet: `note` says what it was made from.
 */
export const handlerSchema = z.discriminatedUnion('kind', [
  codeHandler,
  methodHandler,
  z.object({ kind: z.literal('reply'), template: z.string() }),
  z.object({
    kind: z.literal('property'),
    property: z.string(),
    access: z.enum(['get', 'set']).default('get'),
  }),
  z.object({ kind: z.literal('stub'), note: z.string().default('') }),
])

/**
 * How what a command did is taken back. `restore` puts the state of before back, as long as nothing
 * else has changed it; `code` and `method` are called with what the command was given and gave.
 */
export const undoSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('restore') }),
  codeHandler,
  methodHandler,
])

export const RISKS = ['read', 'write', 'destructive'] as const

/** One intent: what can be asked for in a context, and what happens then. */
export const commandSchema = z.object({
  kind: z.literal('command'),
  id: id<CommandId>(),
  context: id<ContextId>(),
  name: z.string(),
  description: z.string().default(''),
  parameters: z.array(parameterSchema).default([]),
  /** A JavaScript expression over `self`, `parent` and `root`; '' for always available. */
  availability: z.string().default(''),
  /**
   * A JavaScript expression over `input`, `self`, `parent` and `root` that says what is wrong with
   * the values together: a sentence, `{ parameter: sentence }` (`{ 'address.zip': sentence }` for a
   * field), or nothing; '' for no such check.
   */
  validation: z.string().default(''),
  /** `destructive` always confirms before it runs. */
  risk: z.enum(RISKS).default('read'),
  handler: handlerSchema,
  /** `null`: it cannot be undone. */
  undo: undoSchema.nullable().default(null),
  /** Before consent is asked it is tried, and what it would answer is shown; nothing of it stays. */
  dryRun: z.boolean().default(false),
  /** Place among the commands of its context; ties are broken by id. */
  order: z.number().default(0),
  /** The method, property or function it was made from; `null` for one that a person made. */
  source: sourceLinkSchema.nullable().default(null),
})

/** A part of an utterance that is the value of a parameter; `end` is exclusive, in UTF-16 units. */
export const slotSchema = z.object({
  parameter: id<ParameterId>(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
})

export const UTTERANCE_ORIGINS = ['seed', 'generated', 'imported', 'corrected'] as const

/** An example of how a person says a command. Held-out ones are for measuring, never for training. */
export const utteranceSchema = z.object({
  kind: z.literal('utterance'),
  id: id<UtteranceId>(),
  command: id<CommandId>(),
  text: z.string(),
  slots: z.array(slotSchema).default([]),
  origin: z.enum(UTTERANCE_ORIGINS).default('seed'),
  heldOut: z.boolean().default(false),
})

/**
 * What a person said a message should have meant. `meant: null` is "out of scope".
 * `meant` may also be the id of a core command. Effective at once as memory, and the next
 * training learns from it.
 */
export const correctionSchema = z.object({
  kind: z.literal('correction'),
  id: id<CorrectionId>(),
  text: z.string(),
  /** Where it was said. */
  context: id<ContextId>(),
  meant: id<CommandId>().nullable(),
  /** What it had been taken for, if anything: negative evidence. */
  mistaken: id<CommandId>().nullable().default(null),
  /** Unix time in milliseconds. */
  at: z.number(),
  /** Whose words these are: only this person is understood so. `null` is everyone. */
  person: z.string().min(1).nullable().default(null),
  /** Unix time in milliseconds from which it holds no longer; `null` is never. */
  expiresAt: z.number().nullable().default(null),
})

/** A TypeScript file of the application, run in the sandbox. */
export const sourceFileSchema = z.object({
  kind: z.literal('source-file'),
  id: id<SourceFileId>(),
  /** Relative, with forward slashes: `app/desk.ts`. */
  path: z.string(),
  text: z.string(),
})

/** A comment on the canvas. */
export const noteSchema = z.object({
  kind: z.literal('note'),
  id: id<NoteId>(),
  text: z.string(),
  position: pointSchema,
})

export const documentRecordSchema = z.discriminatedUnion('kind', [
  workflowSchema,
  contextSchema,
  commandSchema,
  utteranceSchema,
  correctionSchema,
  sourceFileSchema,
  noteSchema,
])

export type SourceLink = z.infer<typeof sourceLinkSchema>
export type WorkflowRecord = z.infer<typeof workflowSchema>
export type ContextRecord = z.infer<typeof contextSchema>
export type Startup = z.infer<typeof startupSchema>
export type Handler = z.infer<typeof handlerSchema>
export type UndoHandler = z.infer<typeof undoSchema>
export type Risk = (typeof RISKS)[number]
export type CommandRecord = z.infer<typeof commandSchema>
export type Slot = z.infer<typeof slotSchema>
export type UtteranceRecord = z.infer<typeof utteranceSchema>
export type CorrectionRecord = z.infer<typeof correctionSchema>
export type SourceFileRecord = z.infer<typeof sourceFileSchema>
export type NoteRecord = z.infer<typeof noteSchema>
export type Point = z.infer<typeof pointSchema>

export type DocumentRecord = z.infer<typeof documentRecordSchema>
export type RecordKind = DocumentRecord['kind']
export type RecordOf<Kind extends RecordKind> = Extract<DocumentRecord, { kind: Kind }>

/** A whole workflow: its records by id. Edits are pure functions from one of these to the next. */
export type Document = Records<DocumentRecord>
export type DocumentDiff = RecordsDiff<DocumentRecord>
export type Edit = (document: Document) => Document

/** The least a document can be: the workflow itself and its root context. */
export function newDocument(workflow: WorkflowId, name: string): Document {
  return {
    [workflow]: workflowSchema.parse({ kind: 'workflow', id: workflow, name }),
    [ROOT_CONTEXT]: contextSchema.parse({ kind: 'context', id: ROOT_CONTEXT, name: '*' }),
  }
}
