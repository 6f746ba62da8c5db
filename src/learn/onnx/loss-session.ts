import type * as Ort from 'onnxruntime-web'
import {
  conditioningOf,
  coordinatesOf,
  headOf,
  transposed,
  type Conditioning,
  type Product,
} from '../train/conditioning.ts'
import type { HeadSpace } from '../train/head-space.ts'
import type { Objective, Problem } from '../train/softmax-loss.ts'
import { lossGraph, productGraph } from './loss-graph.ts'
import { atOnce, CPU, type OnnxRuntime, type Turn } from './runtime.ts'

/** A head space in a runtime, several times faster than typed arrays; holds memory until disposed. */
export interface LossSession extends HeadSpace {
  dispose(): Promise<void>
}

/** In well-conditioned coordinates, where more steps change no decision (see `learn/README.md`). */
const ENOUGH_ITERATIONS = 25
const ENOUGH_PROGRESS = 2e-3
/** At zero the loss is curved by about 1 / classes; a twelfth of the step that suggests does best. */
const CLASSES_A_STEP = 12

/** As many rows at a time: a runtime keeps the largest piece of memory it ever had. */
const ROWS_AT_A_TIME = 2048

export async function openLoss(
  ort: OnnxRuntime,
  problem: Problem,
  turn: Turn = atOnce,
): Promise<LossSession> {
  const { dimension, classes } = problem
  const open = (graph: Uint8Array) =>
    turn(() => ort.InferenceSession.create(graph, { executionProviders: CPU }))
  const products = await open(productGraph())
  const losses = await open(lossGraph(dimension, classes))
  const product = productIn(ort, products, turn)
  const conditioning = await conditioningOf(problem, product)
  const evaluate = lossOver(ort, losses, problem, turn)
  return {
    maxIterations: ENOUGH_ITERATIONS,
    progressTolerance: ENOUGH_PROGRESS,
    firstStep: Math.max(1, classes / CLASSES_A_STEP),
    objective: (rowWeights, ridge) =>
      inCoordinates(conditioning, classes, product, { loss: evaluate(rowWeights), ridge }),
    headAt: (theta) => headOf(theta, conditioning, classes, product),
    coordinates: (head) => coordinatesOf(head, conditioning, product),
    dispose: () => turn(() => Promise.all([products.release(), losses.release()]).then(() => {})),
  }
}

/**
 * The loss of the head that coordinates stand for, with ½ · ridge · |weights|². The features stay as
 * they are: it is the head that is changed to and fro, which is far smaller than the rows.
 */
function inCoordinates(
  conditioning: Conditioning,
  classes: number,
  product: Product,
  { loss, ridge }: { readonly loss: Objective; readonly ridge: number },
): Objective {
  const { mean, basis } = conditioning
  const dimension = mean.length
  const size = dimension * classes
  const sizes = { m: dimension, k: dimension, n: classes }
  const basisAcross = transposed(basis, dimension)
  return async (theta, gradient) => {
    const { weights, bias } = await headOf(theta, conditioning, classes, product)
    const ofHead = new Float32Array(theta.length)
    const at = new Float32Array(theta.length)
    at.set(weights)
    at.set(bias, size)
    const value = await loss(at, ofHead)
    const ofBias = ofHead.subarray(size)
    let squares = 0
    for (let i = 0; i < size; i++) {
      const weight = weights[i]!
      squares += weight * weight
      // The bias of the head moves with its weights, as the features have a mean.
      ofHead[i]! += ridge * weight - mean[Math.floor(i / classes)]! * ofBias[i % classes]!
    }
    gradient.set(await product(basisAcross, ofHead.subarray(0, size), sizes))
    gradient.set(ofBias, size)
    return value + 0.5 * ridge * squares
  }
}

function productIn(ort: OnnxRuntime, session: Ort.InferenceSession, turn: Turn): Product {
  return async (a, b, { m, k, n }) => {
    const given = {
      a: new ort.Tensor('float32', a, [m, k]),
      b: new ort.Tensor('float32', b, [k, n]),
    }
    const { product } = await turn(() => session.run(given))
    if (!product) throw new Error('The product has no output')
    return Float32Array.from(product.data as Float32Array)
  }
}

/** The loss without its penalty, some rows after others; rows without weight are left out. */
function lossOver(
  ort: OnnxRuntime,
  session: Ort.InferenceSession,
  problem: Problem,
  turn: Turn,
): (rowWeights: Float32Array) => Objective {
  const { dimension, classes } = problem
  const size = dimension * classes
  return (rowWeights) => {
    const pieces = piecesOf(problem, rowWeights)
    return async (theta, gradient) => {
      const at = {
        weights: new ort.Tensor('float32', theta.subarray(0, size), [dimension, classes]),
        bias: new ort.Tensor('float32', theta.subarray(size), [classes]),
      }
      gradient.fill(0)
      let value = 0
      for (const { features, labels, weights } of pieces) {
        const given = {
          features: new ort.Tensor('float32', features(), [weights.length, dimension]),
          labels: new ort.Tensor('int32', labels, [weights.length, 1]),
          rowWeights: new ort.Tensor('float32', weights, [weights.length, 1]),
        }
        const outputs = await turn(() => session.run({ ...given, ...at }))
        const { loss, gradientOfWeights, gradientOfBias } = outputs
        if (!loss || !gradientOfWeights || !gradientOfBias)
          throw new Error('The loss graph lacks an output')
        value += Number(loss.data[0])
        addTo(gradient, gradientOfWeights.data as Float32Array, 0)
        addTo(gradient, gradientOfBias.data as Float32Array, size)
      }
      return value
    }
  }
}

/** Some rows that are computed together. */
interface Piece {
  /** rows × d, until the next call. */
  readonly features: () => Float32Array
  readonly labels: Int32Array
  readonly weights: Float32Array
}

function piecesOf({ features, labels, dimension }: Problem, rowWeights: Float32Array): Piece[] {
  const rows = [...labels.keys()].filter((row) => rowWeights[row] !== 0)
  const room = new Float32Array(Math.min(ROWS_AT_A_TIME, rows.length) * dimension)
  const starts = Array.from(
    { length: Math.ceil(rows.length / ROWS_AT_A_TIME) },
    (_, i) => i * ROWS_AT_A_TIME,
  )
  return starts.map((start) => {
    const own = Int32Array.from(rows.slice(start, start + ROWS_AT_A_TIME))
    return {
      features: () => gathered(features, own, dimension, room),
      labels: own.map((row) => labels[row]!),
      weights: Float32Array.from(own, (row) => rowWeights[row]!),
    }
  })
}

/** Rows one below the other: as they lie there, or else copied into the room that there is. */
function gathered(
  features: Float32Array,
  rows: Int32Array,
  dimension: number,
  room: Float32Array,
): Float32Array {
  const first = rows[0]!
  if (rows.at(-1)! - first + 1 === rows.length)
    return features.subarray(first * dimension, (first + rows.length) * dimension)
  rows.forEach((row, i) =>
    room.set(features.subarray(row * dimension, (row + 1) * dimension), i * dimension),
  )
  return room.subarray(0, rows.length * dimension)
}

function addTo(sum: Float32Array, part: Float32Array, at: number): void {
  for (let i = 0; i < part.length; i++) sum[at + i]! += part[i]!
}
