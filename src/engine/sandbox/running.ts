import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { AppSpec } from './app-spec.ts'
import { failure, type FailureContext } from './failure.ts'
import type { KernelAnswer, Vm } from './vm.ts'

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

/** The same for what may wait for promises. `handler` is the command on whose behalf. */
export function askToEnd(
  running: Running,
  operation: string,
  input: Json,
  { timeMs, handler }: { readonly timeMs: number; readonly handler: string },
): Json {
  const answer = running.vm.callToEnd(operation, input, timeMs)
  if (answer) return valueOf(running, answer, handler)
  throw new AppError(
    'sandbox/failed',
    'It waits for a promise that nothing will settle: there are no timers and no network here',
    { details: handler === '' ? {} : { handler } },
  )
}

function valueOf(running: Running, answer: KernelAnswer, handler: string): Json {
  if (answer.ok) return answer.value
  throw failure(answer.error, running, handler)
}
