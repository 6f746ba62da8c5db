import { ProtobufWriter } from './protobuf.ts'

/** Operator set 17 and IR 8: what every onnxruntime of the last years opens. */
const OPSET = 17
const IR_VERSION = 8
const FLOAT = 1
const INT32 = 6
const INT64 = 7
const ATTRIBUTE_INT = 2
const ATTRIBUTE_STRING = 3
const ATTRIBUTE_INTS = 7

/** A dimension is a size, or the name of one that is only known at run time. */
type Shape = readonly (number | string)[]

type Attributes = Readonly<Record<string, number | string | readonly number[]>>

/**
 * An ONNX graph under construction; tensors are float32 where nothing else is said. Field numbers are those of `onnx.proto`:
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export class OnnxGraph {
  readonly #nodes: ProtobufWriter[] = []
  readonly #constants: ProtobufWriter[] = []
  readonly #inputs: ProtobufWriter[] = []
  readonly #outputs: ProtobufWriter[] = []

  input(name: string, shape: Shape): this {
    this.#inputs.push(valueInfo(name, shape, FLOAT))
    return this
  }

  /** An input of int32: places in another tensor. */
  indices(name: string, shape: Shape): this {
    this.#inputs.push(valueInfo(name, shape, INT32))
    return this
  }

  output(name: string, shape: Shape): this {
    this.#outputs.push(valueInfo(name, shape, FLOAT))
    return this
  }

  constant(name: string, shape: readonly number[], values: Float32Array): this {
    const tensor = new ProtobufWriter()
    for (const size of shape) tensor.integer(1, size)
    tensor.integer(2, FLOAT).text(8, name).bytes(9, littleEndian(values))
    this.#constants.push(tensor)
    return this
  }

  /** Axes to work along, non-negative: operators want them as int64. */
  axes(name: string, values: readonly number[]): this {
    const words = BigInt64Array.from(values, BigInt)
    const tensor = new ProtobufWriter().integer(1, values.length).integer(2, INT64)
    tensor.text(8, name).bytes(9, new Uint8Array(words.buffer))
    this.#constants.push(tensor)
    return this
  }

  /** Adds the node that computes `output` from `inputs`. */
  node(operator: string, inputs: readonly string[], output: string, attributes: Attributes = {}) {
    const node = new ProtobufWriter()
    for (const input of inputs) node.text(1, input)
    node.text(2, output).text(3, output).text(4, operator)
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value))
    this.#nodes.push(node)
    return this
  }

  /** The file: a `ModelProto`. */
  finish(name: string): Uint8Array<ArrayBuffer> {
    const graph = new ProtobufWriter()
    for (const node of this.#nodes) graph.message(1, node)
    graph.text(2, name)
    for (const constant of this.#constants) graph.message(5, constant)
    for (const input of this.#inputs) graph.message(11, input)
    for (const output of this.#outputs) graph.message(12, output)
    return new ProtobufWriter()
      .integer(1, IR_VERSION)
      .text(2, 'espalier')
      .message(7, graph)
      .message(8, new ProtobufWriter().text(1, '').integer(2, OPSET))
      .finish()
  }
}

function valueInfo(name: string, shape: Shape, type: number): ProtobufWriter {
  const dimensions = new ProtobufWriter()
  for (const size of shape) {
    const dimension = new ProtobufWriter()
    if (typeof size === 'string') dimension.text(2, size)
    else dimension.integer(1, size)
    dimensions.message(1, dimension)
  }
  const tensor = new ProtobufWriter().integer(1, type).message(2, dimensions)
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor))
}

function attribute(name: string, value: Attributes[string]): ProtobufWriter {
  const out = new ProtobufWriter().text(1, name)
  if (typeof value === 'number') return out.integer(3, value).integer(20, ATTRIBUTE_INT)
  if (typeof value === 'string') return out.text(4, value).integer(20, ATTRIBUTE_STRING)
  for (const item of value) out.integer(8, item)
  return out.integer(20, ATTRIBUTE_INTS)
}

/** Every platform a browser or Node runs on is little-endian, as ONNX wants it. */
function littleEndian(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
