import { correctionSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type CorrectionId } from '#domain/ids.ts'
import type { IntentModel, Understanding } from '#domain/intent-model.ts'
import { decide } from '#engine/decide/decide.ts'
import { cosineOf, spreadOf } from '#engine/decide/likeness.ts'
import { createMemoryIndex } from '#engine/decide/memory.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { LabelledRow } from './rows.ts'

/** Messages and what became of them, the embeddings at hand. */
export interface Heard extends LabelledRow {
  /** The command that came first, whatever the outcome; '' for none. */
  readonly first: string
  readonly embedding: Float32Array
}

/** Asks the same messages again and again, understanding each once for a model. */
export interface Asker {
  readonly document: Document
  /** Mean distance of two training texts. */
  readonly spread: number
  ask(row: LabelledRow, document: Document): Promise<Heard>
}

export function createAsker(
  workflow: { readonly document: Document; readonly scope: ScopeState },
  model: IntentModel,
  understand: (text: string) => Promise<Understanding>,
): Asker {
  const understood = new Map<string, Promise<Understanding>>()
  const understandOnce = (text: string): Promise<Understanding> => {
    const known = understood.get(text) ?? understand(text)
    understood.set(text, known)
    return known
  }
  const embed = (texts: readonly string[]) =>
    Promise.all(texts.map(async (text) => (await understandOnce(text)).embedding))
  const memory = createMemoryIndex(embed)
  const ports = { now: () => 0, understand: understandOnce, embed }
  const { signal } = new AbortController()
  return {
    document: workflow.document,
    spread: spreadOf(model.examples, model.encoder.dimension),
    async ask({ text, label }, document) {
      const request = { message: text, document, scope: workflow.scope, model }
      const { candidates, outcome, rung } = await decide(request, ports, memory, signal)
      const { embedding } = await understandOnce(text)
      const isRemembered = rung === 'memory' && outcome === 'refuse'
      return { text, label, first: isRemembered ? '' : (candidates[0]?.command ?? ''), embedding }
    },
  }
}

/** The document with these messages corrected, each once; `null` is out of scope. */
export function withCorrections(
  document: Document,
  corrected: readonly { readonly text: string; readonly meant: string | null }[],
): Document {
  const records = corrected.map(({ text, meant }, i) =>
    correctionSchema.parse({
      kind: 'correction',
      id: `correction-${i}` as CorrectionId,
      text,
      context: ROOT_CONTEXT,
      meant: meant as CommandId | null,
      at: i,
    }),
  )
  return { ...document, ...Object.fromEntries(records.map((record) => [record.id, record])) }
}

/** How near a message lies to the nearest of some others, as a share of `spread`; 0 is the same. */
export function distanceTo(
  { embedding }: Pick<Heard, 'embedding'>,
  others: readonly Pick<Heard, 'embedding'>[],
  spread: number,
): number {
  const cosines = others.map((other) => cosineOf(embedding, other.embedding))
  return (1 - Math.max(-1, ...cosines)) / spread
}
