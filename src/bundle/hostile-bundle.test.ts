import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import type { ErrorCode } from '#shared/app-error.ts'
import { largeContents } from '#testing/bundle-contents.ts'
import type { BundleFiles } from './contract.ts'
import { readBundle } from './read-bundle.ts'
import { writeBundle } from './write-bundle.ts'
import { unzipBundle, UNZIP_LIMITS, zipBundle } from './zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown) => bytes(JSON.stringify(value))
const small = () =>
  writeBundle({ document: newDocument('w' as WorkflowId, 'Desk'), model: null, report: null })

function expectCode(work: () => unknown, code: ErrorCode): void {
  expect(work).toThrow(expect.objectContaining({ name: 'AppError', code }))
}

/** Where the central directory, and in it the entry of this number, begins. */
function directoryEntry(zip: Uint8Array, number = 0): number {
  const view = new DataView(zip.buffer, zip.byteOffset)
  let at = view.getUint32(zip.length - 22 + 16, true)
  for (let i = 0; i < number; i++)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true)
  return at
}

const zipOf = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files)

describe('a hostile or broken zip', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', bytes('hello, this is a letter and no zip at all')],
    ['a picture', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 251)],
  ])('is refused as no bundle: %s', (_, file) => {
    expectCode(() => unzipBundle(file), 'bundle/not-a-bundle')
  })

  it('is refused as damaged wherever it is cut off', () => {
    const zip = zipBundle(small())
    for (const share of [0.1, 0.5, 0.9, 0.99])
      expectCode(() => unzipBundle(zip.slice(0, zip.length * share)), 'bundle/damaged')
  })

  it('is refused as damaged when any byte of its content is another', () => {
    const zip = zipBundle(writeBundle(largeContents(5)))
    function withOtherByte(at: number): Uint8Array {
      const broken = zip.slice()
      broken[at] = (broken[at] ?? 0) ^ 0x55
      return broken
    }
    for (let at = 60; at < directoryEntry(zip); at += 997)
      expect(() => readBundle(unzipBundle(withOtherByte(at))), `byte ${at}`).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^bundle\//) as string }),
      )
  })

  it('is refused when its check sum is wrong', () => {
    const zip = zipBundle(small())
    zip[directoryEntry(zip) + 16] = (zip[directoryEntry(zip) + 16] ?? 0) ^ 1
    expectCode(() => unzipBundle(zip), 'bundle/damaged')
  })

  it.each([
    '../evil.ts',
    'app/../../evil.ts',
    '/etc/passwd',
    'C:/evil.ts',
    'app\\..\\evil.ts',
    'app//x.ts',
    './x.ts',
    'app/a\u0000.ts',
    'app/a\n.ts',
    `app/${'x'.repeat(300)}.ts`,
    '../',
  ])('is refused for the path %j', (path) => {
    expectCode(() => unzipBundle(zipOf({ [path]: bytes('x') })), 'bundle/unsafe-path')
  })

  it('is refused for a link', () => {
    const zip = zipSync({ 'app/x.ts': [bytes('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] })
    expectCode(() => unzipBundle(zip), 'bundle/unsafe-path')
  })

  it('is refused for two files of one name, also where only some systems think so', () => {
    const zip = zipOf({ 'app/aa.ts': bytes('1'), 'app/ab.ts': bytes('2') })
    const text = new TextDecoder('latin1').decode(zip)
    for (let at = text.indexOf('app/ab.ts'); at !== -1; at = text.indexOf('app/ab.ts', at + 1))
      zip[at + 5] = 'a'.charCodeAt(0)
    expectCode(() => unzipBundle(zip), 'bundle/damaged')
    expectCode(
      () => unzipBundle(zipOf({ 'app/a.ts': bytes('1'), 'app/A.ts': bytes('2') })),
      'bundle/damaged',
    )
  })

  it('is refused when the same entry has another name inside', () => {
    const zip = zipOf({ 'app/aa.ts': bytes('1') })
    zip[30 + 4] = 'b'.charCodeAt(0)
    expectCode(() => unzipBundle(zip), 'bundle/damaged')
  })

  it('is refused for too many files', () => {
    const files = Object.fromEntries(
      Array.from({ length: UNZIP_LIMITS.entries + 1 }, (_, i) => [`app/${i}.ts`, bytes('')]),
    )
    expectCode(() => unzipBundle(zipOf(files)), 'bundle/too-large')
  })

  it('is refused for what it says it unpacks to', () => {
    const bomb = zipOf({ 'workflow.json': new Uint8Array(20 * 1024 * 1024) })
    expectCode(() => unzipBundle(bomb), 'bundle/too-large')
  })

  it('is refused for what it unpacks to, whatever it says', () => {
    const bomb = zipOf({ 'workflow.json': new Uint8Array(20 * 1024 * 1024) })
    new DataView(bomb.buffer).setUint32(directoryEntry(bomb) + 24, 100, true)
    expectCode(() => unzipBundle(bomb), 'bundle/too-large')
  })

  it('is refused for what it says, before it is unpacked', () => {
    const zip = zipOf({ 'workflow.json': bytes('{}') })
    new DataView(zip.buffer).setUint32(directoryEntry(zip) + 24, 0xffffffff, true)
    expectCode(() => unzipBundle(zip), 'bundle/too-large')
  })

  it('is refused when a file is not as long as it says', () => {
    const zip = zipOf({ 'workflow.json': bytes('{}') })
    new DataView(zip.buffer).setUint32(directoryEntry(zip) + 24, 3, true)
    expectCode(() => unzipBundle(zip), 'bundle/damaged')
  })

  it('is refused for many large files together', () => {
    const noise = Uint8Array.from({ length: 40_000 }, (_, i) => (i * i * 31) >>> 5)
    const limits = { ...UNZIP_LIMITS, bytes: 100_000 }
    const files = { 'a.bin': noise, 'b.bin': noise, 'c.bin': noise }
    expectCode(() => unzipBundle(zipOf(files), limits), 'bundle/too-large')
  })

  it('never opens a zip inside, and says that it was left out', () => {
    const inner = zipOf({ '../evil.ts': bytes('x') })
    const files = new Map([...small(), ['app/inner.zip', inner]])
    expect(readBundle(unzipBundle(zipBundle(files))).warnings).toEqual([
      'app/inner.zip is no part of a bundle and was left out',
    ])
  })
})

describe('the files of a bundle', () => {
  const withFile = (path: string, content: Uint8Array): BundleFiles =>
    new Map([...small(), [path, content]])

  function manifest(change: Record<string, unknown>): BundleFiles {
    const text = new TextDecoder().decode(small().get('manifest.json'))
    const value = JSON.parse(text) as Record<string, unknown>
    return withFile('manifest.json', json({ ...value, ...change }))
  }
  /** Without hashes, to get past them to what is tested. */
  const unhashed = (path: string, content: Uint8Array): BundleFiles =>
    new Map([...manifest({ sha256: {} }), [path, content]])

  const main = {
    workflow: { id: 'w', name: 'Desk' },
    contexts: [{ id: 'root', name: '*' }],
    commands: [],
  }

  const withPrototypeKey = (key: string) =>
    bytes(JSON.stringify(main).replace('{', `{"${key}":{"admin":true},`))

  it('are no bundle without a manifest, or with one of another application', () => {
    expectCode(() => readBundle(new Map([['workflow.json', bytes('{}')]])), 'bundle/not-a-bundle')
    expectCode(() => readBundle(manifest({ app: 'other' })), 'bundle/not-a-bundle')
    expectCode(() => readBundle(withFile('manifest.json', json([]))), 'bundle/not-a-bundle')
  })

  it('are left to a newer studio when their format is newer', () => {
    expect(() => readBundle(manifest({ format: 2 }))).toThrow(
      expect.objectContaining({
        code: 'bundle/newer-than-app',
        details: { found: 2, known: 1 },
      }),
    )
  })

  it('are compared with their hashes', () => {
    expectCode(() => readBundle(withFile('layout.json', bytes('{}'))), 'bundle/damaged')
  })

  it('are readable without hashes', () => {
    const { document } = readBundle(unhashed('workflow.json', json(main)))
    expect(document).toEqual(newDocument('w' as WorkflowId, 'Desk'))
  })

  it('must be there when they are listed', () => {
    const files = new Map(small())
    files.delete('utterances.jsonl')
    expectCode(() => readBundle(files), 'bundle/damaged')
  })

  it('are refused when the manifest leads out of the bundle', () => {
    expectCode(() => readBundle(manifest({ files: ['../secret'] })), 'bundle/unsafe-path')
  })

  it.each([
    ['no JSON', bytes('{"workflow":')],
    ['no text', Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
    ['nested a hundred thousand times', bytes('['.repeat(100_000) + ']'.repeat(100_000))],
    ['a key __proto__', withPrototypeKey('__proto__')],
    ['the same in other letters', withPrototypeKey('\\u005f_proto__')],
    ['a list', json([])],
    ['no root context', json({ ...main, contexts: [] })],
    ['an id twice', json({ ...main, contexts: [...main.contexts, { id: 'w', name: 'Desk' }] })],
    [
      'an id that every object has',
      json({ ...main, contexts: [...main.contexts, { id: 'constructor', name: 'C' }] }),
    ],
    ['a field of another type', json({ ...main, contexts: [{ id: 'root', name: 5 }] })],
    [
      'a source file outside app/',
      json({ ...main, files: [{ id: 'f', path: 'x.ts', file: 'manifest.json' }] }),
    ],
    ['a source file that is missing', json({ ...main, files: [{ id: 'f', path: 'app/x.ts' }] })],
  ])('are refused for a workflow.json with %s', (_, content) => {
    expectCode(() => readBundle(unhashed('workflow.json', content)), 'bundle/damaged')
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('name the line that is wrong', () => {
    const good = JSON.stringify({ id: 'u', command: 'c', text: 'hello' })
    expect(() => readBundle(unhashed('utterances.jsonl', bytes(`${good}\n{"id":}\n`)))).toThrow(
      'utterances.jsonl, line 2',
    )
  })

  it.each([
    ['model/examples.f32', new Uint8Array(7)],
    ['model/examples.f32', new Uint8Array(8)],
    ['model/examples.i8', new Uint8Array(7)],
    ['model/model.json', json({ format: 1 })],
  ])('are refused for a model that does not fit: %s', (path, content) => {
    const files = new Map(writeBundle(largeContents(2)))
    const text = new TextDecoder().decode(files.get('manifest.json'))
    files.set('manifest.json', json({ ...(JSON.parse(text) as object), sha256: {} }))
    if (path === 'model/examples.i8') files.delete('model/examples.f32')
    files.set(path, content)
    expectCode(() => readBundle(files), 'bundle/damaged')
  })

  it('are refused for vectors that are no numbers', () => {
    const contents = largeContents(2)
    contents.model?.examples.vectors.set([NaN], 3)
    expectCode(() => readBundle(writeBundle(contents)), 'bundle/damaged')
  })

  it('may hold what this studio does not know, which is left out', () => {
    const { warnings, document } = readBundle(withFile('openapi.json', bytes('{}')))
    expect(warnings).toEqual(['openapi.json is no part of a bundle and was left out'])
    expect(Object.keys(document)).toEqual(['w', 'root'])
  })
})
