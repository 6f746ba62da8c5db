import { protobufFields } from './protobuf-fields.ts'
import { ProtobufWriter } from './protobuf.ts'

/** Numbers of fields, as `onnx.proto` has them. */
const GRAPH = 7
const NODE = 1
const INPUT = 1
const OP_TYPE = 4

/** Query, key, value and bias come before it. */
const MASK = 4

/**
 * An ONNX model whose attention is not told what is padding: onnxruntime's attention on WebGPU does
 * not take that. Only right where nothing is padded, as in batches of equal length.
 */
export function withoutPaddingMask(model: Uint8Array): Uint8Array<ArrayBuffer> {
  return mapField(model, GRAPH, (graph) => mapField(graph, NODE, unmasked))
}

function unmasked(node: Uint8Array): Uint8Array {
  const text = new TextDecoder()
  const fields = [...protobufFields(node)]
  const isAttention = fields.some(
    ({ field, value, end }) =>
      field === OP_TYPE && text.decode(node.subarray(value, end)) === 'MultiHeadAttention',
  )
  if (!isAttention) return node
  const inputs = fields.filter(({ field }) => field === INPUT)
  if (inputs.length > MASK + 1) throw new Error('An attention has more inputs than a mask')
  const kept = new ProtobufWriter()
  for (const each of fields)
    if (each !== inputs[MASK]) kept.encoded(node.subarray(each.start, each.end))
  return kept.finish()
}

/** The message with the values of one field replaced, all else as it was. */
function mapField(
  message: Uint8Array,
  wanted: number,
  change: (value: Uint8Array) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const out = new ProtobufWriter()
  for (const { field, start, value, end } of protobufFields(message))
    if (field === wanted) out.bytes(field, change(message.subarray(value, end)))
    else out.encoded(message.subarray(start, end))
  return out.finish()
}
