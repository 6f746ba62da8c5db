import { z } from 'zod'
import type { CommandId, ContextId, ParameterId } from '#domain/ids.ts'
import type { IntentModel, SlotModel } from '#domain/intent-model.ts'

/** Raised when a reader of the former format would misread the new one. */
export const BUNDLE_FORMAT = 1
export const BUNDLE_APP = 'espalier'

export const PATHS = {
  manifest: 'manifest.json',
  workflow: 'workflow.json',
  layout: 'layout.json',
  utterances: 'utterances.jsonl',
  corrections: 'corrections.jsonl',
  head: 'model/head.onnx',
  model: 'model/model.json',
  examples: 'model/examples.i8',
  /** Of models whose vectors were not rounded: those of earlier releases. */
  wideExamples: 'model/examples.f32',
  slots: 'model/slots.bin',
  report: 'report.json',
} as const

/** Everything a bundle of this format may hold lies here or below `app/`. */
export const isKnownPath = (path: string): boolean =>
  Object.values<string>(PATHS).includes(path) || isSourcePath(path)

export const isSourcePath = (path: string): boolean => /^app\/.+\.ts$/.test(path)

export const manifestSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  app: z.literal(BUNDLE_APP),
  name: z.string(),
  /** When it was exported, ISO 8601; left out where equal contents are to be equal bytes. */
  exportedAt: z.string().optional(),
  /** All files but this one. */
  files: z.array(z.string()),
  /** By path, lower-case hex. A folder written by hand may go without. */
  sha256: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)).default({}),
  /** What handlers may reach outside the sandbox: `fetch https://api.example.com`, an origin each. */
  capabilities: z.array(z.string()).default([]),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A record without its `kind`, which its place tells; checked by the schema of the domain. */
const rawRecordSchema = z.looseObject({ id: z.string() })
export type RawRecord = z.infer<typeof rawRecordSchema>

export const workflowFileSchema = z.object({
  workflow: rawRecordSchema,
  contexts: z.array(rawRecordSchema),
  commands: z.array(rawRecordSchema),
  files: z
    .array(
      z.object({
        id: z.string(),
        /** What the workflow calls it. */
        path: z.string(),
        /** Where its text lies in the bundle, when that cannot be `path`. */
        file: z.string().optional(),
      }),
    )
    .default([]),
})

const pointSchema = z.object({ x: z.number(), y: z.number() })
export const layoutFileSchema = z.object({
  /** By context id, canvas pixels. */
  positions: z.record(z.string(), pointSchema).default({}),
  /** Ids of the contexts whose card is collapsed. */
  collapsed: z.array(z.string()).default([]),
  notes: z.array(rawRecordSchema).default([]),
})

export const commandId = z
  .string()
  .min(1)
  .transform((id) => id as CommandId)
const parameterId = z
  .string()
  .min(1)
  .transform((id) => id as ParameterId)
export const contextId = z
  .string()
  .min(1)
  .transform((id) => id as ContextId)
export const probability = z.number().min(0).max(1)
export const count = z.number().int().nonnegative()

/** The model without its binary parts. */
export const modelFileSchema = z
  .object({
    format: z.literal(1),
    encoder: z.object({
      id: z.string(),
      revision: z.string(),
      dimension: z.number().int().min(1).max(16_384),
    }),
    labels: z.array(commandId),
    temperature: z.number().positive(),
    thresholds: z.object({ route: z.number(), gap: z.number(), outOfScope: z.number() }),
    examples: z.object({ texts: z.array(z.string()), labels: z.array(count) }),
    detector: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
    slots: z
      .object({
        format: z.literal(1),
        parameters: z.array(z.object({ id: parameterId, command: commandId, kind: count })),
      })
      .nullable()
      .optional(),
    trainedOn: z.string(),
    seed: z.number(),
    trainedAt: z.number(),
  })
  .refine(({ examples }) => examples.texts.length === examples.labels.length, {
    message: 'not as many labels as texts',
    path: ['examples'],
  })
  .refine(({ labels, examples }) => examples.labels.every((label) => label < labels.length), {
    message: 'an example of a label that is not there',
    path: ['examples'],
  }) satisfies z.ZodType<ModelFile>
export type ModelFile = Omit<IntentModel, 'head' | 'examples' | 'slots'> & {
  readonly examples: Omit<IntentModel['examples'], 'vectors'>
  /** Left out by exports that are older than the tagger. */
  readonly slots?: Omit<SlotModel, 'weights'> | null | undefined
}
