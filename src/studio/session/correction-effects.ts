import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { workflowOf } from '#domain/queries.ts'
import { decide } from '#engine/decide/decide.ts'
import type { Decision } from '#engine/decide/decision.ts'
import { cosineOf, spreadOf } from '#engine/decide/likeness.ts'
import { createMemoryIndex, type MemoryIndex } from '#engine/decide/memory.ts'
import type { AskedModel, DecidePorts } from '#engine/decide/rung.ts'
import type { StoredMessage } from './stored-messages.ts'

/** Where a message goes: to a command, to a question, or nowhere. */
export type Goal =
  | { readonly kind: 'command'; readonly command: CommandId }
  | { readonly kind: 'asks' }
  | { readonly kind: 'nowhere' }

/** A stored message that goes elsewhere once a correction is kept. */
export interface Effect {
  readonly message: StoredMessage
  readonly from: Goal
  readonly to: Goal
  /** Against what it is known to mean; `unknown` where nobody said. */
  readonly verdict: 'mended' | 'broken' | 'unknown'
}

export interface CorrectionEffects {
  readonly effects: readonly Effect[]
  /** Messages that were asked again: all near enough to be reached, at most `MOST_ASKED`. */
  readonly asked: number
  /** Messages near enough that were not asked any more. */
  readonly left: number
}

export interface EffectsJob {
  readonly before: Document
  readonly after: Document
  /** The words of the correction, which are not an effect of it. */
  readonly text: string
  readonly messages: readonly StoredMessage[]
  readonly model: AskedModel | null
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** Beyond this share of the usual distance of two texts memory does not reach. */
const REACH = 0.75
const MOST_ASKED = 300
const CHUNK = 32

/** Looks ahead with the vectors of the session at hand: a text is embedded once for an encoder. */
export interface EffectsService {
  effectsOf(job: EffectsJob): Promise<CorrectionEffects>
}

/**
 * Asks the stored messages again, by the same ladder as the chat: with the document as it is, and
 * as it would be. Only those in reach of the correction are asked; the model gives its
 * understanding of each once. Rejects with the signal's reason when aborted.
 */
export function createEffectsService(ports: DecidePorts): EffectsService {
  const memory = createMemoryIndex(ports.embed)
  return {
    async effectsOf(job) {
      const near = await messagesInReach(job, memory)
      const asked = near.slice(0, MOST_ASKED)
      const effects: Effect[] = []
      for (const [index, message] of asked.entries()) {
        job.onProgress(index, asked.length)
        const effect = await effectOn(message, job, ports, memory)
        if (effect) effects.push(effect)
      }
      job.onProgress(asked.length, asked.length)
      return { effects: sorted(effects), asked: asked.length, left: near.length - asked.length }
    },
  }
}

async function messagesInReach(
  { before, text, messages, model, signal, onProgress }: EffectsJob,
  memory: MemoryIndex,
): Promise<StoredMessage[]> {
  const { encoder } = workflowOf(before)
  const [corrected] = await memory.vectors(encoder, [text], signal)
  if (!corrected) return []
  const spread = model?.examples ? spreadOf(model.examples, corrected.length) : 1
  const others = messages.filter((each) => each.text.trim() !== text.trim())
  const near: { message: StoredMessage; distance: number }[] = []
  for (let start = 0; start < others.length; start += CHUNK) {
    onProgress(start, others.length)
    const chunk = others.slice(start, start + CHUNK)
    const vectors = await memory.vectors(
      encoder,
      chunk.map((each) => each.text),
      signal,
    )
    signal.throwIfAborted()
    // Vectors that are known come without a pause: let the page draw meanwhile.
    if (start % (CHUNK * 8) === 0) await new Promise((resolve) => setTimeout(resolve))
    chunk.forEach((message, i) => {
      const distance = (1 - cosineOf(corrected, vectors[i])) / spread
      if (distance <= REACH) near.push({ message, distance })
    })
  }
  return near.sort((a, b) => a.distance - b.distance).map(({ message }) => message)
}

async function effectOn(
  message: StoredMessage,
  { before, after, model, signal }: EffectsJob,
  ports: DecidePorts,
  memory: MemoryIndex,
): Promise<Effect | null> {
  let understood: Promise<Understanding | null> | undefined
  const once: DecidePorts = {
    ...ports,
    understand: (text, until) => (understood ??= ports.understand(text, until)),
  }
  const goal = async (document: Document): Promise<Goal> => {
    const request = { message: message.text, document, scope: message.scope, model }
    return goalOf(await decide(request, once, memory, signal))
  }
  const from = await goal(before)
  const to = await goal(after)
  return isSame(from, to) ? null : { message, from, to, verdict: verdictOn(message, from, to) }
}

function goalOf({ outcome, candidates: [best] }: Decision): Goal {
  if (outcome === 'ask') return { kind: 'asks' }
  return outcome === 'route' && best
    ? { kind: 'command', command: best.command }
    : { kind: 'nowhere' }
}

const commandOf = (goal: Goal): CommandId | null => (goal.kind === 'command' ? goal.command : null)

const isSame = (a: Goal, b: Goal): boolean => a.kind === b.kind && commandOf(a) === commandOf(b)

function verdictOn({ expected }: StoredMessage, from: Goal, to: Goal): Effect['verdict'] {
  if (expected === undefined) return 'unknown'
  if (commandOf(to) === expected) return 'mended'
  return commandOf(from) === expected ? 'broken' : 'unknown'
}

const WORST_FIRST: readonly Effect['verdict'][] = ['broken', 'unknown', 'mended']

const sorted = (effects: readonly Effect[]): Effect[] =>
  effects.toSorted((a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict))
