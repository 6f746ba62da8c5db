import { belonging } from '#domain/belonging.ts'
import type { Scope } from './report.ts'
import { softmax } from './statistics.ts'
import type { TrainingSet } from './training-set.ts'

/**
 * How surely a row belongs where its command is offered, given how familiar it is: by the narrowest
 * of the scopes that offer it, as that is where most else is elsewhere. Without a scope, as if all
 * commands were offered.
 */
export function belongingIn(
  { labels, outside }: Pick<TrainingSet, 'labels' | 'outside'>,
  scopes: readonly Scope[],
  temperature: number,
): (actual: number, logits: Float32Array, familiarity: number) => number {
  const narrowest = narrowestScopes(labels, scopes)
  return (actual, logits, familiarity) => {
    const offered = narrowest.get(actual)
    if (!offered) return familiarity
    let here = 0
    let elsewhere = 0
    softmax(logits, temperature).forEach((share, label) => {
      if (label === outside) return
      if (offered.has(label)) here += share
      else elsewhere += share
    })
    return belonging(familiarity, here, elsewhere)
  }
}

/**
 * The logits of a row as they compete where its command is offered, by the same scope: what is not
 * offered there has no share. Out of scope competes everywhere.
 */
export function competingIn(
  { labels, outside }: Pick<TrainingSet, 'labels' | 'outside'>,
  scopes: readonly Scope[],
): (actual: number, logits: Float32Array) => Float32Array {
  const narrowest = narrowestScopes(labels, scopes)
  return (actual, logits) => {
    const offered = narrowest.get(actual)
    if (!offered) return logits
    return logits.map((logit, label) =>
      label === outside || offered.has(label) ? logit : -Infinity,
    )
  }
}

/** For each label, the smallest scope that offers it. */
function narrowestScopes(
  labels: TrainingSet['labels'],
  scopes: readonly Scope[],
): Map<number, ReadonlySet<number>> {
  const narrowest = new Map<number, ReadonlySet<number>>()
  const indexOf = new Map(labels.map((label, index) => [label, index]))
  for (const { commands } of [...scopes].sort((a, b) => b.commands.length - a.commands.length)) {
    const offered = new Set(commands.flatMap((command) => indexOf.get(command) ?? []))
    for (const label of offered) narrowest.set(label, offered)
  }
  return narrowest
}
