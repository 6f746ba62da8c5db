import { TABLE_SIZE, WINDOW, type TaggerWeights } from './scores.ts'

/*
 * The weights as bytes, all numbers little-endian:
 *   uint32 format, dimension, labels, number of sparse weights
 *   float32 × dimension            center
 *   float32 × labels               bias
 *   float32 × labels               scale of each label's dense weights
 *   int8 × labels × window × dim.  dense weights
 *   float32                        scale of the sparse weights
 *   varint × number                places of the sparse weights, as steps from one to the next
 *   int8 × number                  sparse weights
 */
const FORMAT = 1
const MOST = 127
/** Sparse weights below this share of the largest move no label, and are left out. */
const NEGLIGIBLE = 0.02

export function packWeights({ dimension, center, dense, bias, sparse }: TaggerWeights): Uint8Array {
  const labels = bias.length
  const width = WINDOW.length * dimension
  const scales = new Float32Array(labels)
  const quantised = new Int8Array(dense.length)
  for (let label = 0; label < labels; label++) {
    const row = dense.subarray(label * width, (label + 1) * width)
    const scale = largest(row) / MOST
    scales[label] = scale
    if (scale > 0)
      quantised.set(
        row.map((weight) => Math.round(weight / scale)),
        label * width,
      )
  }
  const scale = largest(sparse) / MOST
  const { steps, values } = packSparse(sparse, scale)
  const head = new Uint32Array([FORMAT, dimension, labels, values.length])
  return joined([head, center, bias, scales, quantised, Float32Array.of(scale), steps, values])
}

function packSparse(
  sparse: Float32Array,
  scale: number,
): { readonly steps: Uint8Array; readonly values: Int8Array } {
  const steps: number[] = []
  const values: number[] = []
  let last = 0
  for (let place = 0; place < sparse.length; place++) {
    const value = Math.round(sparse[place]! / scale)
    if (Math.abs(value) < Math.max(1, NEGLIGIBLE * MOST)) continue
    let step = place - last
    last = place
    while (step >= 0x80) {
      steps.push((step % 0x80) | 0x80)
      step = Math.floor(step / 0x80)
    }
    steps.push(step)
    values.push(value)
  }
  return { steps: Uint8Array.from(steps), values: Int8Array.from(values) }
}

/** `null` where the bytes are not such weights. */
export function unpackWeights(bytes: Uint8Array): TaggerWeights | null {
  const reader = new Reader(bytes)
  const [format, dimension = 0, labels = 0, count = 0] = reader.uint32(4)
  if (format !== FORMAT || dimension === 0 || labels % 2 === 0) return null
  const width = WINDOW.length * dimension
  const center = reader.float32(dimension)
  const bias = reader.float32(labels)
  const scales = reader.float32(labels)
  const quantised = reader.int8(labels * width)
  const [scale = 0] = reader.float32(1)
  const places = reader.steps(count)
  const values = reader.int8(count)
  if (!reader.isAtEnd) return null
  const dense = Float32Array.from(quantised, (value, i) => value * scales[Math.floor(i / width)]!)
  const sparse = new Float32Array(TABLE_SIZE)
  for (let i = 0; i < count; i++) {
    const place = places[i]!
    if (place >= TABLE_SIZE) return null
    sparse[place] = values[i]! * scale
  }
  return [center, bias, scales].every((numbers) => numbers.every(Number.isFinite))
    ? { dimension, center, dense, bias, sparse }
    : null
}

function largest(values: Float32Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}

function joined(parts: readonly (Uint8Array | Int8Array | Uint32Array | Float32Array)[]) {
  const out = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const part of parts) {
    out.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  return out
}

/** Reads nothing beyond the end: what is cut off comes out short, and is noticed there. */
class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    // A copy begins where numbers of four bytes may begin.
    this.#bytes = bytes.slice()
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  uint32(count: number): Uint32Array {
    return new Uint32Array(this.#take(count * 4).buffer)
  }

  float32(count: number): Float32Array {
    return new Float32Array(this.#take(count * 4).buffer)
  }

  int8(count: number): Int8Array {
    return new Int8Array(this.#take(count).buffer)
  }

  steps(count: number): Uint32Array {
    const places = new Uint32Array(Math.min(count, this.#bytes.length))
    let place = 0
    for (let i = 0; i < places.length; i++) {
      let factor = 1
      let byte: number
      do {
        byte = this.#bytes[this.#at++] ?? 0
        place += (byte & 0x7f) * factor
        factor *= 0x80
      } while (byte & 0x80)
      places[i] = place
    }
    return places
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#at + length > this.#bytes.length ? 0 : length)
    taken.set(this.#bytes.subarray(this.#at, this.#at + taken.length))
    this.#at += length
    return taken
  }
}
