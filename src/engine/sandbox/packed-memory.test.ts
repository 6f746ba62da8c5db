import { describe, expect, it } from 'vitest'
import { deflate, inflate } from './deflate.ts'
import { MemoryPacker, unpackMemory } from './packed-memory.ts'
import type { VmImage } from './vm.ts'

const CHUNK = 64 * 1024
const MOST = 10 * CHUNK

/** A memory of so many chunks, with a byte written at some places. */
const imageOf = (chunks: number, bytes: Readonly<Record<number, number>> = {}): VmImage => {
  const memory = new Uint8Array(chunks * CHUNK)
  for (const [at, byte] of Object.entries(bytes)) memory[Number(at)] = byte
  return { memory, registers: { stackPointer: 1, runtimePtr: 2, contextPtr: 3 }, kernel: 4 }
}

/** With its bytes as text: a hundred thousand numbers take seconds to compare. */
const told = (image: VmImage | null) =>
  image && { ...image, memory: Buffer.from(image.memory).toString('base64') }

describe('a packed memory', () => {
  it('is the same again, whether all of it is packed anew or only what changed', async () => {
    const packer = new MemoryPacker()
    for (const image of [imageOf(3, { 5: 7 }), imageOf(3, { 5: 7, 70_000: 9 }), imageOf(4)])
      expect(told(await unpackMemory(await packer.pack(image), MOST))).toEqual(told(image))
  })

  it('is not packed again where it is as it was unpacked, or as another packed it', async () => {
    const image = imageOf(3, { 5: 7, 70_000: 9 })
    const packed = await new MemoryPacker().pack(image)
    // A memory that it is not the packing of: whose bytes come out shows which were taken.
    const other = imageOf(3, { 5: 8, 70_000: 8 })
    const unpacked = MemoryPacker.of(packed, other)
    for (const packer of [unpacked.fork(), unpacked]) {
      expect(told(await unpackMemory(await packer.pack(other), MOST))).toEqual(told(image))
      const changed = imageOf(3, { 5: 8, 70_000: 10 })
      const expected = imageOf(3, { 5: 7, 70_000: 10 })
      expect(told(await unpackMemory(await packer.pack(changed), MOST))).toEqual(told(expected))
    }
  })

  it('is packed anew where it only stood beside another', async () => {
    const packer = new MemoryPacker()
    const [image, other] = [imageOf(2, { 5: 7 }), imageOf(2, { 5: 7, 70_000: 9 })]
    const beside = await packer.packBeside(image, other)
    const again = await MemoryPacker.of(beside, image).pack(image)
    expect(told(await unpackMemory(again, MOST))).toEqual(told(image))
  })

  it('is told by what differs from the one it stands beside, which may be shorter', async () => {
    const packer = new MemoryPacker()
    const other = imageOf(2, { 5: 7, 70_000: 9 })
    for (const image of [imageOf(2, { 5: 7, 70_000: 8 }), imageOf(3, { 5: 7, 140_000: 1 })]) {
      const packed = await packer.packBeside(image, other)
      expect(told(await unpackMemory(packed, MOST, other))).toEqual(told(image))
      // The chunk that is the same can be told by nothing else.
      expect(told(await unpackMemory(packed, MOST))).toBeNull()
    }
  })

  it('is none where it was cut short, is of another making, or too large', async () => {
    const packed = await new MemoryPacker().pack(imageOf(2, { 5: 7 }))
    const { memory } = packed
    const foreign = memory.slice()
    foreign[0] = 0
    for (const bytes of [memory.subarray(0, memory.length - 1), memory.subarray(0, 9), foreign])
      expect(await unpackMemory({ ...packed, memory: bytes }, MOST)).toBeNull()
    expect(await unpackMemory(packed, CHUNK)).toBeNull()
  })

  it('does not unpack to more than is allowed, whatever it says', async () => {
    const bomb = await deflate(new Uint8Array(MOST))
    expect(bomb.length).toBeLessThan(CHUNK)
    expect(await inflate(bomb, MOST)).toHaveLength(MOST)
    await expect(inflate(bomb, MOST - 1)).rejects.toThrow('more than is allowed')
    await expect(inflate(bomb.subarray(0, 9), MOST)).rejects.toThrow()
  })
})
