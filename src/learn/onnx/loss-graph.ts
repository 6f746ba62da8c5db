import { OnnxGraph } from './graph.ts'

/**
 * The weighted softmax loss of some rows and its gradient, as plain operators: `features`
 * [rows, d], `labels` (int32) and `rowWeights` [rows, 1], `weights` [d, c], `bias` [c] →
 * `loss` [], `gradientOfWeights` [d, c], `gradientOfBias` [c].
 *
 * Nothing of a problem is baked in. A file of 15,000 rows takes longer to write, to read and to
 * unpack than a fit of few rows takes, and a runtime never gives back the memory it once had.
 */
export function lossGraph(dimension: number, classes: number): Uint8Array<ArrayBuffer> {
  return new OnnxGraph()
    .input('features', ['rows', dimension])
    .indices('labels', ['rows', 1])
    .input('rowWeights', ['rows', 1])
    .input('weights', [dimension, classes])
    .input('bias', [classes])
    .node('Gemm', ['features', 'weights', 'bias'], 'logits')
    .node('LogSoftmax', ['logits'], 'logShares', { axis: 1 })
    .node('GatherElements', ['logShares', 'labels'], 'hits', { axis: 1 })
    .node('Mul', ['hits', 'rowWeights'], 'weightedHits')
    .node('ReduceSum', ['weightedHits'], 'logLikelihood', { keepdims: 0 })
    .node('Neg', ['logLikelihood'], 'loss')
    .node('Exp', ['logShares'], 'shares')
    .node('Mul', ['shares', 'rowWeights'], 'weightedShares')
    .node('Neg', ['rowWeights'], 'minusWeights')
    .node('ScatterElements', ['weightedShares', 'labels', 'minusWeights'], 'residuals', {
      axis: 1,
      reduction: 'add',
    })
    .node('Gemm', ['features', 'residuals'], 'gradientOfWeights', { transA: 1 })
    .axes('overRows', [0])
    .node('ReduceSum', ['residuals', 'overRows'], 'gradientOfBias', { keepdims: 0 })
    .output('loss', [])
    .output('gradientOfWeights', [dimension, classes])
    .output('gradientOfBias', [classes])
    .finish('loss')
}

/** `a` [m, k] times `b` [k, n] → `product` [m, n]. */
export function productGraph(): Uint8Array<ArrayBuffer> {
  return new OnnxGraph()
    .input('a', ['m', 'k'])
    .input('b', ['k', 'n'])
    .node('MatMul', ['a', 'b'], 'product')
    .output('product', ['m', 'n'])
    .finish('product')
}
