import { softmaxLoss, type Head, type Objective, type Problem } from './softmax-loss.ts'

/**
 * Where heads of one problem are searched: the same search runs over typed arrays and in a runtime,
 * in whatever coordinates each finds best. `theta` holds d × classes coordinates, then the biases.
 */
export interface HeadSpace {
  /** Weighted mean cross-entropy plus ½ · `ridge` · |weights|². The row weights add up to 1. */
  objective(rowWeights: Float32Array, ridge: number): Objective
  headAt(theta: Float32Array): Head | Promise<Head>
  /** Where that head lies. */
  coordinates(head: Head): Float32Array | Promise<Float32Array>
  /** How many steps a search takes here at most. */
  readonly maxIterations: number
  /** See `LbfgsOptions.progressTolerance`. */
  readonly progressTolerance: number
  /** See `LbfgsOptions.firstStep`; for a search that begins at zero. */
  readonly firstStep?: number
}

/** The weights themselves as coordinates. */
export function typedArraySpace(problem: Problem): HeadSpace {
  const { dimension, classes } = problem
  const size = dimension * classes
  return {
    maxIterations: 60,
    // Where float32 sees no progress any more: in plain coordinates small steps go a long way.
    progressTolerance: 1e-7,
    objective(rowWeights, ridge) {
      const loss = softmaxLoss(problem, rowWeights)
      return async (theta, gradient) => {
        const value = await loss(theta, gradient)
        let squares = 0
        for (let i = 0; i < size; i++) {
          squares += theta[i]! * theta[i]!
          gradient[i]! += ridge * theta[i]!
        }
        return value + 0.5 * ridge * squares
      }
    },
    headAt: (theta) => ({
      weights: theta.slice(0, size),
      bias: theta.slice(size),
      dimension,
      classes,
    }),
    coordinates({ weights, bias }) {
      const theta = new Float32Array(size + classes)
      theta.set(weights)
      theta.set(bias, size)
      return theta
    },
  }
}
