/** A protobuf message under construction: wire types 0 (varint) and 2 (bytes), all that ONNX needs here. */
export class ProtobufWriter {
  readonly #chunks: Uint8Array[] = []
  #length = 0

  integer(field: number, value: number): this {
    return this.#varint(field << 3).#varint(value)
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#varint((field << 3) | 2)
      .#varint(value.length)
      .#append(value)
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  message(field: number, value: ProtobufWriter): this {
    return this.bytes(field, value.finish())
  }

  /** Fields that are encoded already. */
  encoded(fields: Uint8Array): this {
    return this.#append(fields)
  }

  finish(): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(this.#length)
    let at = 0
    for (const chunk of this.#chunks) {
      out.set(chunk, at)
      at += chunk.length
    }
    return out
  }

  /** Non-negative integers below 2^53; sizes, enums and version numbers. */
  #varint(value: number): this {
    const out: number[] = []
    let rest = value
    while (rest >= 0x80) {
      out.push((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    out.push(rest)
    return this.#append(Uint8Array.from(out))
  }

  #append(chunk: Uint8Array): this {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    return this
  }
}
