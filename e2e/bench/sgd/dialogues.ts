import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { groupBy } from '#shared/group-by.ts'
import { dataFile } from '../data-folder.ts'
import { readJsonLines } from '../json-lines.ts'

const slotSchema = z.object({
  name: z.string(),
  description: z.string(),
  is_categorical: z.boolean(),
  possible_values: z.array(z.string()),
})

const intentSchema = z.object({
  name: z.string(),
  description: z.string(),
  is_transactional: z.boolean(),
  required_slots: z.array(z.string()),
  optional_slots: z.record(z.string(), z.string()),
})

const serviceSchema = z.object({
  service_name: z.string(),
  description: z.string(),
  slots: z.array(slotSchema),
  intents: z.array(intentSchema),
})

const turnSchema = z.object({
  text: z.string(),
  /** The intent that is active, or `NONE`. */
  label: z.string(),
  service: z.string(),
  dialogue_id: z.string(),
  turn: z.number(),
  prev_system: z.string().nullable(),
  services: z.array(z.string()),
  unseen_service: z.boolean(),
  slots: z.array(z.object({ name: z.string(), start: z.number(), end: z.number() })),
  acts: z.array(
    z.object({
      act: z.string(),
      slot: z.string().nullable(),
      values: z.array(z.string()),
      canonical: z.array(z.string()),
    }),
  ),
  /** All that is known by then, by slot; each with the ways in which it was said. */
  state: z.record(z.string(), z.array(z.string())),
})

const callSchema = z.object({
  turn: z.number(),
  service: z.string(),
  method: z.string(),
  parameters: z.record(z.string(), z.string()),
  results: z.array(z.record(z.string(), z.string())),
})

const callsSchema = z.object({ dialogue_id: z.string(), calls: z.array(callSchema) })

export type ServiceSlot = z.infer<typeof slotSchema>
export type ServiceIntent = z.infer<typeof intentSchema>
export type Service = z.infer<typeof serviceSchema>
export type UserTurn = z.infer<typeof turnSchema>
export type ServiceCall = z.infer<typeof callSchema>

/** What one person said, turn by turn, and the calls that it led to. */
export interface Dialogue {
  readonly id: string
  readonly services: readonly string[]
  readonly turns: readonly UserTurn[]
  readonly calls: readonly ServiceCall[]
}

export async function readServices(part: 'train' | 'val'): Promise<Service[]> {
  const text = await readFile(dataFile(`sgd/${part}_schema.json`), 'utf8')
  return z.array(serviceSchema).parse(JSON.parse(text))
}

export async function readDialogues(part: 'train' | 'val'): Promise<Dialogue[]> {
  const turns = await readJsonLines(dataFile(`sgd/${part}_turns.jsonl`), turnSchema)
  const calls = await readJsonLines(dataFile(`sgd/${part}_calls.jsonl`), callsSchema)
  const callsOf = new Map(calls.map((each) => [each.dialogue_id, each.calls]))
  return [...groupBy(turns, ({ dialogue_id }) => dialogue_id)].map(([id, own]) => ({
    id,
    services: own[0]?.services ?? [],
    turns: [...own].sort((a, b) => a.turn - b.turn),
    calls: callsOf.get(id) ?? [],
  }))
}
