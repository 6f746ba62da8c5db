import { belonging } from '#domain/belonging.ts'
import type { CommandId } from '#domain/ids.ts'
import { ABORT, coreCommandById } from '#domain/core-commands.ts'
import { OUT_OF_SCOPE, type Thresholds, type Understanding } from '#domain/intent-model.ts'
import { recordById, workflowOf } from '#domain/queries.ts'
import type { Candidate } from './decision.ts'
import { asCosine } from './likeness.ts'
import { elsewhere, thresholdsOf, verdict, type RungInput, type Verdict } from './rung.ts'
import type { ScopedCommand } from './scope-commands.ts'

const CANDIDATES = 5
const NEAREST = 3

interface Weighed {
  readonly command: CommandId
  /** Over all labels of the workflow. */
  readonly overall: number
  readonly familiarity: number
}

interface InScope extends Weighed {
  readonly scoped: ScopedCommand
  /** Over the commands in scope and "out of scope". */
  readonly probability: number
}

/**
 * Judges all levels of the scope by one pass of the model: the labels that are not in scope are
 * masked, not forgotten, because what fits best elsewhere must not be forced into what is here.
 */
export function classifierRung(
  input: RungInput,
  understanding: Understanding,
  banned: ReadonlySet<CommandId>,
): Verdict | null {
  if (!input.model) return null
  const thresholds = thresholdsOf(input.model.thresholds, workflowOf(input.document).settings)
  const heard = weigh(input, understanding)
  const labels = input.isIdle ? unlessNothingToDrop(heard, thresholds) : heard
  const outOfScope = labels.find(({ command }) => command === OUT_OF_SCOPE)?.overall ?? 0
  const here = inScope(input, labels, outOfScope)
  const fit = fitHere(labels, here)
  const other = bestElsewhere(input, labels)
  const ranked = narrowestFirst(
    here.filter(({ command }) => !banned.has(command)),
    thresholds.gap,
  )
  const candidates = ranked.slice(0, CANDIDATES).map((each) => candidateOf(each, understanding))
  const context = { thresholds, inScope: fit.belonging }
  const best = ranked[0]
  if (!best || fit.belonging < thresholds.outOfScope || outOfScope > fit.most)
    return verdict('classifier', 'refuse', candidates, {
      ...context,
      refusal: isMeant(other, fit, thresholds)
        ? elsewhere(other.command, input.scope)
        : { kind: 'out-of-scope' },
    })
  // What is likelier elsewhere may have been meant, though it is not offered: nothing runs unasked.
  const isRivalled = other !== null && other.overall > fit.most
  const isSure = isClear(best, ranked, thresholds, fit.belonging)
  const outcome = !isRivalled && isSure ? 'route' : 'ask'
  // A question needs a choice; where there is one command only, it is that or nothing.
  return candidates.length === 1 && outcome === 'ask' && banned.size > 0
    ? verdict('classifier', 'refuse', candidates, { ...context, refusal: { kind: 'remembered' } })
    : verdict('classifier', outcome, candidates, context)
}

/** Softmax over all labels that still exist; a command deleted since the training weighs nothing. */
function weigh({ document }: RungInput, { labels, logits, inScope }: Understanding): Weighed[] {
  const living = labels
    .map((command, i) => ({ command, logit: logits[i] ?? -Infinity, familiarity: inScope[i] ?? 0 }))
    .filter(
      ({ command }) =>
        command === OUT_OF_SCOPE ||
        coreCommandById(command) !== undefined ||
        recordById(document, 'command', command) !== undefined,
    )
  const highest = Math.max(...living.map(({ logit }) => logit))
  const weights = living.map(({ logit }) => Math.exp(logit - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return living.map(({ command, familiarity }, i) => ({
    command,
    familiarity,
    overall: (weights[i] ?? 0) / total,
  }))
}

/**
 * Where nothing is open there is nothing to drop: "cancel it" then means some cancelling that the
 * workflow knows, offered here or elsewhere, as long as it is familiar at all.
 */
function unlessNothingToDrop(labels: Weighed[], { outOfScope }: Thresholds): Weighed[] {
  const dropping = labels.find(({ command }) => command === ABORT.id)
  if (!dropping || labels.some(({ overall }) => overall > dropping.overall)) return labels
  const isOwn = ({ command }: Weighed): boolean =>
    command !== OUT_OF_SCOPE && coreCommandById(command) === undefined
  if (!labels.some((each) => isOwn(each) && each.familiarity >= outOfScope)) return labels
  const rest = labels.filter((each) => each !== dropping)
  const total = sumOf(rest)
  return rest.map((each) => ({ ...each, overall: total > 0 ? each.overall / total : 0 }))
}

function inScope({ scope }: RungInput, labels: readonly Weighed[], outOfScope: number): InScope[] {
  const here = labels.flatMap((each) => {
    const scoped = scope.byId.get(each.command)
    return scoped ? [{ ...each, scoped }] : []
  })
  const mass = outOfScope + sumOf(here)
  return here.map((each) => ({ ...each, probability: mass > 0 ? each.overall / mass : 0 }))
}

/**
 * Likeliest first, except that a narrower level goes before a wider one that leads it by less than
 * the gap: it wins unless the wider one is clearly better.
 */
function narrowestFirst(here: readonly InScope[], gap: number): InScope[] {
  const byProbability = [...here].sort((a, b) => b.probability - a.probability)
  const [top] = byProbability
  if (!top) return []
  const narrower = byProbability
    .filter(
      ({ scoped, probability }) =>
        scoped.level < top.scoped.level &&
        scoped.record !== null &&
        top.probability - probability < gap &&
        probability > top.probability / 2,
    )
    .sort((a, b) => a.scoped.level - b.scoped.level || b.probability - a.probability)
  const [winner = top] = narrower
  return [winner, ...byProbability.filter((each) => each !== winner)]
}

/** Whatever the calibration says: with one chance in four to be wrong, nothing is changed unasked. */
const LEAST_TO_CHANGE = 0.75

/** "nah" is not asked about, whatever else it is near: to drop nothing does nothing. */
const ENOUGH_TO_DROP = 0.4

/**
 * Sure enough by itself, and clear of every rival at its own or a narrower level. A message is meant
 * for the best command if it belongs here, and if it is that command then: both must hold, so a
 * message of which the first is doubtful is rather asked about, however far the best one leads.
 */
function isClear(
  best: InScope,
  ranked: readonly InScope[],
  { route, gap }: Thresholds,
  belonging: number,
): boolean {
  if (best.command === ABORT.id && best.probability >= ENOUGH_TO_DROP) return true
  // Two levels that offer the same name mean the same to a person: the narrowest takes it for both.
  const sameName = ranked.filter((each) => each !== best && isShadowedBy(each, best))
  const probability = sameName.reduce((sum, each) => sum + each.probability, best.probability)
  const rivals = ranked.filter((each) => each !== best && !sameName.includes(each))
  const isReading = best.scoped.record?.risk === 'read'
  return (
    probability * belonging >= route &&
    (isReading || probability >= LEAST_TO_CHANGE) &&
    rivals.every(
      (rival) => probability - rival.probability >= gap || rival.scoped.level > best.scoped.level,
    )
  )
}

/** Every command in scope with its probability, likeliest first, whatever the verdict: for "why not". */
export function weighedInScope(input: RungInput, understanding: Understanding): Candidate[] {
  const labels = weigh(input, understanding)
  const outOfScope = labels.find(({ command }) => command === OUT_OF_SCOPE)?.overall ?? 0
  return inScope(input, labels, outOfScope)
    .sort((a, b) => b.probability - a.probability)
    .map((each) => candidateOf(each, understanding))
}

const isShadowedBy = (wide: InScope, narrow: InScope): boolean =>
  wide.scoped.shadowed &&
  wide.scoped.name === narrow.scoped.name &&
  wide.scoped.level > narrow.scoped.level

interface Fit {
  /** How familiar the message is to what is offered here, 0–1. */
  readonly familiarity: number
  /** See `belonging`. */
  readonly belonging: number
  /** Of the likeliest command here, over all labels. */
  readonly most: number
}

function fitHere(labels: readonly Weighed[], here: readonly InScope[]): Fit {
  const familiarity = Math.max(0, ...here.map((each) => each.familiarity))
  const offered = sumOf(here)
  const commands = sumOf(labels.filter(({ command }) => command !== OUT_OF_SCOPE))
  return {
    familiarity,
    belonging: belonging(familiarity, offered, commands - offered),
    most: Math.max(0, ...here.map(({ overall }) => overall)),
  }
}

const sumOf = (weighed: readonly Weighed[]): number =>
  weighed.reduce((sum, { overall }) => sum + overall, 0)

/** The likeliest of the commands that are not offered here, or not now. */
function bestElsewhere({ scope }: RungInput, labels: readonly Weighed[]): Weighed | null {
  return labels
    .filter(({ command }) => command !== OUT_OF_SCOPE && !scope.byId.has(command))
    .reduce<Weighed | null>((top, each) => (top && top.overall >= each.overall ? top : each), null)
}

/** Whether what is refused here was meant for that command: either is what it is familiar to. */
const isMeant = (
  other: Weighed | null,
  { familiarity, most }: Fit,
  { outOfScope }: Thresholds,
): other is Weighed =>
  other !== null &&
  other.familiarity >= outOfScope &&
  (other.overall > most || familiarity >= outOfScope)

const candidateOf = (
  { command, scoped, probability }: InScope,
  { nearest }: Understanding,
): Candidate => ({
  command,
  level: scoped.level,
  probability,
  nearest: nearest
    .filter(({ label }) => label === command)
    .slice(0, NEAREST)
    .map(({ text, cosine }) => ({ text, cosine: asCosine(cosine) })),
})
