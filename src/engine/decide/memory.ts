import { CORE_COMMANDS, coreCommandById } from '#domain/core-commands.ts'
import type { CorrectionRecord } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { OUT_OF_SCOPE, type Understanding } from '#domain/intent-model.ts'
import { correctionsOf, recordById, workflowOf } from '#domain/queries.ts'
import type { EnginePorts } from '../ports.ts'
import { comparable } from '../parameters/words.ts'
import { knowsText } from './known-texts.ts'
import {
  cosineOf,
  isNear,
  logOddsOf,
  spreadOf,
  spreadOfVectors,
  type Likeness,
} from './likeness.ts'
import { understandable } from './message.ts'
import { namedCandidate, verdict, type RungInput, type Verdict } from './rung.ts'

/** So near to a corrected message that it may not go again to what that was mistaken for. */
const SAME_WORDS = 0.1
/** Likely enough to route: what is remembered is followed without asking. */
const LEAST_PROBABILITY = 0.5
/** Farther than two texts are from each other on the mean, a correction says nothing. */
const REACH = 1

/** A correction that the message is like. */
export interface Recollection {
  readonly correction: CorrectionRecord
  readonly cosine: number
  /** See `Likeness`; 0 for the same words. */
  readonly distance: number
  /** That the message means what the correction says; infinite for the same words. */
  readonly logOdds: number
  /** Whether it is to be followed; one that is not may still hold against what was mistaken. */
  readonly applies: boolean
}

/** The embeddings of corrections, each computed once for an encoder. */
export interface MemoryIndex {
  vectors(
    encoder: string,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>
}

/** One for each session: it forgets with it, and embeds anew when the encoder changes. */
export function createMemoryIndex(embed: EnginePorts['embed']): MemoryIndex {
  let known = { encoder: '', vectors: new Map<string, Float32Array>() }
  return {
    async vectors(encoder, texts, signal) {
      if (known.encoder !== encoder) known = { encoder, vectors: new Map() }
      const { vectors } = known
      const unknown = [...new Set(texts)].filter((text) => !vectors.has(text))
      const fresh = unknown.length > 0 ? await embed(unknown, signal) : []
      unknown.forEach((text, i) => {
        const vector = fresh[i]
        if (vector) vectors.set(text, vector)
      })
      return texts.map((text) => vectors.get(text) ?? new Float32Array())
    },
  }
}

/**
 * Corrections of the same words: those made where the message was said first, then those made at
 * the levels around it, each newest first. They need no encoder, and come before the names are
 * looked at: a person who corrected an answer must not get it again.
 */
export function sameWords({ document, text, scope }: RungInput): Recollection[] {
  const said = comparable(text)
  const levelOf = ({ context }: CorrectionRecord): number => {
    const level = scope.levels.findIndex((each) => each.context === context)
    return level < 0 ? Infinity : level
  }
  return correctionsOf(document)
    .filter((correction) => comparable(understandable(correction.text)) === said)
    .toReversed()
    .sort((a, b) => (levelOf(a) === levelOf(b) ? 0 : levelOf(a) - levelOf(b)))
    .map((correction) => ({
      correction,
      cosine: 1,
      distance: 0,
      logOdds: Infinity,
      applies: true,
    }))
}

/** A message as the model and the encoder have it. */
export interface HeardMessage {
  readonly embedding: Float32Array
  readonly understanding: Understanding | null
}

/**
 * Corrections like the message, those to be followed first, likeliest first; of equally likely
 * ones the newest first.
 */
export async function recollect(
  input: RungInput,
  heard: HeardMessage,
  memory: MemoryIndex,
  signal: AbortSignal,
): Promise<Recollection[]> {
  const corrections = correctionsOf(input.document)
  const { encoder } = workflowOf(input.document)
  const vectorsOf = (texts: readonly string[]) => memory.vectors(encoder, texts, signal)
  const vectors = await vectorsOf(corrections.map(({ text }) => understandable(text)))
  const remembered = corrections.map((correction, i) => ({
    correction,
    cosine: cosineOf(heard.embedding, vectors[i]),
  }))
  const known = input.model?.examples
    ? { spread: spreadOf(input.model.examples, heard.embedding.length), rivals: [] }
    : await knownWithoutModel(heard, vectorsOf)
  // Nearest first: what is sought among them is nearly always among the first few.
  const rivals = [...known.rivals, ...rivalsOf(input, heard, remembered)].sort(
    (a, b) => b.cosine - a.cosine,
  )
  const leadOver = heard.understanding && leads(input, heard.understanding)
  return remembered
    .filter(({ cosine }) => 1 - cosine <= REACH * known.spread)
    .map(({ correction, cosine }) => {
      const likeness: Likeness = {
        distance: (1 - cosine) / known.spread,
        rival: (1 - nearestRival(correction, rivals, heard)) / known.spread,
        lead: leadOver?.(correction.meant) ?? null,
      }
      const logOdds = logOddsOf(likeness)
      const isLikely = logOdds >= 0 && likeness.lead !== null && !isLearned(input, correction)
      const applies = isLikely || isNear(likeness)
      return { correction, cosine, distance: likeness.distance, logOdds, applies }
    })
    .filter(({ applies, distance }) => applies || distance <= SAME_WORDS)
    .reverse()
    .sort((a, b) => Number(b.applies) - Number(a.applies) || b.logOdds - a.logOdds)
}

/**
 * The model was trained on this correction: it has its say there, and likeness would have it twice.
 * What is near stays with memory all the same.
 */
const isLearned = ({ model }: RungInput, { text, meant }: CorrectionRecord): boolean =>
  model?.examples !== undefined &&
  knowsText({ labels: model.labels, examples: model.examples }, text, meant ?? OUT_OF_SCOPE)

/** A text of which it is known what it means. */
interface KnownText {
  readonly text: string
  readonly means: CommandId | null
  readonly cosine: number
}

/** Without a model: what every workflow has, the texts of the core commands. */
async function knownWithoutModel(
  { embedding, understanding }: HeardMessage,
  vectorsOf: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
): Promise<{ readonly spread: number; readonly rivals: readonly KnownText[] }> {
  const texts = CORE_COMMANDS.flatMap(({ id, utterances }) =>
    utterances.map((text) => ({ text, means: id })),
  )
  const vectors = await vectorsOf(texts.map(({ text }) => text))
  const rivals = texts.map((each, i) => ({ ...each, cosine: cosineOf(embedding, vectors[i]) }))
  return { spread: spreadOfVectors(vectors), rivals: understanding ? [] : rivals }
}

/** The nearest training texts of what can be asked for here, and what else was corrected. */
function rivalsOf(
  { scope }: RungInput,
  { understanding }: HeardMessage,
  remembered: readonly { readonly correction: CorrectionRecord; readonly cosine: number }[],
): KnownText[] {
  const isHere = (command: CommandId | null): boolean => command === null || scope.byId.has(command)
  const taught = (understanding?.nearest ?? []).flatMap(({ label, text, cosine }) =>
    scope.byId.has(label) ? [{ text, means: label, cosine }] : [],
  )
  const corrected = remembered
    .filter(({ correction }) => isHere(correction.meant))
    .map(({ correction: { text, meant }, cosine }) => ({ text, means: meant, cosine }))
  return [...taught, ...corrected]
}

/**
 * Cosine to the nearest text of another meaning, of those that come nearest first. A text that is
 * the corrected one itself is none: what it meant before is what was put right.
 */
function nearestRival(
  { text, meant }: CorrectionRecord,
  rivals: readonly KnownText[],
  { understanding }: HeardMessage,
): number {
  const words = comparable(text)
  const nearest = rivals.find((rival) => rival.means !== meant && comparable(rival.text) !== words)
  // Not among the nearest that the model tells of: then at most as near as the last of those.
  const beyond = understanding?.nearest.at(-1)?.cosine ?? 0
  return Math.max(beyond, nearest?.cosine ?? 0)
}

/**
 * By how much the model holds anything else in the workflow for likelier than a meaning, in log
 * odds. Of a command that it does not know yet: how sure it is of what it does know.
 */
function leads(
  { document }: RungInput,
  { labels, logits }: Understanding,
): (meant: CommandId | null) => number {
  const exists = (label: CommandId): boolean =>
    label === OUT_OF_SCOPE ||
    coreCommandById(label) !== undefined ||
    recordById(document, 'command', label) !== undefined
  const living = labels
    .map((label, i) => ({ label, logit: logits[i] ?? -Infinity }))
    .filter(({ label }) => exists(label))
    .sort((a, b) => b.logit - a.logit)
  const known = new Map(living.map(({ label, logit }) => [label, logit]))
  const [first] = living
  const rest = living
    .slice(1)
    .reduce((sum, { logit }) => sum + Math.exp(logit - (first?.logit ?? 0)), 0)
  const sureness = first ? Math.max(0, -Math.log(Math.max(rest, 1e-9))) : 0
  return (meant) => {
    const wanted = meant ?? OUT_OF_SCOPE
    const own = known.get(wanted)
    const other = living.find(({ label }) => label !== wanted)
    if (own === undefined) return sureness
    return other ? Math.max(0, other.logit - own) : 0
  }
}

/**
 * What the nearest correction says, if it can be followed here: its command is in scope, or it
 * says that these words are out of scope. One made elsewhere that cannot be followed gives way to
 * the next; one made right here does not, for it says what the person wants here.
 */
export function memoryRung(
  recollections: readonly Recollection[],
  { scope }: RungInput,
): Verdict | null {
  const here = scope.levels[0]?.context
  for (const { correction, cosine, logOdds, applies } of recollections) {
    if (!applies) return null
    if (correction.meant === null)
      return verdict('memory', 'refuse', [], {
        refusal: { kind: 'remembered' },
        correction: correction.id,
      })
    const command = scope.byId.get(correction.meant)
    if (command) {
      const probability = Math.max(LEAST_PROBABILITY, 1 / (1 + Math.exp(-logOdds)))
      const candidate = {
        ...namedCandidate(command, probability),
        nearest: [{ text: correction.text, cosine }],
      }
      return verdict('memory', 'route', [candidate], { correction: correction.id })
    }
    if (correction.context === here) return null
  }
  return null
}

/** Commands these words were mistaken for, and were not since said to mean after all. */
export function mistakenFor(recollections: readonly Recollection[]): ReadonlySet<CommandId> {
  const newestFirst = recollections
    .filter(({ distance }) => distance <= SAME_WORDS)
    .map(({ correction }) => correction)
    .sort((a, b) => b.at - a.at)
  const judged = new Map<CommandId, boolean>()
  for (const { meant, mistaken } of newestFirst) {
    if (meant !== null && !judged.has(meant)) judged.set(meant, false)
    if (mistaken !== null && mistaken !== meant && !judged.has(mistaken)) judged.set(mistaken, true)
  }
  return new Set([...judged].filter(([, isMistaken]) => isMistaken).map(([command]) => command))
}
