import type { CaseOutcome } from '#domain/benchmark/benchmark-score.ts'
import type { PlacedCase } from '#domain/benchmark/place-cases.ts'
import type { ContextId } from '#domain/ids.ts'
import { decide, type DecideRequest } from '../decide/decide.ts'
import { fullScope } from '../decide/full-scope.ts'
import { createMemoryIndex } from '../decide/memory.ts'
import { offeredCommands } from '../decide/offered.ts'
import type { DecidePorts } from '../decide/rung.ts'
import type { ScopeState } from '../scope-state.ts'

/** What a benchmark is run against. */
export type BenchmarkSubject = Pick<DecideRequest, 'document' | 'model'>

export interface BenchmarkOptions {
  readonly signal: AbortSignal
  /** After each case; the next waits for it. */
  readonly onProgress?: (done: number) => void | Promise<void>
}

/**
 * Sends each case through the ladder, as the chat would, all commands of its context available.
 * Rejects with an `AppError` when a port fails, and with the signal's reason when it is aborted.
 */
export async function runBenchmark(
  { document, model }: BenchmarkSubject,
  cases: readonly PlacedCase[],
  ports: DecidePorts,
  { signal, onProgress = () => undefined }: BenchmarkOptions,
): Promise<CaseOutcome[]> {
  const memory = createMemoryIndex(ports.embed)
  const scopes = new Map<ContextId, ScopeState>()
  const outcomes: CaseOutcome[] = []
  for (const each of cases) {
    signal.throwIfAborted()
    const scope = scopes.get(each.context) ?? fullScope(document, each.context)
    scopes.set(each.context, scope)
    const request = { message: each.utterance, document, scope, model }
    const { outcome, candidates } = await decide(request, ports, memory, signal)
    const shown = {
      route: () => candidates.slice(0, 1).map(({ command }) => command),
      ask: () => offeredCommands({ candidates }),
      refuse: () => [],
    }[outcome]()
    outcomes.push({ ...each, outcome, shown })
    await onProgress(outcomes.length)
  }
  return outcomes
}
