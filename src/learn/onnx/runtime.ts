import type * as Ort from 'onnxruntime-web'
import { AppError } from '#shared/app-error.ts'
import { conditioningOf, coordinatesOf, uncentred } from '../train/conditioning.ts'
import type { HeadSpace } from '../train/head-space.ts'
import type { Problem } from '../train/softmax-loss.ts'
import { lossGraph } from './loss-graph.ts'

/** As much of an onnxruntime as is needed here: the browser's, or Node's. */
export type OnnxRuntime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>

/**
 * Runs work when it is its turn. One WebAssembly runtime computes one thing at a time, whatever
 * session it belongs to.
 */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** Turns one after the other, in the order asked for; a failure does not hold up the next. */
export function oneAtATime(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

/** Native runtimes need no turns. */
const atOnce: Turn = (work) => work()

/** A trained head, ready to run. */
export interface HeadSession {
  /** One embedding → one logit for each label, not yet divided by the temperature. */
  run(features: Float32Array): Promise<Float32Array>
  dispose(): Promise<void>
}

/** Opens the ONNX head of a model; throws `learn/not-trained` where the bytes are no such graph. */
export async function openHead(
  ort: OnnxRuntime,
  head: Uint8Array,
  { dimension, labels }: { readonly dimension: number; readonly labels: number },
  turn: Turn = atOnce,
): Promise<HeadSession> {
  const unusable = (cause: unknown): AppError =>
    new AppError('learn/not-trained', 'The trained model does not open: train it again', { cause })
  const session = await turn(() =>
    ort.InferenceSession.create(head, { executionProviders: CPU }),
  ).catch((cause: unknown) => {
    throw unusable(cause)
  })
  const run = async (features: Float32Array): Promise<Float32Array> => {
    const input = new ort.Tensor('float32', features, [1, dimension])
    const { logits } = await turn(() => session.run({ features: input }))
    if (!logits) throw new Error('The head has no output "logits"')
    return Float32Array.from(logits.data as Float32Array)
  }
  const trial = await run(new Float32Array(dimension)).catch((cause: unknown) => {
    throw unusable(cause)
  })
  if (trial.length !== labels) throw unusable(new Error('Labels and logits differ in number'))
  return { run, dispose: () => turn(() => session.release()) }
}

/** A head is one small product: moving it to a GPU and back takes longer than computing it. */
const CPU = ['cpu']

/** A head space in a runtime, several times faster than typed arrays; holds memory until disposed. */
export interface LossSession extends HeadSpace {
  dispose(): Promise<void>
}

/** In well-conditioned coordinates, where more steps change no decision (see `learn/README.md`). */
const ENOUGH_ITERATIONS = 25
const ENOUGH_PROGRESS = 1e-3
const OF_THE_LOSS = ['value', 'gradientOfCoordinates', 'gradientOfBias']

export async function openLoss(
  ort: OnnxRuntime,
  problem: Problem,
  turn: Turn = atOnce,
): Promise<LossSession> {
  const { dimension, classes, labels } = problem
  const size = dimension * classes
  const conditioning = conditioningOf(problem)
  const session = await turn(() =>
    ort.InferenceSession.create(lossGraph(problem, conditioning), { executionProviders: CPU }),
  )
  const inputs = (theta: Float32Array, weightsOfRows: Ort.Tensor, ridge: number) => ({
    coordinates: new ort.Tensor('float32', theta.subarray(0, size), [dimension, classes]),
    bias: new ort.Tensor('float32', theta.subarray(size), [classes]),
    rowWeights: weightsOfRows,
    ridge: new ort.Tensor('float32', Float32Array.of(ridge), []),
  })
  const rowsTensor = (weights: Float32Array) =>
    new ort.Tensor('float32', weights, [labels.length, 1])
  return {
    maxIterations: ENOUGH_ITERATIONS,
    progressTolerance: ENOUGH_PROGRESS,
    objective(rowWeights, ridge) {
      const weightsOfRows = rowsTensor(rowWeights)
      return async (theta, gradient) => {
        const given = inputs(theta, weightsOfRows, ridge)
        const outputs = await turn(() => session.run(given, OF_THE_LOSS))
        const { value, gradientOfCoordinates, gradientOfBias } = outputs
        if (!value || !gradientOfCoordinates || !gradientOfBias)
          throw new Error('The loss graph lacks an output')
        gradient.set(gradientOfCoordinates.data as Float32Array)
        gradient.set(gradientOfBias.data as Float32Array, size)
        return Number(value.data[0])
      }
    },
    async headAt(theta) {
      const given = inputs(theta, rowsTensor(new Float32Array(labels.length)), 0)
      const { weights } = await turn(() => session.run(given, ['weights']))
      if (!weights) throw new Error('The loss graph lacks an output')
      const own = Float32Array.from(weights.data as Float32Array)
      return { ...uncentred(own, theta.slice(size), conditioning), dimension, classes }
    },
    coordinates: (head) => coordinatesOf(head, conditioning),
    dispose: () => turn(() => session.release()),
  }
}
