/**
 * Rows of small numbers in 8 bits: each row has one power of two, and each value is a whole number
 * of −127…127 times that. Powers of two make it exact: what was rounded once is read back to the
 * bit, however often it is written. A row takes dimension + 1 bytes, the exponent first.
 */

/** The rows on the nearest such numbers: at most 1/127 of a row's largest value away. */
export function roundedRows(rows: Float32Array, dimension: number): Float32Array {
  const rounded = new Float32Array(rows.length)
  for (let at = 0; at < rows.length; at += dimension) {
    const unit = 2 ** exponentOf(rows.subarray(at, at + dimension))
    for (let i = at; i < at + dimension; i++)
      // Adding 0 makes a minus zero plain.
      rounded[i] = Math.round((rows[i] ?? 0) / unit) * unit + 0
  }
  return rounded
}

/** `null` where the rows are not rounded, so that writing them would lose something. */
export function packRows(rows: Float32Array, dimension: number): Uint8Array | null {
  const stride = dimension + 1
  const bytes = new Int8Array((rows.length / dimension) * stride)
  for (let row = 0; row * dimension < rows.length; row++) {
    const values = rows.subarray(row * dimension, (row + 1) * dimension)
    const exponent = exponentOf(values)
    bytes[row * stride] = exponent
    for (const [i, value] of values.entries()) {
      const whole = value / 2 ** exponent
      if (!Number.isInteger(whole)) return null
      bytes[row * stride + 1 + i] = whole
    }
  }
  return new Uint8Array(bytes.buffer)
}

/** `null` where the bytes are no whole number of rows. */
export function unpackRows(bytes: Uint8Array, dimension: number): Float32Array | null {
  const stride = dimension + 1
  if (bytes.length % stride !== 0) return null
  const whole = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  const rows = new Float32Array((bytes.length / stride) * dimension)
  for (let row = 0; row * dimension < rows.length; row++) {
    const unit = 2 ** (whole[row * stride] ?? 0)
    for (let i = 0; i < dimension; i++)
      rows[row * dimension + i] = (whole[row * stride + 1 + i] ?? 0) * unit
  }
  return rows
}

const SMALLEST = -100

/** The least exponent with which the largest value fits. */
function exponentOf(values: Float32Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  if (!(most > 0) || !Number.isFinite(most)) return SMALLEST
  // What rounds to 128 needs the next power.
  const exponent = Math.ceil(Math.log2(most / 127.5))
  const fits = Math.round(most / 2 ** exponent) <= 127 ? exponent : exponent + 1
  return Math.min(127, Math.max(SMALLEST, fits))
}
