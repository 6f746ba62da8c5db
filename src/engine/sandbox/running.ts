import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { AppSpec } from './app-spec.ts'
import { failure, type FailureContext } from './failure.ts'
import type { KernelAnswer, Progress, Vm } from './vm.ts'

/** A VM with an application in it. */
export interface Running extends FailureContext {
  readonly vm: Vm
}

export const filesOf = ({ files, commands }: AppSpec): ReadonlySet<string> =>
  new Set([...files, ...commands].map(({ path }) => path))

/** Asks the kernel, and throws what the application threw as an `AppError`. */
export function ask(running: Running, operation: string, input: Json, timeMs: number): Json {
  return valueOf(running, running.vm.call(operation, input, timeMs), '')
}

/** What answers a handler's questions to the world. */
export interface Outside {
  /** One answer for each request, in any order. Rejects when the call is to end instead. */
  answer(requests: readonly Json[]): Promise<Json>
}

interface AskToEnd {
  /** Of the application's own running; what it waits is not counted. */
  readonly timeMs: number
  /** The command on whose behalf; '' for none. */
  readonly handler: string
  /** Left out where the kernel was told that nothing may be asked. */
  readonly outside?: Outside | undefined
}

/** The same for what may wait for promises, and for the world. */
export async function askToEnd(
  running: Running,
  operation: string,
  input: Json,
  { timeMs, handler, outside }: AskToEnd,
): Promise<Json> {
  let leftMs = timeMs
  const advance = (step: string, given: Json): Progress => {
    const started = performance.now()
    const progress = running.vm.advance(step, given, leftMs)
    // A call that has used up its time to the last is given the least there is to come to its end.
    leftMs = Math.max(1, leftMs - (performance.now() - started))
    return progress
  }
  let { outcome, requests } = advance(operation, input)
  // What was asked is seen to even when the handler did not wait for it, unless it failed meanwhile.
  while (outside && requests.length > 0 && outcome?.ok !== false)
    ({ outcome, requests } = advance('settle', await outside.answer(requests)))
  if (outcome) return valueOf(running, outcome, handler)
  throw new AppError(
    'sandbox/failed',
    'It waits for a promise that nothing will settle: there are no timers here',
    { details: handler === '' ? {} : { handler } },
  )
}

function valueOf(running: Running, answer: KernelAnswer, handler: string): Json {
  if (answer.ok) return answer.value
  throw failure(answer.error, running, handler)
}
