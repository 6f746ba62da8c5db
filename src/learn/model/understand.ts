import { OUT_OF_SCOPE, type IntentModel, type Understanding } from '#domain/intent-model.ts'
import { encoderKey } from '../encoders.ts'
import {
  cosineByLabel,
  cosinesTo,
  familiarityToProbability,
  relatedness,
  type ModelDetector,
} from './detector.ts'

const MOST_NEAREST = 12

/** What a model makes of an embedded message, given its detector and what its head said of it. */
export function understanding(
  model: IntentModel,
  detector: ModelDetector,
  embedding: Float32Array,
  headLogits: Float32Array,
): Omit<Understanding, 'embedMs' | 'headMs'> {
  const { examples, labels, temperature } = model
  const cosines = cosinesTo(examples.vectors, embedding)
  return {
    encoder: encoderKey(model.encoder),
    embedding,
    labels,
    logits: headLogits.map((logit) => logit / temperature),
    inScope: inScope(model, detector, headLogits, cosines),
    nearest: nearestRows(cosines).map((row) => ({
      label: labels[examples.labels[row]!]!,
      text: examples.texts[row]!,
      cosine: cosines[row]!,
    })),
  }
}

function inScope(
  { labels, examples }: IntentModel,
  detector: ModelDetector,
  logits: Float32Array,
  cosines: Float32Array,
): Float32Array {
  const outside = labels.indexOf(OUT_OF_SCOPE)
  const near = cosineByLabel(cosines, examples.labels, detector.lengths, detector.neighbours)
  return Float32Array.from(labels, (_, label) => {
    if (label === outside) return 0
    const logit = logits[label]!
    const margin = logit - (outside < 0 ? 0 : logits[outside]!)
    const similarity = relatedness(near[label]!, detector.unrelated)
    return familiarityToProbability(detector, { logit, margin, similarity })
  })
}

/** The rows of the highest cosines, highest first. */
function nearestRows(cosines: Float32Array): number[] {
  const rows: number[] = []
  cosines.forEach((cosine, row) => {
    if (rows.length === MOST_NEAREST && cosine <= cosines[rows.at(-1)!]!) return
    const at = rows.findIndex((other) => cosines[other]! < cosine)
    rows.splice(at < 0 ? rows.length : at, 0, row)
    if (rows.length > MOST_NEAREST) rows.pop()
  })
  return rows
}
