/** What Node throws when a file cannot be had: ENOENT, EACCES, EISDIR … */
export interface FileError extends Error {
  readonly code: string
  /** Not known where a file was open already. */
  readonly path?: string
}

const TEXTS: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `There is no ${file}.`,
  EACCES: (file) => `${file} may not be read or written.`,
  EPERM: (file) => `${file} may not be read or written.`,
  EROFS: (file) => `${file} may not be written.`,
  EISDIR: (file) => `${file} is a folder, not a file.`,
  ENOTDIR: (file) => `${file} is in no folder: a part of that is a file.`,
  ENOSPC: (file) => `There is no room left to write ${file}.`,
}

export const isOfFiles = (error: unknown): error is FileError =>
  error instanceof Error &&
  'syscall' in error &&
  'code' in error &&
  typeof error.code === 'string' &&
  ('path' in error || error.code in TEXTS)

/** A sentence for who named the file. */
export function fileText({ code, path, message }: FileError): string {
  return TEXTS[code]?.(path === undefined ? 'That file' : `“${path}”`) ?? message
}
