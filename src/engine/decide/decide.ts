import type { Document } from '#domain/document.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { correctionsOf, recordById } from '#domain/queries.ts'
import type { ScopeState } from '../ports.ts'
import { classifierRung } from './classifier.ts'
import type { Decision } from './decision.ts'
import { exactRung, slashForm } from './exact.ts'
import { fuzzyRung } from './fuzzy.ts'
import {
  memoryRung,
  mistakenFor,
  recollect,
  sameWords,
  type MemoryIndex,
  type Recollection,
} from './memory.ts'
import { understandable } from './message.ts'
import { unlessNothingToDrop } from './nothing-to-drop.ts'
import { unlessForbidden } from './prohibition.ts'
import {
  elsewhere,
  verdict,
  type AskedModel,
  type DecidePorts,
  type RungInput,
  type Verdict,
} from './rung.ts'
import { commandsInScope } from './scope-commands.ts'
import { smallTalkRung } from './small-talk.ts'
import { orUntaught } from './untaught.ts'

export interface DecideRequest {
  readonly message: string
  readonly document: Document
  readonly scope: ScopeState
  readonly model: AskedModel | null
  /** No question is open: "cancel it" has nothing of the conversation's to cancel. */
  readonly isIdle?: boolean
}

/**
 * The ladder, from the surest rung to the most general; the first that has an answer decides.
 * Nothing else may route a message. What none takes for a command may still be small talk.
 *
 * Words that were corrected come even before the names: a correction holds from the next message
 * on, whatever rung had been wrong. Only the slash form stands above it.
 *
 * Rejects with an `AppError` when a port fails, and with the signal's reason when it is aborted.
 */
export async function decide(
  request: DecideRequest,
  ports: DecidePorts,
  memory: MemoryIndex,
  signal: AbortSignal,
): Promise<Decision> {
  const watch = stopwatch(ports.now)
  const input: RungInput = {
    text: understandable(request.message),
    document: request.document,
    scope: commandsInScope(request.document, request.scope),
    model: request.model,
    isIdle: request.isIdle ?? false,
  }
  const decided = await climb(input, ports, memory, signal, watch)
  const answer = smallTalkRung(input, decided) ?? decided ?? unknown(input)
  return { ...answer, timings: watch.timings() }
}

async function climb(
  input: RungInput,
  ports: DecidePorts,
  memory: MemoryIndex,
  signal: AbortSignal,
  watch: Stopwatch,
): Promise<Verdict | null> {
  if (input.text === '') return null
  const remembered = sameWords(input)
  const named =
    slashForm(input) ??
    memoryRung(remembered, input) ??
    unlessMistaken(exactRung(input, ports.now()), remembered) ??
    unlessForbidden(unlessMistaken(fuzzyRung(input), remembered), input)
  watch.lap('names')
  if (named) return named
  const understanding = await ports.understand(input.text, signal)
  signal.throwIfAborted()
  watch.lap('understand')
  const recalled = await recall(input, understanding, ports, memory, signal)
  watch.lap('memory')
  const mistaken = mistakenFor(recalled)
  const decided =
    memoryRung(recalled, input) ?? (understanding && classifierRung(input, understanding, mistaken))
  watch.lap('weigh')
  const settled = decided && rememberedElsewhere(decided, recalled, input)
  return unlessNothingToDrop(unlessForbidden(orUntaught(settled, input, mistaken), input), input)
}

/** Where nothing fits, what the person once said the words mean says why: it is not offered here. */
function rememberedElsewhere(
  decided: Verdict,
  [nearest]: readonly Recollection[],
  { document, scope }: RungInput,
): Verdict {
  const meant = recordById(document, 'command', nearest?.correction.meant ?? null)
  return meant && decided.refusal?.kind === 'out-of-scope' && !scope.byId.has(meant.id)
    ? { ...decided, refusal: elsewhere(meant.id, scope) }
    : decided
}

/** A name does not route words that were said not to mean it. */
function unlessMistaken(
  found: Verdict | null,
  remembered: readonly Recollection[],
): Verdict | null {
  const [best] = found?.candidates ?? []
  return best && mistakenFor(remembered).has(best.command) ? null : found
}

/** The message is embedded once: by the model where there is one. */
async function recall(
  input: RungInput,
  understanding: Understanding | null,
  ports: DecidePorts,
  memory: MemoryIndex,
  signal: AbortSignal,
): Promise<Recollection[]> {
  if (correctionsOf(input.document).length === 0) return []
  const [embedding] = understanding
    ? [understanding.embedding]
    : await ports.embed([input.text], signal)
  signal.throwIfAborted()
  return embedding ? recollect(input, { embedding, understanding }, memory, signal) : []
}

/** No rung had anything to say: there is no model, it cannot be asked, or nothing was said. */
function unknown({ model, text }: RungInput): Verdict {
  const known = text === '' ? 'out-of-scope' : 'model-unavailable'
  return verdict('classifier', 'refuse', [], { refusal: { kind: model ? known : 'not-trained' } })
}

interface Stopwatch {
  /** Ends a stage that began where the last one ended. */
  lap(stage: string): void
  timings(): Decision['timings']
}

function stopwatch(now: () => number): Stopwatch {
  const laps: { stage: string; ms: number }[] = []
  let since = now()
  return {
    lap(stage) {
      const at = now()
      laps.push({ stage, ms: at - since })
      since = at
    },
    timings: () => laps,
  }
}
