/** A field of an encoded protobuf message, as places in its bytes; `end` is exclusive. */
export interface ProtobufField {
  readonly field: number
  readonly start: number
  /** Where its value begins: after the tag, and after the length where it has one. */
  readonly value: number
  readonly end: number
}

/** The fields of a message, in order. Throws where the bytes are none. */
export function* protobufFields(message: Uint8Array): Generator<ProtobufField> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++]
      if (byte === undefined) throw new Error('A protobuf message ends within a number')
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  const sizes: Record<number, () => number> = { 1: () => 8, 2: varint, 5: () => 4 }
  while (at < message.length) {
    const start = at
    const tag = varint()
    const wire = tag % 8
    if (wire === 0) {
      const value = at
      varint()
      yield { field: Math.floor(tag / 8), start, value, end: at }
      continue
    }
    const size = sizes[wire]?.()
    if (size === undefined || at + size > message.length)
      throw new Error('A protobuf message has a field that is none')
    const value = at
    at += size
    yield { field: Math.floor(tag / 8), start, value, end: at }
  }
}
