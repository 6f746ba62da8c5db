import { centred, type Conditioning } from '../train/conditioning.ts'
import type { Problem } from '../train/softmax-loss.ts'
import { OnnxGraph } from './graph.ts'

/**
 * One evaluation of the weighted softmax loss with its ridge penalty, and of its gradient in the
 * coordinates of a conditioning, as plain operators with the rows baked in: `coordinates` [d, c],
 * `bias` [c], `rowWeights` [n, 1], `ridge` [] → `value` [], `gradientOfCoordinates` [d, c],
 * `gradientOfBias` [1, c], and the `weights` [d, c] over centred features that the coordinates
 * stand for. A fold is a choice of row weights, so one session serves them all.
 */
export function lossGraph(problem: Problem, conditioning: Conditioning): Uint8Array<ArrayBuffer> {
  const { labels, dimension, classes } = problem
  const rows = labels.length
  return new OnnxGraph()
    .input('coordinates', [dimension, classes])
    .input('bias', [classes])
    .input('rowWeights', [rows, 1])
    .input('ridge', [])
    .constant('features', [rows, dimension], centred(problem, conditioning))
    .constant('targets', [rows, classes], oneHot(labels, classes))
    .constant('basis', [dimension, dimension], conditioning.basis)
    .node('MatMul', ['basis', 'coordinates'], 'weights')
    .node('Gemm', ['features', 'weights', 'bias'], 'logits')
    .node('LogSoftmax', ['logits'], 'logShares', { axis: 1 })
    .node('Mul', ['logShares', 'targets'], 'hits')
    .node('Mul', ['hits', 'rowWeights'], 'weightedHits')
    .node('ReduceSum', ['weightedHits'], 'logLikelihood', { keepdims: 0 })
    .node('ReduceSumSquare', ['weights'], 'squares', { keepdims: 0 })
    .constant('half', [], Float32Array.of(0.5))
    .node('Mul', ['squares', 'half'], 'halfSquares')
    .node('Mul', ['halfSquares', 'ridge'], 'penalty')
    .node('Sub', ['penalty', 'logLikelihood'], 'value')
    .node('Exp', ['logShares'], 'shares')
    .node('Sub', ['shares', 'targets'], 'errors')
    .node('Mul', ['errors', 'rowWeights'], 'residuals')
    .node('Gemm', ['features', 'residuals'], 'gradientOfLoss', { transA: 1 })
    .node('Mul', ['weights', 'ridge'], 'gradientOfPenalty')
    .node('Add', ['gradientOfLoss', 'gradientOfPenalty'], 'gradientOfWeights')
    .node('Gemm', ['basis', 'gradientOfWeights'], 'gradientOfCoordinates', { transA: 1 })
    .constant('ones', [1, rows], new Float32Array(rows).fill(1))
    .node('MatMul', ['ones', 'residuals'], 'gradientOfBias')
    .output('value', [])
    .output('gradientOfCoordinates', [dimension, classes])
    .output('gradientOfBias', [1, classes])
    .output('weights', [dimension, classes])
    .finish('loss')
}

function oneHot(labels: Int32Array, classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes)
  labels.forEach((label, row) => (targets[row * classes + label] = 1))
  return targets
}
