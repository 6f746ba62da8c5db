/**
 * SHA-256 as lower-case hex. Written out because `crypto.subtle` is asynchronous and missing
 * outside secure contexts, where bundles must be readable too.
 */
export function sha256(bytes: Uint8Array): string {
  const state = new Uint32Array(INITIAL)
  const schedule = new Uint32Array(64)
  const padded = paddedTail(bytes)
  const wholeBlocks = bytes.length - (bytes.length % 64)
  for (let at = 0; at < wholeBlocks; at += 64) compress(state, schedule, bytes, at)
  for (let at = 0; at < padded.length; at += 64) compress(state, schedule, padded, at)
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** What does not fill a block, the end mark, and the length in bits, as whole blocks. */
function paddedTail(bytes: Uint8Array): Uint8Array {
  const tail = bytes.subarray(bytes.length - (bytes.length % 64))
  const padded = new Uint8Array(tail.length + 9 <= 64 ? 64 : 128)
  padded.set(tail)
  padded[tail.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  return padded
}

function compress(state: Uint32Array, w: Uint32Array, bytes: Uint8Array, at: number): void {
  const block = new DataView(bytes.buffer, bytes.byteOffset + at, 64)
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(i * 4)
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = ((state[i] as number) + word) | 0
  })
}

type Eight = [number, number, number, number, number, number, number, number]

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** The first 32 bits of the fractional part: of the roots of the first primes, by definition. */
const fraction = (x: number): number => Math.floor((x - Math.floor(x)) * 2 ** 32)
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n - 2 }, (_, i) => i + 2).some((d) => n % d === 0),
)
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const K = Uint32Array.from(PRIMES.slice(0, 64), (prime) => fraction(Math.cbrt(prime)))
