import type { Head } from '../train/softmax-loss.ts'
import { OnnxGraph } from './graph.ts'

/** The trained head as a file any ONNX runtime opens: `features` [n, dimension] → `logits` [n, classes]. */
export function headGraph({ weights, bias, dimension, classes }: Head): Uint8Array<ArrayBuffer> {
  return new OnnxGraph()
    .input('features', ['n', dimension])
    .constant('weights', [dimension, classes], weights)
    .constant('bias', [classes], bias)
    .node('Gemm', ['features', 'weights', 'bias'], 'logits')
    .output('logits', ['n', classes])
    .finish('head')
}
