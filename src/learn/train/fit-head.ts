import { lbfgs } from './lbfgs.ts'
import { softmaxLoss, type Head, type Objective, type Problem } from './softmax-loss.ts'

/** How a head is fitted; measured in `learn/README.md`. */
export interface FitOptions {
  readonly maxIterations: number
  readonly gradientTolerance: number
}

export const DEFAULT_FIT: FitOptions = { maxIterations: 60, gradientTolerance: 2e-5 }

/** Ridge penalty, relative to the mean loss: many rows need less holding back than few. */
export function ridge(rows: number): number {
  return Math.min(5e-5, Math.max(3e-6, 0.05 / rows))
}

/** Makes the loss over the rows of the given weights: typed arrays, or a graph in a runtime. */
export type LossMaker = (rowWeights: Float32Array) => Objective

/**
 * Fits a softmax regression to the given rows of a problem, each label having the same say however
 * many rows it has. The function is strictly convex and the start is fixed: the same rows give the
 * same bytes, without any randomness.
 */
export async function fitHead(
  problem: Problem,
  rows: readonly number[],
  pause: () => Promise<void>,
  { maxIterations, gradientTolerance }: FitOptions = DEFAULT_FIT,
  lossOf: LossMaker = (rowWeights) => softmaxLoss(problem, rowWeights),
): Promise<Head> {
  const { dimension, classes } = problem
  const size = dimension * classes
  const l2 = ridge(rows.length)
  const loss = lossOf(balancedWeights(problem, rows))
  const objective: Objective = async (theta, gradient) => {
    const value = await loss(theta, gradient)
    let squares = 0
    for (let i = 0; i < size; i++) {
      squares += theta[i]! * theta[i]!
      gradient[i]! += l2 * theta[i]!
    }
    return value + 0.5 * l2 * squares
  }
  const start = new Float32Array(size + classes)
  const { theta } = await lbfgs(objective, start, { maxIterations, gradientTolerance, pause })
  return { weights: theta.slice(0, size), bias: theta.slice(size), dimension, classes }
}

/** A weight for each row of the problem: 0 outside `rows`, equal sums by label, 1 in all. */
export function balancedWeights(problem: Problem, rows: readonly number[]): Float32Array {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const label = problem.labels[row]!
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  const weights = new Float32Array(problem.labels.length)
  for (const row of rows) weights[row] = 1 / (counts.size * counts.get(problem.labels[row]!)!)
  return weights
}
