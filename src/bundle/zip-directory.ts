import { AppError } from '#shared/app-error.ts'
import { assertSafePath, pathKey } from './paths.ts'

/** An entry as the central directory of a zip describes it. Nothing in it is to be trusted. */
export interface ZipEntry {
  readonly path: string
  readonly method: 'stored' | 'deflated'
  readonly crc: number
  readonly packedSize: number
  readonly unpackedSize: number
  /** Where its packed bytes begin. */
  readonly start: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const END_SIZE = 22
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 0x0041
const UNIX_TYPE = 0o170000
const UNIX_LINK = 0o120000

/**
 * The files a zip says it has; folders are left out. Throws `bundle/not-a-bundle`,
 * `bundle/damaged`, `bundle/unsafe-path` or `bundle/too-large`.
 */
export function readDirectory(bytes: Uint8Array, limits: { readonly entries: number }): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries)
    throw new AppError('bundle/too-large', `The bundle has ${count} files`, {
      details: { found: count, limit: limits.entries, what: 'files' },
    })
  const entries: ZipEntry[] = []
  const seen = new Set<string>()
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    const { entry, next } = readEntry(view, at, end)
    at = next
    if (entry.path.endsWith('/')) {
      assertSafePath(entry.path.slice(0, -1))
      continue
    }
    assertSafePath(entry.path)
    if (seen.has(pathKey(entry.path))) throw brokenZip(`${entry.path} is in it twice`)
    seen.add(pathKey(entry.path))
    entries.push(entry)
  }
  return entries
}

export function brokenZip(because: string, cause?: unknown): AppError {
  return new AppError('bundle/damaged', `The zip is damaged: ${because}`, {
    details: { because },
    cause,
  })
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT)
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  // It begins as a zip does: its end was cut off.
  if (view.byteLength >= 4 && view.getUint32(0, true) === LOCAL_ENTRY)
    throw brokenZip('its end is missing')
  throw new AppError('bundle/not-a-bundle', 'This is not a bundle: it is not a zip', {
    details: { because: 'it is not a zip' },
  })
}

function readEntry(
  view: DataView,
  at: number,
  end: number,
): { readonly entry: ZipEntry; readonly next: number } {
  if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
    throw brokenZip('its directory is not readable')
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > end) throw brokenZip('its directory is cut off')
  if (((view.getUint32(at + 38, true) >>> 16) & UNIX_TYPE) === UNIX_LINK)
    throw new AppError('bundle/unsafe-path', 'The bundle has a link in it')

  const path = nameAt(view, at + 46, nameLength)
  const packedSize = view.getUint32(at + 20, true)
  const local = view.getUint32(at + 42, true)
  if (local + 30 > end || view.getUint32(local, true) !== LOCAL_ENTRY)
    throw brokenZip(`${path} is not where the directory says`)
  const localLength = view.getUint16(local + 26, true)
  if (local + 30 + localLength > end || nameAt(view, local + 30, localLength) !== path)
    throw brokenZip(`${path} has two names`)
  const start = local + 30 + localLength + view.getUint16(local + 28, true)
  if (start + packedSize > end) throw brokenZip(`${path} is cut off`)
  const entry = {
    path,
    method: methodOf(view, at, path),
    crc: view.getUint32(at + 16, true),
    packedSize,
    unpackedSize: view.getUint32(at + 24, true),
    start,
  }
  return { entry, next }
}

function methodOf(view: DataView, at: number, path: string): ZipEntry['method'] {
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw brokenZip(`${path} is encrypted`)
  const method = view.getUint16(at + 10, true)
  if (method === 0) return 'stored'
  if (method === 8) return 'deflated'
  throw brokenZip(`${path} is packed in a way this studio does not know`)
}

function nameAt(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw brokenZip('a name in it is not readable', cause)
  }
}
