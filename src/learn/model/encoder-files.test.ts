import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { encoderBytes, ENCODERS, type EncoderSpec } from '../encoders.ts'
import {
  readEncoderFiles,
  readOverHttp,
  type KeptEncoderFiles,
  type ReadEncoderFile,
} from './encoder-files.ts'

const content = new TextEncoder().encode('weights')
const spec: EncoderSpec = {
  id: 'tiny',
  revision: '1',
  dimension: 4,
  maxTokens: 8,
  unrelated: 0,
  files: [
    {
      path: 'onnx/model.onnx',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    },
  ],
}

/** Serves one answer for every path, and gives the address. */
async function serve(status: number, type: string, body: Uint8Array | string): Promise<string> {
  const server = createServer((_, response) =>
    response.writeHead(status, { 'content-type': type }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/`
}

describe('readEncoderFiles', () => {
  it('brings the files, and tells how far it is', async () => {
    const base = await serve(200, 'application/octet-stream', content)
    const seen: [number, number][] = []
    const files = await readEncoderFiles(spec, readOverHttp(spec, base), (...at) => seen.push(at))
    expect(files.get('onnx/model.onnx')).toEqual(content)
    expect(seen.at(-1)).toEqual([7, 7])
  })

  it.each([
    ['other bytes of the same length', 'weighty'],
    ['a file that was cut off', 'weigh'],
  ])('takes %s for damage', async (_, body) => {
    const base = await serve(200, 'application/octet-stream', body)
    await expect(readEncoderFiles(spec, readOverHttp(spec, base))).rejects.toMatchObject({
      code: 'learn/encoder-damaged',
      details: { encoder: 'tiny', file: 'onnx/model.onnx' },
    })
  })

  it.each([
    ['no such file', 404, 'text/plain'],
    ['its start page for any path', 200, 'text/html; charset=utf-8'],
  ])('says that the encoder is unavailable where the server has %s', async (_, status, type) => {
    const base = await serve(status, type, 'sorry')
    await expect(readEncoderFiles(spec, readOverHttp(spec, base))).rejects.toMatchObject({
      code: 'learn/encoder-unavailable',
    })
  })

  it('says so where nobody answers', async () => {
    const read = readOverHttp(spec, 'http://127.0.0.1:9/models/')
    await expect(readEncoderFiles(spec, read)).rejects.toMatchObject({
      code: 'learn/encoder-unavailable',
    })
  })
})

describe('readEncoderFiles, where files are kept', () => {
  const damaged = new TextEncoder().encode('weighty')

  /** Remembers what it was given; begins with what it is made of. */
  function keeping(first: Uint8Array<ArrayBuffer> | null) {
    const files = new Map(first ? [['onnx/model.onnx', first]] : [])
    const kept: KeptEncoderFiles = {
      get: async ({ path }) => files.get(path) ?? null,
      put: async ({ path }, bytes) => void files.set(path, bytes),
    }
    return { kept, files }
  }

  it('takes a kept file without asking the server, and tells that it is there', async () => {
    const seen: number[] = []
    const read = vi.fn<ReadEncoderFile>()
    const { kept } = keeping(content)
    const files = await readEncoderFiles(spec, read, (bytes) => seen.push(bytes), kept)
    expect(files.get('onnx/model.onnx')).toEqual(content)
    expect(read).not.toHaveBeenCalled()
    expect(seen).toEqual([content.length])
  })

  it.each([
    ['nothing is kept', null],
    ['what is kept is damaged', damaged],
  ])('reads the file and keeps it where %s', async (_, first) => {
    const { kept, files } = keeping(first)
    const read = await readEncoderFiles(spec, async () => content, undefined, kept)
    expect(read.get('onnx/model.onnx')).toEqual(content)
    expect(files.get('onnx/model.onnx')).toEqual(content)
  })

  it('keeps nothing that is damaged', async () => {
    const { kept, files } = keeping(null)
    const reading = readEncoderFiles(spec, async () => damaged, undefined, kept)
    await expect(reading).rejects.toMatchObject({ code: 'learn/encoder-damaged' })
    expect(files.size).toBe(0)
  })
})

describe('the encoders that ship', () => {
  it.each(ENCODERS)('has the files of $id in public/models, as registered', async (shipped) => {
    const files = await readEncoderFiles(shipped, async (path) =>
      Uint8Array.from(await readFile(`public/models/${shipped.id}/${path}`)),
    )
    expect(files.size).toBe(shipped.files.length)
    expect([...files.values()].reduce((sum, { length }) => sum + length, 0)).toBe(
      encoderBytes(shipped),
    )
    const model = shipped.files.find(({ path }) => path.endsWith('.onnx'))
    const [hash = ''] = shipped.revision.split('-')
    expect(hash).toHaveLength(12)
    expect(model?.sha256.startsWith(hash)).toBe(true)
  })
})
