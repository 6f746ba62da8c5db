import { dotProduct } from '../dot-product.ts'
import type { Objective } from './softmax-loss.ts'

export interface LbfgsOptions {
  readonly maxIterations: number
  /** Stops where no component of the gradient is larger. */
  readonly gradientTolerance: number
  /** Stops after two steps in a row that lower the value by less than this share of it. */
  readonly progressTolerance: number
  /** Length of the first step along the gradient; 1, or to length 1, where it is left out. */
  readonly firstStep?: number | undefined
  /** Called between iterations: the place to yield, and to throw when aborted. */
  readonly pause: () => Promise<void>
}

export interface Minimum {
  readonly theta: Float32Array
  readonly value: number
  readonly iterations: number
  readonly evaluations: number
}

const HISTORY = 8
const SUFFICIENT_DECREASE = 1e-4
const MOST_BACKTRACKS = 20
/** So small a step may be a lucky one; two are the end. */
const SMALL_STEPS = 2

/** A step taken (`s`) and what it did to the gradient (`y`): one sample of the curvature. */
interface Pair {
  readonly s: Float32Array
  readonly y: Float32Array
  readonly rho: number
}

/** Minimises a smooth convex function by L-BFGS with backtracking. Deterministic. */
export async function lbfgs(
  objective: Objective,
  start: Float32Array,
  { maxIterations, gradientTolerance, progressTolerance, firstStep, pause }: LbfgsOptions,
): Promise<Minimum> {
  let theta = Float32Array.from(start)
  let gradient = new Float32Array(theta.length)
  let value = await objective(theta, gradient)
  let evaluations = 1
  let iterations = 0
  let pairs: Pair[] = []
  let smallSteps = 0

  while (iterations < maxIterations && largest(gradient) > gradientTolerance) {
    await pause()
    let direction = descent(gradient, pairs)
    let slope = dotProduct(direction, gradient)
    if (slope >= 0) {
      // Rounding spoilt the curvature: begin again from steepest descent.
      pairs = []
      direction = descent(gradient, pairs)
      slope = dotProduct(direction, gradient)
    }
    const next = new Float32Array(theta.length)
    const nextGradient = new Float32Array(theta.length)
    let nextValue = Infinity
    let step = pairs.length > 0 ? 1 : ((iterations === 0 ? firstStep : undefined) ?? unit(slope))
    for (let tries = 0; tries < MOST_BACKTRACKS; tries++, step /= 2) {
      for (let i = 0; i < next.length; i++) next[i] = theta[i]! + step * direction[i]!
      nextValue = await objective(next, nextGradient)
      evaluations++
      if (nextValue <= value + SUFFICIENT_DECREASE * step * slope) break
    }
    if (!(nextValue < value)) break
    iterations++
    const pair = curvature(theta, next, gradient, nextGradient)
    if (pair) pairs = [...pairs.slice(-(HISTORY - 1)), pair]
    const isSmall = value - nextValue < progressTolerance * Math.max(1e-3, Math.abs(value))
    smallSteps = isSmall ? smallSteps + 1 : 0
    theta = next
    gradient = nextGradient
    value = nextValue
    if (smallSteps === SMALL_STEPS) break
  }
  return { theta, value, iterations, evaluations }
}

/** Along the gradient alone: nothing is known of the curvature yet. */
const unit = (slope: number): number => Math.min(1, 1 / Math.sqrt(-slope))

/** The two-loop recursion: −H·gradient for the inverse Hessian H that the pairs describe. */
function descent(gradient: Float32Array, pairs: readonly Pair[]): Float32Array {
  const direction = gradient.map((value) => -value)
  const alphas: number[] = []
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k]!
    const alpha = rho * dotProduct(s, direction)
    alphas[k] = alpha
    addScaled(direction, y, -alpha)
  }
  const last = pairs.at(-1)
  if (last) {
    const scale = 1 / (last.rho * dotProduct(last.y, last.y))
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale
  }
  pairs.forEach(({ s, y, rho }, k) => {
    addScaled(direction, s, alphas[k]! - rho * dotProduct(y, direction))
  })
  return direction
}

function curvature(
  theta: Float32Array,
  next: Float32Array,
  gradient: Float32Array,
  nextGradient: Float32Array,
): Pair | null {
  const s = next.map((value, i) => value - theta[i]!)
  const y = nextGradient.map((value, i) => value - gradient[i]!)
  const product = dotProduct(s, y)
  return product > 1e-12 ? { s, y, rho: 1 / product } : null
}

function addScaled(target: Float32Array, source: Float32Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!
}

function largest(values: Float32Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
