import { z } from 'zod'
import { AppError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'

/**
 * A hand-written test of a workflow, kept apart from what it is trained on. The file form is that
 * of fastWorkflow's intent benchmark; the kind `out_of_scope` is an addition.
 */
export interface Benchmark {
  readonly cases: readonly BenchmarkCase[]
}

/**
 * What is said in a context, and what should come of it: a command of that context (`routing`), one
 * of a context around it (`escalation`), or a refusal. Names are qualified, as `Order/cancel_order`.
 */
export type BenchmarkCase = { readonly context: string; readonly utterance: string } & (
  | { readonly kind: 'routing' | 'escalation'; readonly expected: string }
  | { readonly kind: 'out_of_scope' }
)

/** Bounds that a file written by hand does not reach and a hostile one does. */
export const MOST_BYTES = 20 * 2 ** 20
const MOST_CASES = 50_000
const LONGEST_UTTERANCE = 10_000
const LONGEST_NAME = 500

const name = z.string().trim().min(1).max(LONGEST_NAME)
const said = { context: name, utterance: z.string().trim().min(1).max(LONGEST_UTTERANCE) }

const caseSchema = z.union([
  z
    .object({ ...said, kind: z.literal('routing').default('routing'), expected_label: name })
    .transform(({ context, utterance, kind, expected_label }) => ({
      context,
      utterance,
      kind,
      expected: expected_label,
    })),
  z
    .object({ ...said, kind: z.literal('escalation'), expected_ancestor_command: name })
    .transform(({ context, utterance, kind, expected_ancestor_command }) => ({
      context,
      utterance,
      kind,
      expected: expected_ancestor_command,
    })),
  z.object({ ...said, kind: z.literal('out_of_scope') }),
])

const wrappedSchema = z.object({
  schema_version: z.literal(1).optional(),
  cases: z.array(z.unknown()),
})

/**
 * Reads the text of a benchmark file: `{ "schema_version": 1, "cases": […] }`, or the bare array.
 * A failure is `benchmark/not-readable`, with `because` and, where one case is at fault, its number
 * from 1.
 */
export function readBenchmark(text: string): Result<Benchmark, AppError> {
  if (text.length > MOST_BYTES) return err(notReadable('it is larger than a benchmark can be'))
  const json = parse(text)
  if (!json.ok) return json
  const cases = Array.isArray(json.value)
    ? (json.value as unknown[])
    : wrappedSchema.safeParse(json.value).data?.cases
  if (!cases) return err(notReadable('it is no list of cases, and has none'))
  if (cases.length === 0) return err(notReadable('it has no case'))
  if (cases.length > MOST_CASES)
    return err(notReadable(`it has more than ${String(MOST_CASES)} cases`))
  const read: BenchmarkCase[] = []
  for (const [index, value] of cases.entries()) {
    const found = caseSchema.safeParse(value)
    if (!found.success) return err(notReadable(faultOf(value), index + 1))
    read.push(found.data)
  }
  return ok({ cases: read })
}

function parse(text: string): Result<unknown, AppError> {
  try {
    return ok(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch (cause) {
    return err(notReadable('it is not JSON', undefined, cause))
  }
}

/** What a case lacks, in the words of the file. */
function faultOf(value: unknown): string {
  const given = z.record(z.string(), z.unknown()).safeParse(value).data
  if (!given) return 'is not an object'
  const kind = given['kind'] ?? 'routing'
  const needed = {
    routing: ['context', 'utterance', 'expected_label'],
    escalation: ['context', 'utterance', 'expected_ancestor_command'],
    out_of_scope: ['context', 'utterance'],
  }
  if (!isKind(kind)) return 'is of a kind that is not known'
  const missing = needed[kind].find((field) => !isText(given[field]))
  return missing === undefined ? 'has a value that is too long' : `has no ${missing}`
}

const isKind = (kind: unknown): kind is BenchmarkCase['kind'] =>
  kind === 'routing' || kind === 'escalation' || kind === 'out_of_scope'

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

function notReadable(because: string, at?: number, cause?: unknown): AppError {
  const where = at === undefined ? '' : `case ${String(at)} `
  return new AppError('benchmark/not-readable', `Not a benchmark: ${where}${because}`, {
    details: { because: `${where}${because}`, ...(at === undefined ? {} : { at }) },
    cause,
  })
}
