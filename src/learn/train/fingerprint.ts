import type { IntentModel, TrainingRow } from '#domain/intent-model.ts'
import { encoderKey } from '../encoders.ts'

/**
 * 16 hex digits that tell one training job from another. Not for security: it says whether a model
 * is still the model of these rows, and works where a page has no `crypto.subtle`.
 */
export function fingerprint({
  rows,
  encoder,
  seed,
}: {
  readonly rows: readonly TrainingRow[]
  readonly encoder: IntentModel['encoder']
  readonly seed: number
}): string {
  const lines = rows.map(({ text, label }) => JSON.stringify([label, text])).sort()
  const text = [encoderKey(encoder), String(seed), ...lines].join('\n')
  return hash32(text, 0x811c9dc5) + hash32(text, 0x01000193)
}

/** FNV-1a over UTF-16 code units, with a final mix. */
function hash32(text: string, start: number): string {
  let hash = start
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0')
}
