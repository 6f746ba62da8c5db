import { AppError } from '#shared/app-error.ts'

export interface DecodedText {
  readonly text: string
  /** What to look at, if the bytes did not say what they are. */
  readonly note: string | null
}

/**
 * Bytes as text: UTF-8 or UTF-16 by their mark, else UTF-8, else what spreadsheets save on Windows.
 * Throws `import/not-readable` for what is no text at all.
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  const marked = { 'ff fe': 'utf-16le', 'fe ff': 'utf-16be' }[hex(bytes.subarray(0, 2))]
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), note: null }
  if (bytes.subarray(0, 4096).includes(0))
    throw new AppError('import/not-readable', `${file} is not text`, {
      details: { file, because: 'it is not text' },
    })
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: null }
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes)
    return { text, note: `${file} is not UTF-8; it was read as Windows-1252. Look at its accents.` }
  }
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
