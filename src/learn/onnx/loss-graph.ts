import type { Problem } from '../train/softmax-loss.ts'
import { OnnxGraph } from './graph.ts'

/**
 * One evaluation of the weighted softmax loss and its gradient as plain operators, with the rows
 * baked in: `weights` [d, c], `bias` [c], `rowWeights` [n, 1] → `loss` [], `gradientOfWeights`
 * [d, c], `gradientOfBias` [c]. A fold is a choice of row weights, so one session serves them all.
 */
export function lossGraph(problem: Problem): Uint8Array<ArrayBuffer> {
  const { features, labels, dimension, classes } = problem
  const rows = labels.length
  return new OnnxGraph()
    .input('weights', [dimension, classes])
    .input('bias', [classes])
    .input('rowWeights', [rows, 1])
    .constant('features', [rows, dimension], features)
    .constant('targets', [rows, classes], oneHot(labels, classes))
    .node('Gemm', ['features', 'weights', 'bias'], 'logits')
    .node('LogSoftmax', ['logits'], 'logShares', { axis: 1 })
    .node('Mul', ['logShares', 'targets'], 'hits')
    .node('Mul', ['hits', 'rowWeights'], 'weightedHits')
    .node('ReduceSum', ['weightedHits'], 'logLikelihood', { keepdims: 0 })
    .node('Neg', ['logLikelihood'], 'loss')
    .node('Exp', ['logShares'], 'shares')
    .node('Sub', ['shares', 'targets'], 'errors')
    .node('Mul', ['errors', 'rowWeights'], 'residuals')
    .node('Gemm', ['features', 'residuals'], 'gradientOfWeights', { transA: 1 })
    .constant('ones', [1, rows], new Float32Array(rows).fill(1))
    .node('MatMul', ['ones', 'residuals'], 'gradientOfBias')
    .output('loss', [])
    .output('gradientOfWeights', [dimension, classes])
    .output('gradientOfBias', [1, classes])
    .finish('loss')
}

function oneHot(labels: Int32Array, classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes)
  labels.forEach((label, row) => (targets[row * classes + label] = 1))
  return targets
}
