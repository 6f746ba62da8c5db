import { z } from 'zod'
import { readJsonLines } from '../json-lines.ts'

const kwargsSchema = z.record(z.string(), z.json())

/** A call of a tool, and what was recorded of its answer: the text itself, or its hash. */
const goldCallSchema = z.object({
  name: z.string(),
  kwargs: kwargsSchema.default({}),
  observation: z.string().optional(),
  observation_sha256: z.string().optional(),
})

const taskSchema = z.object({
  id: z.string(),
  instruction: z.string().default(''),
  actions: z.array(goldCallSchema).default([]),
  final_canonical_sha256: z.string().optional(),
  final_tau_hash: z.string().optional(),
})

const negativeSchema = z.object({
  id: z.string(),
  tool: z.string(),
  kwargs: kwargsSchema.default({}),
  /** Calls that come before it. */
  setup: z.array(z.object({ name: z.string(), kwargs: kwargsSchema.default({}) })).default([]),
  why: z.string().default(''),
  expected_observation: z.string(),
})

export type GoldCall = z.infer<typeof goldCallSchema>
export type Task = z.infer<typeof taskSchema>
export type NegativeCall = z.infer<typeof negativeSchema>

export const readTasks = (path: string): Promise<Task[]> => readJsonLines(path, taskSchema)
export const readNegatives = (path: string): Promise<NegativeCall[]> =>
  readJsonLines(path, negativeSchema)
