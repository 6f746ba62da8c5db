import { describe, expect, it } from 'vitest'
import { ENCODERS, type EncoderFile } from '../encoders.ts'
import { keptEncoderFiles } from './kept-encoder-files.ts'

const [accurate, fast] = ENCODERS as [(typeof ENCODERS)[0], (typeof ENCODERS)[0]]
const file: EncoderFile = { path: 'onnx/model.onnx', bytes: 3, sha256: 'aa' }
const bytes = Uint8Array.of(1, 2, 3)

/** As much of the Cache API as is asked: addresses, with or without what follows their "?". */
function fakeStorage(): { storage: CacheStorage; addresses: () => string[] } {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>()
  const plain = (address: string): string => address.split('?')[0] ?? ''
  const cache: Pick<Cache, 'match' | 'put' | 'delete'> = {
    match: async (address) => {
      const found = entries.get(address as string)
      return found && new Response(found)
    },
    put: async (address, response) =>
      void entries.set(address as string, new Uint8Array(await response.arrayBuffer())),
    delete: async (address, options) => {
      const gone = [...entries.keys()].filter((each) =>
        options?.ignoreSearch ? plain(each) === plain(address as string) : each === address,
      )
      for (const each of gone) entries.delete(each)
      return gone.length > 0
    },
  }
  const storage = { open: async () => cache } as unknown as CacheStorage
  return { storage, addresses: () => [...entries.keys()] }
}

describe('keptEncoderFiles', () => {
  it('gives what was put, to whoever asks for the same release of it', async () => {
    const { storage } = fakeStorage()
    await keptEncoderFiles(accurate, storage).put(file, bytes)
    expect(await keptEncoderFiles(accurate, storage).get(file)).toEqual(bytes)
    expect(await keptEncoderFiles(accurate, storage).get({ ...file, sha256: 'bb' })).toBeNull()
    expect(await keptEncoderFiles(fast, storage).get(file)).toBeNull()
  })

  it('lets a newer release take the place of the one before, and of nothing else', async () => {
    const { storage, addresses } = fakeStorage()
    const kept = keptEncoderFiles(accurate, storage)
    await kept.put(file, bytes)
    await kept.put({ ...file, path: 'tokenizer.json' }, bytes)
    await kept.put({ ...file, sha256: 'bb' }, bytes)
    expect(addresses()).toEqual([
      `/${accurate.id}/tokenizer.json?sha256=aa`,
      `/${accurate.id}/onnx/model.onnx?sha256=bb`,
    ])
  })

  it('is as if empty where the browser gives no room', async () => {
    const storage = {
      open: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
    } as unknown as CacheStorage
    const kept = keptEncoderFiles(accurate, storage)
    await kept.put(file, bytes)
    expect(await kept.get(file)).toBeNull()
  })
})
