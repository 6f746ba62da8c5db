import { deflate, inflate } from './deflate.ts'
import type { VmImage } from './vm.ts'

/** An image as it is kept: bytes, and where in it the kernel is. */
export interface PackedImage {
  readonly memory: Uint8Array
  readonly kernel: number
}

const MAGIC = 0x31565345 // 'ESV1'
const HEADER_WORDS = 6
const CHUNK_BYTES = 64 * 1024
/** In place of a length: the chunk is all zeros, or is that of the image this one stands beside. */
const ZEROS = 0
const SAME = 0xffffffff

/** A memory, and each of its chunks as it is packed. */
interface Packing {
  readonly memory: Uint8Array
  readonly chunks: readonly Uint8Array[]
}

/**
 * Packs images in chunks, and only those chunks anew that have changed since the last time: between
 * two turns most of a memory stays as it is. Two packings at one time share nothing but that.
 */
export class MemoryPacker {
  #last: Packing | null

  constructor(last: Packing | null = null) {
    this.#last = last
  }

  /** Of an image that was unpacked: what does not change in it is not packed again. */
  static of(packed: PackedImage, { memory }: VmImage): MemoryPacker {
    // Bytes of its own: those that were given may be on their way to another thread.
    const chunks = readContainer(packed.memory.slice())?.chunks ?? []
    const isWhole = chunks.every((chunk) => chunk !== null)
    return new MemoryPacker(isWhole ? { memory, chunks } : null)
  }

  /** Another packer that knows what this one does. */
  fork(): MemoryPacker {
    return new MemoryPacker(this.#last)
  }

  async pack(image: VmImage): Promise<PackedImage> {
    const last = this.#last
    const chunks = await Promise.all(
      chunksOf(image.memory).map((chunk, at) => {
        const packed = last?.chunks[at]
        return packed && isSame(chunk, chunkAt(last.memory, at))
          ? Promise.resolve(packed)
          : packedChunk(chunk)
      }),
    )
    this.#last = { memory: image.memory, chunks }
    return container(
      image,
      chunks.map((bytes) => ({ bytes, length: bytes.length })),
    )
  }

  /** An image of which only what differs from another is packed. */
  async packBeside(image: VmImage, other: VmImage): Promise<PackedImage> {
    const chunks = await Promise.all(
      chunksOf(image.memory).map(async (chunk, at) => {
        if (isSame(chunk, chunkAt(other.memory, at))) return { bytes: NOTHING, length: SAME }
        const bytes = await packedChunk(chunk)
        return { bytes, length: bytes.length }
      }),
    )
    return container(image, chunks)
  }
}

/**
 * The image of packed bytes; `other` is what it stood beside. `null` when the bytes are damaged, are
 * of another making, or unpack to more than `maxBytes`.
 */
export async function unpackMemory(
  { memory, kernel }: PackedImage,
  maxBytes: number,
  other?: VmImage,
): Promise<VmImage | null> {
  try {
    const read = readContainer(memory)
    if (!read || read.size > maxBytes) return null
    const bytes = new Uint8Array(read.size)
    await Promise.all(
      chunksOf(bytes).map(async (into, at) => {
        const packed = read.chunks[at]
        // Without what it stood beside it cannot be told: that fails like damaged bytes.
        if (!packed) into.set(chunkAt((other as VmImage).memory, at))
        else if (packed.length !== ZEROS) into.set(await inflate(packed, into.length))
      }),
    )
    return { memory: bytes, registers: read.registers, kernel }
  } catch {
    return null
  }
}

/** What a container says of its memory; a chunk is `null` where it is that of another image. */
interface Container {
  readonly size: number
  readonly registers: VmImage['registers']
  readonly chunks: readonly (Uint8Array | null)[]
}

/** `null` where the bytes are none, of another making or cut short. Throws where not even a head is there. */
function readContainer(memory: Uint8Array): Container | null {
  const words = new DataView(memory.buffer, memory.byteOffset, memory.byteLength)
  const header = Array.from({ length: HEADER_WORDS }, (_, at) => words.getUint32(4 * at, true))
  const [magic, stackPointer = 0, runtimePtr = 0, contextPtr = 0, size = 0, count = 0] = header
  if (magic !== MAGIC || count !== Math.ceil(size / CHUNK_BYTES)) return null
  let from = 4 * (HEADER_WORDS + count)
  const chunks = Array.from({ length: count }, (_, at) => {
    const length = words.getUint32(4 * (HEADER_WORDS + at), true)
    if (length === SAME) return null
    from += length
    return memory.subarray(from - length, from)
  })
  if (from !== memory.length) return null
  return { size, registers: { stackPointer, runtimePtr, contextPtr }, chunks }
}

const NOTHING = new Uint8Array()

const chunkAt = (memory: Uint8Array, at: number): Uint8Array =>
  memory.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)

const chunksOf = (memory: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(memory.length / CHUNK_BYTES) }, (_, at) => chunkAt(memory, at))

async function packedChunk(chunk: Uint8Array): Promise<Uint8Array> {
  return wordsOf(chunk).every((word) => word === 0) ? NOTHING : deflate(chunk)
}

/** The engine's memory is made of whole pages: any chunk of it is whole words. */
const wordsOf = (chunk: Uint8Array): Int32Array =>
  new Int32Array(chunk.buffer, chunk.byteOffset, chunk.length / 4)

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  const [a, b] = [wordsOf(one), wordsOf(other)]
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** Words in front (magic, registers, size, count, the length of each chunk), then the chunks. */
function container(
  { memory, registers, kernel }: VmImage,
  chunks: readonly { readonly bytes: Uint8Array; readonly length: number }[],
): PackedImage {
  const { stackPointer, runtimePtr, contextPtr } = registers
  const header = [MAGIC, stackPointer, runtimePtr, contextPtr, memory.length, chunks.length]
  const words = [...header, ...chunks.map(({ length }) => length)]
  const size = chunks.reduce((sum, { bytes }) => sum + bytes.length, 4 * words.length)
  const packed = new Uint8Array(size)
  const view = new DataView(packed.buffer)
  words.forEach((word, at) => view.setUint32(4 * at, word, true))
  let offset = 4 * words.length
  for (const { bytes } of chunks) {
    packed.set(bytes, offset)
    offset += bytes.length
  }
  return { memory: packed, kernel }
}
