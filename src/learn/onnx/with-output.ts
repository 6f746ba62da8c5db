import { ProtobufWriter } from './protobuf.ts'

const FLOAT = 1

/**
 * An ONNX model whose graph also gives the tensor of that name. Where a message has the same field
 * twice, a protobuf reader merges the two: a graph of one output, written after the file, adds that
 * output to it.
 */
export function withOutput(model: Uint8Array, tensor: string): Uint8Array<ArrayBuffer> {
  const type = new ProtobufWriter().message(1, new ProtobufWriter().integer(1, FLOAT))
  const output = new ProtobufWriter().text(1, tensor).message(2, type)
  const graph = new ProtobufWriter().message(12, output)
  const added = new ProtobufWriter().message(7, graph).finish()
  const joined = new Uint8Array(model.length + added.length)
  joined.set(model)
  joined.set(added, model.length)
  return joined
}
