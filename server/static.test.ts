import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handle } from './handle.ts'
import { fakePorts, ORIGIN } from './testing.ts'

let folder = ''
const big = new Uint8Array(600_000).map((_, index) => index % 251)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-static-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  await mkdir(join(folder, 'dist/models'))
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'dist/.stamp'), 'hidden')
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html>')
  await writeFile(join(folder, 'dist/assets/main-abc123.js'), 'export {}')
  await writeFile(join(folder, 'dist/assets/ort-abc123.wasm'), 'wasm')
  await writeFile(join(folder, 'dist/assets/ort-abc123.mjs'), 'export {}')
  await writeFile(join(folder, 'dist/models/encoder.onnx'), big)
})

afterAll(() => rm(folder, { recursive: true }))

const get = (path: string, init: RequestInit = {}) =>
  handle(new Request(ORIGIN + path, init), fakePorts({ root: join(folder, 'dist') }))

/** Paths of the files that this process has open, as Linux tells them. */
async function openFiles(): Promise<string[]> {
  const open = await readdir('/proc/self/fd')
  return Promise.all(open.map((fd) => readlink(join('/proc/self/fd', fd)).catch(() => '')))
}

describe('static files', () => {
  it.skipIf(!existsSync('/proc/self/fd'))('leaves no file open for who has gone', async () => {
    for (let turns = 0; turns < 4; turns++) {
      const reader = (await get('/models/encoder.onnx')).body!.getReader()
      const first = reader.read().catch(() => undefined)
      // Before it is open, while it is being opened, and after.
      for (let turn = 0; turn < turns; turn++) await new Promise((go) => setImmediate(go))
      await reader.cancel()
      await first
    }
    await expect
      .poll(async () => (await openFiles()).filter((path) => path.startsWith(folder)))
      .toEqual([])
  })

  it('gives the studio at /, isolated, under a policy that allows nothing foreign', async () => {
    const response = await get('/')
    expect(await response.text()).toBe('<!doctype html>')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers.get('content-security-policy')).not.toMatch(/https?:|\*|'unsafe-eval'/)
  })

  it('lets the script of the sandbox ask other hosts, and no other script', async () => {
    const sources = async (path: string) =>
      / connect-src ([^;]*)/.exec(
        (await get(path)).headers.get('content-security-policy') ?? '',
      )?.[1]
    expect(await sources('/assets/sandbox.worker-abc123.js')).toMatch(/ https: /)
    for (const path of [
      '/',
      '/assets/main-abc123.js',
      '/x/assets/sandbox.worker-abc123.js',
      '/api/x',
    ])
      expect(await sources(path)).toBe("'self' data: blob:")
  })

  it.each([
    ['/assets/main-abc123.js', 'text/javascript; charset=utf-8', 'immutable'],
    ['/assets/ort-abc123.mjs', 'text/javascript; charset=utf-8', 'immutable'],
    ['/assets/ort-abc123.wasm', 'application/wasm', 'immutable'],
    ['/models/encoder.onnx', 'application/octet-stream', 'no-cache'],
  ])('names the kind of %s, and how long it holds', async (path, type, caching) => {
    const { headers } = await get(path)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('cache-control')).toContain(caching)
  })

  it('sends a large file whole', async () => {
    const response = await get('/models/encoder.onnx')
    expect(response.headers.get('content-length')).toBe(String(big.length))
    expect(Buffer.compare(new Uint8Array(await response.arrayBuffer()), big)).toBe(0)
  })

  it('does not send again what the browser has', async () => {
    const etag = (await get('/models/encoder.onnx')).headers.get('etag') ?? ''
    const response = await get('/models/encoder.onnx', { headers: { 'if-none-match': etag } })
    expect([response.status, await response.text()]).toEqual([304, ''])
  })

  it('sends the headers alone when asked for them', async () => {
    const response = await get('/models/encoder.onnx', { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe(String(big.length))
    expect(await response.text()).toBe('')
  })

  it.each([
    '/models/missing.onnx',
    '/models',
    '/models/',
    '/.stamp',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/index.html%00.js',
    '/%',
    '/api/anything',
  ])('has nothing at %s', async (path) => {
    const response = await get(path)
    expect([response.status, await response.text()]).toEqual([404, 'Not found'])
  })

  it('takes nothing', async () => {
    expect((await get('/', { method: 'PUT', body: 'x' })).status).toBe(405)
  })
})
