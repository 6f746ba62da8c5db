import type { Understanding } from '#domain/intent-model.ts'
import { decide, type DecideRequest } from '#engine/decide/decide.ts'
import type { Decision } from '#engine/decide/decision.ts'
import { createMemoryIndex } from '#engine/decide/memory.ts'
import { offeredCommands } from '#engine/decide/offered.ts'
import type { BenchWorkflow } from './bench-workflow.ts'

/** What became of one message, as the ladder decided. */
export interface Asked {
  readonly outcome: 'route' | 'ask' | 'refuse'
  /** The best candidate, whatever the outcome; '' where there was none. */
  readonly predicted: string
  readonly probability: number
  /** Of the best over the second. */
  readonly lead: number
  /** The candidates, best first, whatever the outcome. */
  readonly best: readonly string[]
  /** The commands a person is shown: one that is routed to, or the choice of a question. */
  readonly shown: readonly string[]
  /** How surely the message belongs to the workflow at all, 0–1. */
  readonly inScope: number
  /** From the words to the decision. */
  readonly ms: number
}

/** Sends messages through the ladder, one after the other. */
export async function ask(
  { document, scope }: Pick<BenchWorkflow, 'document' | 'scope'>,
  model: DecideRequest['model'],
  understand: (text: string) => Promise<Understanding | null>,
  messages: readonly string[],
): Promise<Asked[]> {
  const { signal } = new AbortController()
  const embed = async (): Promise<never> => {
    throw new Error('Nothing was corrected, so there is nothing to remember')
  }
  const ports = { now: () => performance.now(), understand, embed }
  const memory = createMemoryIndex(embed)
  const asked: Asked[] = []
  for (const message of messages) {
    const from = performance.now()
    const decision = await decide({ message, document, scope, model }, ports, memory, signal)
    const [best, second] = decision.candidates
    asked.push({
      outcome: decision.outcome,
      predicted: best?.command ?? '',
      probability: best?.probability ?? 0,
      lead: (best?.probability ?? 0) - (second?.probability ?? 0),
      best: decision.candidates.map(({ command }) => command),
      shown: shownBy(decision),
      inScope: decision.inScope ?? 1,
      ms: performance.now() - from,
    })
  }
  return asked
}

function shownBy(decision: Decision): string[] {
  if (decision.outcome === 'refuse') return []
  return decision.outcome === 'ask'
    ? offeredCommands(decision)
    : decision.candidates.slice(0, 1).map(({ command }) => command)
}
