import { trainingRows } from '#domain/training-rows.ts'
import { seededRandom, shuffled } from '#learn/train/random.ts'
import { mean } from '#learn/train/statistics.ts'
import { benchWorkflow } from './bench-workflow.ts'
import { createAsker, distanceTo, withCorrections, type Asker, type Heard } from './corrected.ts'
import type { NodeLearner } from './node-learner.ts'
import { drawShots, type LabelledRow } from './rows.ts'

/** Distances within which a paraphrase counts as near, as shares of the mean distance of two texts. */
export const NEAR = [0.1, 0.15, 0.2, 0.25, 0.3] as const

/** What corrections did to the messages that were not corrected. Shares are 0–1. */
export interface Effect {
  /** For each of `NEAR`: of the wrong ones within it of a corrected message of their own intent. */
  readonly near: readonly {
    readonly within: number
    readonly wrong: number
    readonly right: number
  }[]
  /** Of those that were right, the share that is wrong now. */
  readonly broken: number
  readonly before: number
  readonly after: number
}

export interface CorrectionJob {
  readonly rows: readonly LabelledRow[]
  readonly test: readonly LabelledRow[]
  readonly oosLabel: string
  readonly shots: number
  readonly corrections: number
  readonly seed: number
}

export interface CorrectionFigures {
  /** All corrections together, by memory alone. */
  readonly together: Effect
  /** Each of the first 30 alone, by memory alone: sums and means over the corrections. */
  readonly alone: Effect
  /** All together, after training on them. */
  readonly trained: Effect
  /** Messages out of scope that had gone to a command, corrected to "out of scope". */
  readonly outside: Effect
  readonly spread: number
  readonly corrected: number
}

/**
 * Corrects messages of the test rows that a trained model gets wrong, each once, and asks all the
 * others again. A message is right when its command comes first.
 */
export async function measureCorrection(
  learner: NodeLearner,
  { rows, test, oosLabel, shots, corrections, seed }: CorrectionJob,
): Promise<CorrectionFigures> {
  const inside = rows.filter(({ label }) => label !== oosLabel)
  const workflow = benchWorkflow(drawShots(inside, shots, seed), oosLabel)
  await learner.embed(test.map(({ text }) => text))
  const trained = await learner.train({ rows: workflow.rows, seed })
  const asker = createAsker(workflow, trained.model, trained.understand)
  const heard = await askAll(asker, test)
  const meant = heard.filter(({ label }) => label !== oosLabel)
  const wrong = meant.filter(({ label, first }) => label !== first)
  const corrected = shuffled(wrong, seededRandom(seed)).slice(0, corrections)
  const rest = without(meant, corrected)
  const document = withCorrections(workflow.document, corrected.map(asCorrection))

  const together = effectOf(rest, await askAll(asker, rest, document), corrected, asker.spread)
  const alone = await measureAlone(asker, rest, corrected)
  const outside = await measureOutside(asker, heard, oosLabel, seed)
  await trained.close()

  const taught = trainingRows(document).filter(({ label }) => !label.startsWith('core/'))
  const again = await learner.train({ rows: taught, seed })
  const pupil = createAsker(workflow, again.model, again.understand)
  const relearned = effectOf(rest, await askAll(pupil, rest, document), corrected, asker.spread)
  await again.close()
  return {
    together,
    alone,
    trained: relearned,
    outside,
    spread: asker.spread,
    corrected: corrected.length,
  }
}

const asCorrection = ({ text, label }: LabelledRow) => ({ text, meant: label })

/** What is left to ask: other messages, in other words. */
function without(heard: readonly Heard[], corrected: readonly Heard[]): Heard[] {
  const texts = new Set(corrected.map(({ text }) => text.toLowerCase()))
  return heard.filter(({ text }) => !texts.has(text.toLowerCase()))
}

export async function askAll(
  asker: Asker,
  rows: readonly LabelledRow[],
  document = asker.document,
): Promise<Heard[]> {
  const heard: Heard[] = []
  for (const row of rows) heard.push(await asker.ask(row, document))
  return heard
}

export function effectOf(
  before: readonly Heard[],
  after: readonly Heard[],
  corrected: readonly Heard[],
  spread: number,
): Effect {
  const pairs = before.map((each, i) => {
    const own = corrected.filter(({ label }) => label === each.label)
    return {
      wasRight: each.first === each.label,
      isRight: after[i]?.first === each.label,
      distance: distanceTo(each, own, spread),
    }
  })
  const wasRight = pairs.filter((pair) => pair.wasRight)
  const near = NEAR.map((within) => {
    const wrong = pairs.filter((pair) => !pair.wasRight && pair.distance <= within)
    return { within, wrong: wrong.length, right: wrong.filter((pair) => pair.isRight).length }
  })
  return {
    near,
    broken: mean(wasRight.map(({ isRight }) => (isRight ? 0 : 1))) ?? 0,
    before: wasRight.length / pairs.length,
    after: mean(pairs.map(({ isRight }) => (isRight ? 1 : 0))) ?? 0,
  }
}

/** Asking every message about each correction takes hours: so many corrections, and so far around. */
const ALONE = 30
const ASKED_WITHIN = 0.6

async function measureAlone(
  asker: Asker,
  rest: readonly Heard[],
  corrected: readonly Heard[],
): Promise<Effect> {
  const effects: Effect[] = []
  for (const one of corrected.slice(0, ALONE)) {
    const document = withCorrections(asker.document, [asCorrection(one)])
    const after: Heard[] = []
    for (const each of rest) {
      const isReached = distanceTo(each, [one], asker.spread) <= ASKED_WITHIN
      after.push(isReached ? await asker.ask(each, document) : each)
    }
    effects.push(effectOf(rest, after, [one], asker.spread))
  }
  return summed(effects)
}

/** Counts added up, shares averaged. */
export function summed(effects: readonly Effect[]): Effect {
  const add = (index: number, of: 'wrong' | 'right'): number =>
    effects.reduce((sum, { near }) => sum + (near[index]?.[of] ?? 0), 0)
  const average = (of: 'broken' | 'before' | 'after'): number =>
    mean(effects.map((effect) => effect[of])) ?? 0
  return {
    near: NEAR.map((within, i) => ({ within, wrong: add(i, 'wrong'), right: add(i, 'right') })),
    broken: average('broken'),
    before: average('before'),
    after: average('after'),
  }
}

const OUTSIDE_CORRECTED = 100

/** A message out of scope is right where it is not routed to anything: here, where memory says so. */
async function measureOutside(
  asker: Asker,
  heard: readonly Heard[],
  oosLabel: string,
  seed: number,
): Promise<Effect> {
  const outside = heard.filter(({ label }) => label === oosLabel)
  const corrected = shuffled(outside, seededRandom(seed)).slice(0, OUTSIDE_CORRECTED)
  const document = withCorrections(
    asker.document,
    corrected.map(({ text }) => ({ text, meant: null })),
  )
  const right = (each: Heard): Heard =>
    each.label === oosLabel && each.first === '' ? { ...each, first: oosLabel } : each
  const rest = without(heard, corrected)
  const after = (await askAll(asker, rest, document)).map(right)
  return effectOf(rest.map(right), after, corrected, asker.spread)
}

export interface NewCommandFigures {
  /** Of the intent's messages near the one it was made of. */
  readonly near: Effect['near']
  /** Of all the intent's messages: right at once, and after training. */
  readonly share: number
  readonly trainedShare: number
  readonly trainedNear: Effect['near']
  /** Of the others' messages that were right. */
  readonly broken: number
  readonly trainedBroken: number
  readonly intents: number
}

/**
 * Leaves intents out, one at a time, and makes each a command of one message of it, as the dialog
 * *What did you mean?* does: a command with that utterance, and a correction to it.
 */
export async function measureNewCommand(
  learner: NodeLearner,
  { rows, test, oosLabel, shots, seed }: CorrectionJob,
  intents: number,
): Promise<NewCommandFigures> {
  const drawn = drawShots(
    rows.filter(({ label }) => label !== oosLabel),
    shots,
    seed,
  )
  const messages = test.filter(({ label }) => label !== oosLabel)
  const labels = [...new Set(drawn.map(({ label }) => label))]
  const immediate: Effect[] = []
  const trainedEffects: Effect[] = []
  const shares: { at: number; trained: number }[] = []
  for (const label of shuffled(labels, seededRandom(seed)).slice(0, intents)) {
    const [said] = drawn.filter((row) => row.label === label)
    if (!said) continue
    const known = drawn.filter((row) => row.label !== label)
    const before = benchWorkflow(known, oosLabel)
    const grown = benchWorkflow([...known, said], oosLabel)
    const document = withCorrections(grown.document, [asCorrection(said)])
    const first = await learner.train({ rows: before.rows, seed })
    const asker = createAsker({ ...grown, document }, first.model, first.understand)
    const untouched = await askAll(asker, messages, before.document)
    const at = await askAll(asker, messages)
    const source = await asker.ask(said, document)
    await first.close()
    const rowsOfIt = trainingRows(document).filter((row) => !row.label.startsWith('core/'))
    const second = await learner.train({ rows: rowsOfIt, seed })
    const pupil = createAsker({ ...grown, document }, second.model, second.understand)
    const later = await askAll(pupil, messages)
    await second.close()
    immediate.push(effectOf(untouched, at, [source], asker.spread))
    trainedEffects.push(effectOf(untouched, later, [source], asker.spread))
    shares.push({ at: shareOf(at, label), trained: shareOf(later, label) })
  }
  const now = summed(immediate)
  const then = summed(trainedEffects)
  return {
    near: now.near,
    trainedNear: then.near,
    share: mean(shares.map(({ at }) => at)) ?? 0,
    trainedShare: mean(shares.map(({ trained }) => trained)) ?? 0,
    broken: now.broken,
    trainedBroken: then.broken,
    intents: shares.length,
  }
}

const shareOf = (heard: readonly Heard[], label: string): number =>
  mean(heard.filter((row) => row.label === label).map((row) => (row.first === label ? 1 : 0))) ?? 0
