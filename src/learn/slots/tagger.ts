import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { SlotModel, TaggedSpan } from '#domain/intent-model.ts'
import { bestPath, marginals, OUTSIDE, isInside, parameterAt } from './chain.ts'
import { labelsByCommand, type CommandLabels } from './label-space.ts'
import { lexicalFeatures } from './lexical.ts'
import { unpackWeights } from './packed-weights.ts'
import { centered, chainScores } from './scores.ts'
import { TRAITS, withTraits } from './traits.ts'
import type { WordReading } from './words.ts'

/** Finds values in a text that was read. */
export interface Tagger {
  /** Whether it was taught anything of the command's parameters. */
  knows(command: CommandId): boolean
  /** The likeliest places of the command's values, in order; none overlaps another. */
  find(
    reading: WordReading,
    command: CommandId,
    /** Parameters that the text is an answer for. */
    asked?: readonly ParameterId[],
  ): TaggedSpan[]
}

/** `null` where the weights are damaged, or made for another encoder or other traits. */
export function openTagger(model: SlotModel, dimension: number): Tagger | null {
  const weights = unpackWeights(model.weights)
  if (weights?.dimension !== dimension + TRAITS) return null
  const commands = labelsByCommand(model.parameters)
  const kinds = Math.max(-1, ...model.parameters.map(({ kind }) => kind)) + 1
  if (weights.bias.length !== 1 + 2 * kinds) return null
  return {
    knows: (command) => commands.has(command),
    find(reading, command, asked = []) {
      const labels = commands.get(command)
      if (!labels || reading.words.length === 0) return []
      const scores = chainScores(weights, labels.shared, {
        vectors: centered(withTraits(reading), weights.center),
        features: lexicalFeatures(reading.words, askedKinds(labels, asked)),
      })
      const shares = marginals(scores).states
      return spansOf(bestPath(scores), reading, labels, command, (word, label) => {
        return shares[word * scores.labels + label]!
      })
    },
  }
}

export const askedKinds = (
  { parameters }: CommandLabels,
  asked: readonly ParameterId[],
): string[] => parameters.filter(({ id }) => asked.includes(id)).map(({ kind }) => String(kind))

function spansOf(
  path: Int32Array,
  { places }: WordReading,
  { parameters }: CommandLabels,
  command: CommandId,
  probabilityOf: (word: number, label: number) => number,
): TaggedSpan[] {
  const spans: TaggedSpan[] = []
  path.forEach((label, word) => {
    if (label === OUTSIDE) return
    const probability = probabilityOf(word, label)
    const { start, end } = places[word]!
    const last = spans.at(-1)
    if (isInside(label) && last)
      spans[spans.length - 1] = {
        ...last,
        end,
        probability: Math.min(last.probability, probability),
      }
    else
      spans.push({
        command,
        parameter: parameters[parameterAt(label)]!.id,
        start,
        end,
        probability,
      })
  })
  return spans
}
