import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encoderBytes, ENCODERS, type EncoderSpec } from '../encoders.ts'
import { readEncoderFiles, readOverHttp } from './encoder-files.ts'

const content = new TextEncoder().encode('weights')
const spec: EncoderSpec = {
  id: 'tiny',
  revision: '1',
  dimension: 4,
  maxTokens: 8,
  unrelated: 0,
  pooling: 'mean',
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
    expect(model?.sha256.startsWith(shipped.revision)).toBe(true)
  })
})
