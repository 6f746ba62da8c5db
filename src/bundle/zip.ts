import { Inflate, zipSync, type Zippable } from 'fflate'
import { AppError } from '#shared/app-error.ts'
import type { BundleFiles } from './contract.ts'
import { crc32 } from './crc32.ts'
import { brokenZip, readDirectory, type ZipEntry } from './zip-directory.ts'

/**
 * Midnight of the first day a zip can name, in local time as zips count: the same bytes in any
 * time zone.
 */
const FIXED_TIME = new Date(1980, 0, 1)

/** Floats hardly get smaller, and take most of the time. */
const isIncompressible = (path: string): boolean => path.endsWith('.f32') || path.endsWith('.onnx')

/** Equal files give equal bytes. */
export function zipBundle(files: BundleFiles): Uint8Array {
  const zippable: Zippable = {}
  for (const [path, bytes] of files)
    zippable[path] = [bytes, { mtime: FIXED_TIME, level: isIncompressible(path) ? 0 : 6 }]
  return zipSync(zippable)
}

export interface UnzipLimits {
  readonly entries: number
  /** All files together, unpacked. */
  readonly bytes: number
  /** How many times its packed size a bundle may unpack to. */
  readonly ratio: number
}

export const UNZIP_LIMITS: UnzipLimits = { entries: 2_000, bytes: 64 * 1024 * 1024, ratio: 200 }

/** Below this, no ratio is a danger, and short files of one letter are no attack. */
const RATIO_MATTERS_FROM = 1024 * 1024
/** Deflate grows by 1,032 at most: a chunk cannot become more than 17 MB before we look again. */
const CHUNK = 16 * 1024

/**
 * Unpacks a bundle from outside. Sizes are checked against the limits before unpacking, and again
 * while it goes on, because what a zip says about itself may be a lie. Zips inside are not opened.
 * Throws `bundle/not-a-bundle`, `bundle/damaged`, `bundle/unsafe-path` or `bundle/too-large`.
 */
export function unzipBundle(bytes: Uint8Array, limits: UnzipLimits = UNZIP_LIMITS): BundleFiles {
  const entries = readDirectory(bytes, limits)
  const budget = createBudget(bytes.length, limits)
  budget.check(entries.reduce((sum, { unpackedSize }) => sum + unpackedSize, 0))
  return new Map(entries.map((entry) => [entry.path, unpack(bytes, entry, budget)]))
}

interface Budget {
  /** Throws `bundle/too-large` if so many bytes are too many. */
  check(unpacked: number): void
  spend(unpacked: number): void
}

function createBudget(packed: number, { bytes, ratio }: UnzipLimits): Budget {
  const limit = Math.min(bytes, Math.max(packed * ratio, RATIO_MATTERS_FROM))
  let spent = 0
  function check(unpacked: number): void {
    if (unpacked <= limit) return
    throw new AppError('bundle/too-large', 'The bundle unpacks to more than a workflow can be', {
      details: { found: unpacked, limit, what: 'bytes' },
    })
  }
  return {
    check,
    spend(unpacked) {
      spent += unpacked
      check(spent)
    },
  }
}

function unpack(bytes: Uint8Array, entry: ZipEntry, budget: Budget): Uint8Array {
  const { path, start, packedSize, unpackedSize, method, crc } = entry
  const packed = bytes.subarray(start, start + packedSize)
  const unpacked = method === 'stored' ? stored(packed, budget) : inflated(packed, path, budget)
  if (unpacked.length !== unpackedSize) throw brokenZip(`${path} is not as long as it says`)
  if (crc32(unpacked) !== crc) throw brokenZip(`${path} is not what was packed`)
  return unpacked
}

function stored(packed: Uint8Array, budget: Budget): Uint8Array {
  budget.spend(packed.length)
  return packed.slice()
}

function inflated(packed: Uint8Array, path: string, budget: Budget): Uint8Array {
  const parts: Uint8Array[] = []
  const inflate = new Inflate((part) => {
    budget.spend(part.length)
    parts.push(part)
  })
  try {
    for (let at = 0; at < packed.length || at === 0; at += CHUNK)
      inflate.push(packed.subarray(at, at + CHUNK), at + CHUNK >= packed.length)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw brokenZip(`${path} cannot be unpacked`, error)
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
