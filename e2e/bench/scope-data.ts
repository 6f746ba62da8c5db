import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readJsonLines } from './json-lines.ts'
import { readRows, type LabelledRow } from './rows.ts'

/** A tree of contexts with the commands of each; `*` is the root. */
const hierarchySchema = z.object({
  /** By context, the one it lives inside of. */
  parent: z.record(z.string(), z.string()),
  /** By context, its own commands by name. */
  commands: z.record(z.string(), z.array(z.string())),
})
export type Hierarchy = z.infer<typeof hierarchySchema>

const KINDS = ['routing', 'escalation', 'sibling_out_of_scope', 'out_of_scope'] as const

/** A message said in a context; `label` is the command it means there, none for the last two kinds. */
const caseSchema = z.object({
  text: z.string(),
  label: z.string(),
  context: z.string(),
  kind: z.enum(KINDS),
  levels_up: z.number().nullable(),
  true_label_elsewhere: z.string().optional(),
})
export type ScopeCase = z.infer<typeof caseSchema>

/** What a bench of scope reads: labels are `context/command`. */
export interface ScopeData {
  readonly hierarchy: Hierarchy
  readonly seeds: readonly LabelledRow[]
  readonly cases: readonly ScopeCase[]
}

export interface ScopeFiles {
  readonly hierarchy: string
  readonly seeds: string
  readonly cases: string
}

/** Throws where a file is not of the form of `context_routing`. */
export async function readScopeData(files: ScopeFiles): Promise<ScopeData> {
  return {
    hierarchy: hierarchySchema.parse(JSON.parse(await readFile(files.hierarchy, 'utf8'))),
    seeds: await readRows(files.seeds),
    cases: await readJsonLines(files.cases, caseSchema),
  }
}
