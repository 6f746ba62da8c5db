import { typedArraySpace, type HeadSpace } from './head-space.ts'
import { lbfgs } from './lbfgs.ts'
import type { Head, Problem } from './softmax-loss.ts'
import { RuntimeFailed } from './steady-space.ts'

const GRADIENT_TOLERANCE = 2e-5

/** Ridge penalty, relative to the mean loss: many rows need less holding back than few. */
export function ridge(rows: number): number {
  return Math.min(5e-5, Math.max(3e-6, 0.05 / rows))
}

export interface FitOptions {
  /** Typed arrays, unless said. */
  readonly space?: HeadSpace | undefined
  /** A head of nearly the same rows to begin at; else the search begins at zero. */
  readonly near?: Head | undefined
}

/**
 * Fits a softmax regression to the given rows of a problem, each label having the same say however
 * many rows it has. The function is strictly convex and the start is fixed: the same rows give the
 * same bytes, without any randomness. Where a runtime fails (see `steadySpace`), typed arrays fit.
 */
export async function fitHead(
  problem: Problem,
  rows: readonly number[],
  pause: () => Promise<void>,
  { space, near }: FitOptions = {},
): Promise<Head> {
  const fit = (place: HeadSpace): Promise<Head> => fitIn(place, problem, rows, pause, near)
  if (!space) return fit(typedArraySpace(problem))
  return fit(space).catch((error: unknown) => {
    if (error instanceof RuntimeFailed) return fit(typedArraySpace(problem))
    throw error
  })
}

async function fitIn(
  space: HeadSpace,
  problem: Problem,
  rows: readonly number[],
  pause: () => Promise<void>,
  near: Head | undefined,
): Promise<Head> {
  const objective = space.objective(balancedWeights(problem, rows), ridge(rows.length))
  const start = near
    ? await space.coordinates(near)
    : new Float32Array((problem.dimension + 1) * problem.classes)
  const { theta } = await lbfgs(objective, start, {
    maxIterations: space.maxIterations,
    progressTolerance: space.progressTolerance,
    gradientTolerance: GRADIENT_TOLERANCE,
    firstStep: near ? undefined : space.firstStep,
    pause,
  })
  return space.headAt(theta)
}

/** A weight for each row of the problem: 0 outside `rows`, equal sums by label, 1 in all. */
export function balancedWeights(problem: Problem, rows: readonly number[]): Float32Array {
  const importance = (row: number): number => problem.importance?.[row] ?? 1
  const sums = new Map<number, number>()
  for (const row of rows) {
    const label = problem.labels[row]!
    sums.set(label, (sums.get(label) ?? 0) + importance(row))
  }
  const weights = new Float32Array(problem.labels.length)
  for (const row of rows)
    weights[row] = importance(row) / (sums.size * sums.get(problem.labels[row]!)!)
  return weights
}
