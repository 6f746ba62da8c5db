import { z } from 'zod'
import type { TrainingReport } from '#domain/training-report.ts'
import { commandId, contextId, count, probability } from './format.ts'

const judgedSchema = z.array(
  z.object({
    text: z.string(),
    actual: commandId,
    ranking: z.array(z.object({ command: commandId, probability })),
    inScope: probability.nullable(),
  }),
)

const calibrationSchema = z.array(
  z.object({
    from: probability,
    to: probability,
    rows: count,
    stated: probability,
    right: probability,
  }),
)

const detailsSchema = z.object({
  temperature: z.number().positive(),
  calibration: calibrationSchema,
  outOfScope: z
    .object({
      own: count,
      outside: count,
      heldOut: count,
      auroc: probability.nullable(),
      points: z.array(
        z.object({
          threshold: probability,
          ownRefused: probability,
          outsideRefused: probability,
          heldOutRefused: probability.nullable(),
        }),
      ),
      nearest: z.array(z.object({ text: z.string(), inScope: probability, predicted: commandId })),
    })
    .nullable(),
  routing: z
    .object({
      rows: count,
      gap: probability,
      points: z.array(
        z.object({
          threshold: probability,
          routedRight: probability,
          routedWrong: probability,
          askedWithRight: probability,
          askedWithout: probability,
        }),
      ),
    })
    .nullable(),
  judged: judgedSchema,
  heldOut: z
    .object({
      rows: count,
      accuracy: probability.nullable(),
      macroF1: probability.nullable(),
      calibrationError: probability.nullable(),
      refused: probability.nullable(),
      calibration: calibrationSchema,
      commands: z.array(z.object({ command: commandId, rows: count, right: count })),
      judged: judgedSchema,
    })
    .nullable(),
})

const learningCurveSchema = z.object({
  folds: count,
  points: z.array(
    z.object({
      share: probability,
      rows: z.number().nonnegative(),
      accuracy: probability,
      macroF1: probability,
      lowest: probability,
      highest: probability,
      recall: z.array(z.object({ command: commandId, recall: probability })),
    }),
  ),
})

/** What one can look into is dropped where it cannot be read: the figures stand without it. */
export const reportSchema = z.object({
  rows: count,
  folds: count,
  accuracy: probability.nullable(),
  macroF1: probability.nullable(),
  calibrationError: probability.nullable(),
  outOfScopeRecall: probability.nullable(),
  falseRefusal: probability.nullable(),
  contexts: z.array(
    z.object({
      context: contextId,
      rows: count,
      accuracy: probability.nullable(),
      macroF1: probability.nullable(),
    }),
  ),
  commands: z.array(
    z.object({
      command: commandId,
      utterances: count,
      judged: count.optional(),
      precision: probability.nullable(),
      recall: probability.nullable(),
      f1: probability.nullable(),
      thin: z.boolean(),
    }),
  ),
  confusions: z.array(
    z.object({ actual: commandId, predicted: commandId, texts: z.array(z.string()) }),
  ),
  backend: z.string(),
  notes: z.array(z.string()).optional(),
  embedMs: z.number(),
  fitMs: z.number(),
  totalMs: z.number(),
  modelBytes: z.number(),
  details: detailsSchema.optional().catch(undefined),
  learningCurve: learningCurveSchema.optional().catch(undefined),
}) satisfies z.ZodType<TrainingReport>
