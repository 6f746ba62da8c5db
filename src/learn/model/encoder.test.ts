import { describe, expect, it } from 'vitest'
import { wordEncoder } from '../testing/synthetic.ts'
import { embedAll, type VectorCache } from './encoder.ts'

function memoryCache(): VectorCache & { readonly kept: Map<string, Float32Array> } {
  const kept = new Map<string, Float32Array>()
  return {
    kept,
    read: async (encoder, texts) => texts.map((text) => kept.get(`${encoder} ${text}`) ?? null),
    async write(encoder, texts, vectors) {
      texts.forEach((text, i) => kept.set(`${encoder} ${text}`, vectors[i]!))
    },
  }
}

describe('embedAll', () => {
  it('embeds each distinct text once, in the order asked for', async () => {
    const encoder = wordEncoder()
    const [first, other, again] = await embedAll(encoder, ['go up', 'help', ' go  up\n'])
    expect(encoder.embedded).toEqual(['go up', 'help'])
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it('gives a text the same vector whoever it comes with', async () => {
    const [alone] = await embedAll(wordEncoder(), ['go up'])
    const [, among] = await embedAll(wordEncoder(), ['help', 'go up', 'where am I'])
    expect(among).toEqual(alone)
  })

  it('keeps what it embedded, by encoder and revision', async () => {
    const cache = memoryCache()
    const encoder = wordEncoder()
    await embedAll(encoder, ['go up'], { cache })
    await embedAll(encoder, ['go up'], { cache })
    expect(encoder.embedded).toEqual(['go up'])
    await embedAll({ ...encoder, revision: '2' }, ['go up'], { cache })
    expect([...cache.kept.keys()]).toEqual(['words@1 go up', 'words@2 go up'])
  })

  it('does without a cache that fails, and computes anew what it kept badly', async () => {
    const encoder = wordEncoder()
    const broken: VectorCache = {
      read: () => Promise.reject(new Error('blocked')),
      write: () => Promise.reject(new Error('full')),
    }
    expect(await embedAll(encoder, ['go up'], { cache: broken })).toHaveLength(1)

    const cache = memoryCache()
    cache.kept.set('words@1 help', new Float32Array(3))
    cache.kept.set('words@1 go up', new Float32Array(32))
    const vectors = await embedAll(encoder, ['help', 'go up'], { cache })
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1)
  })

  it('takes vectors that are no unit vectors for a damaged encoder', async () => {
    const encoder = { ...wordEncoder(), embed: async () => new Float32Array(32).fill(Number.NaN) }
    await expect(embedAll(encoder, ['go up'])).rejects.toMatchObject({
      code: 'learn/encoder-damaged',
    })
  })

  it('stops between texts when aborted', async () => {
    const controller = new AbortController()
    const encoder = wordEncoder()
    const embed = (text: string) => {
      if (text === 'b') controller.abort()
      return encoder.embed(text)
    }
    const { signal } = controller
    await expect(
      embedAll({ ...encoder, embed }, ['a', 'b', 'c'], { signal }),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(encoder.embedded).toEqual(['a', 'b'])
  })
})
