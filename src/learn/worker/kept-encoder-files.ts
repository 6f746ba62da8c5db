import type { EncoderFile, EncoderSpec } from '../encoders.ts'
import type { KeptEncoderFiles } from '../model/encoder-files.ts'

const CACHE = 'espalier-encoders'

/**
 * The files of an encoder in the browser's Cache API: a second visit opens it in half the time, as
 * tens of megabytes need not come from the server again, which the HTTP cache may find too large to
 * keep. Other releases of a file make room for the one that is put there.
 */
export function keptEncoderFiles({ id }: EncoderSpec, storage: CacheStorage): KeptEncoderFiles {
  const addressOf = ({ path, sha256 }: EncoderFile): string => `/${id}/${path}?sha256=${sha256}`

  return {
    async get(file) {
      try {
        const found = await (await storage.open(CACHE)).match(addressOf(file))
        return found ? new Uint8Array(await found.arrayBuffer()) : null
      } catch {
        return null
      }
    },

    async put(file, bytes) {
      try {
        const cache = await storage.open(CACHE)
        await cache.delete(addressOf(file), { ignoreSearch: true })
        await cache.put(addressOf(file), new Response(bytes))
      } catch {
        // No room, or no right to it: it is read from the server the next time.
      }
    },
  }
}
