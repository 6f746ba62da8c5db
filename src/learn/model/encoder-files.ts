import { AppError } from '#shared/app-error.ts'
import { encoderBytes, type EncoderFile, type EncoderSpec } from '../encoders.ts'

/** The files of an encoder, by their path in its folder, checked against their hashes. */
export type EncoderFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** Reads one file, telling how many bytes have come so far. */
export type ReadEncoderFile = (
  path: string,
  onBytes: (loaded: number) => void,
) => Promise<Uint8Array<ArrayBuffer>>

/** Where files lie that were read before. It never fails: what it cannot give or take is read again. */
export interface KeptEncoderFiles {
  /** What was kept under that name and hash; nobody has looked at the bytes since. */
  get(file: EncoderFile): Promise<Uint8Array<ArrayBuffer> | null>
  /** Bytes that were checked. */
  put(file: EncoderFile, bytes: Uint8Array<ArrayBuffer>): Promise<void>
}

const NOTHING_KEPT: KeptEncoderFiles = { get: async () => null, put: async () => {} }

/**
 * Reads all files of an encoder, those first that were kept, and refuses any whose bytes are not
 * the known ones. Throws `learn/encoder-damaged`, or whatever `read` throws.
 */
export async function readEncoderFiles(
  spec: EncoderSpec,
  read: ReadEncoderFile,
  onProgress: (loadedBytes: number, totalBytes: number) => void = () => {},
  kept: KeptEncoderFiles = NOTHING_KEPT,
): Promise<EncoderFiles> {
  const total = encoderBytes(spec)
  const loaded = new Map<string, number>()
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  await Promise.all(
    spec.files.map(async (file) => {
      const onBytes = (count: number): void => {
        loaded.set(file.path, count)
        onProgress(Math.min(sum(loaded.values()), total), total)
      }
      const before = await kept.get(file)
      if (before && (await isIntact(file, before))) {
        onBytes(before.length)
        files.set(file.path, before)
        return
      }
      const bytes = await read(file.path, onBytes)
      await verify(spec, file, bytes)
      files.set(file.path, bytes)
      // Whoever waits for the encoder does not wait for this.
      void kept.put(file, bytes)
    }),
  )
  return files
}

const isIntact = async (file: EncoderFile, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  bytes.length === file.bytes && (!canHash() || (await sha256(bytes)) === file.sha256)

async function verify(
  spec: EncoderSpec,
  file: EncoderFile,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (await isIntact(file, bytes)) return
  throw new AppError('learn/encoder-damaged', `${spec.id}/${file.path} is not the file it was`, {
    details: { encoder: spec.id, file: file.path, bytes: bytes.length, expected: file.bytes },
  })
}

/** Served from another machine without TLS there is no `subtle`; the length is all to go by then. */
const canHash = (): boolean => 'subtle' in crypto

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Reads from a web server. `base` ends in a slash.
 * A server that cannot be reached, or has no such file, is `learn/encoder-unavailable`.
 */
export function readOverHttp(spec: EncoderSpec, base: string): ReadEncoderFile {
  const unavailable = (path: string, why: string, cause?: unknown): AppError =>
    new AppError('learn/encoder-unavailable', `${spec.id}/${path} could not be loaded: ${why}`, {
      details: { encoder: spec.id, file: path, why },
      cause,
    })
  return async (path, onBytes) => {
    const url = `${base}${spec.id}/${path}`
    // A server that answers any path with its start page has no such file either.
    const response = await fetch(url).catch((cause: unknown) => {
      throw unavailable(path, 'the server did not answer', cause)
    })
    if (!response.ok) throw unavailable(path, `status ${response.status}`)
    if (response.headers.get('content-type')?.startsWith('text/html'))
      throw unavailable(path, 'the server has no such file')
    try {
      return await readBody(response, onBytes)
    } catch (cause) {
      throw unavailable(path, 'the connection broke off', cause)
    }
  }
}

async function readBody(
  response: Response,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) break
    chunks.push(part.value)
    length += part.value.length
    onBytes(length)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
