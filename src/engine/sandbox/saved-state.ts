import { z } from 'zod'
import type { WireError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'

/**
 * A value inside an object: a JSON scalar, a reference to an object by its number, or one of the
 * things JSON has no word for.
 */
export type StateValue =
  | string
  | number
  | boolean
  | null
  | readonly ['ref', number]
  | readonly ['undefined']
  | readonly ['number', 'NaN' | 'Infinity' | '-Infinity' | '-0']
  | readonly ['bigint', string]

/** One object. `class` is the name of its class where that is not the plain built-in one. */
export type StateObject = { readonly class?: string } & (
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, StateValue>> }
  | { readonly kind: 'array' | 'set'; readonly items: readonly StateValue[] }
  | { readonly kind: 'map'; readonly items: readonly (readonly [StateValue, StateValue])[] }
  /** Unix time in milliseconds; `null` for an invalid date. */
  | { readonly kind: 'date'; readonly time: number | null }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  /** With bytes of its own: that two such arrays were views of one buffer is not kept. */
  | { readonly kind: 'typed'; readonly type: string; readonly items: readonly StateValue[] }
)

/**
 * The application's objects and where the person is among them, readable and independent of the
 * engine. Objects refer to each other by their place in the list, so cycles and sharing are kept.
 * Functions, symbols, promises, buffers, getters and `#private` fields are not, nor whether an object
 * was frozen.
 */
export type StateExport = {
  readonly format: 1
  readonly root: StateValue
  readonly current: StateValue
  readonly objects: readonly StateObject[]
  /** What was done and can be taken back by the command's own handler, oldest first. */
  readonly undo?: readonly StateUndo[]
}

export type StateUndo = {
  readonly ticket: string
  readonly command: string
  /** The instance it was done on. */
  readonly self: StateValue
  readonly input: Json
  readonly output: Json
}

/**
 * A running application at rest, twice: the memory of the engine, exact but only for the same
 * engine and source, and the export, which survives a change of either. Plain data and bytes.
 */
export interface SavedState {
  readonly format: 1
  readonly specHash: string
  /** Engine and kernel that wrote `memory`. */
  readonly engine: string
  /** Packed by `packed-memory.ts`. */
  readonly memory: Uint8Array
  /** Where in `memory` the kernel is. */
  readonly kernel: number
  /** What did not compile then, by the key it is asked for. */
  readonly faults: readonly (readonly [key: string, WireError])[]
  /** `null` when it did not fit the limits, or was not taken: the memory can then tell it once more. */
  readonly state: StateExport | null
  /** The last change, where it can be taken back: the memory of before it, beside `memory`. */
  readonly restorable?: RestorableMemory | undefined
}

export interface RestorableMemory {
  readonly ticket: string
  readonly memory: Uint8Array
  readonly kernel: number
}

const wireErrorSchema = z.object({
  code: z.custom<WireError['code']>((code) => typeof code === 'string'),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

const savedStateSchema = z.object({
  format: z.literal(1),
  specHash: z.string(),
  engine: z.string(),
  memory: z.instanceof(Uint8Array),
  kernel: z.number().int().nonnegative(),
  faults: z.array(z.tuple([z.string(), wireErrorSchema])),
  // Its inside is read by the kernel, which refuses what it cannot rebuild.
  state: z.custom<StateExport | null>((value) => typeof value === 'object'),
  restorable: z
    .object({
      ticket: z.string(),
      memory: z.instanceof(Uint8Array),
      kernel: z.number().int().nonnegative(),
    })
    .optional(),
})

/** What a database gives back, if it is a saved state at all. */
export function readSavedState(value: unknown): SavedState | null {
  const parsed = savedStateSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
