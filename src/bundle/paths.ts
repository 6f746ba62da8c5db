import { AppError } from '#shared/app-error.ts'

const LONGEST_PATH = 240
const WINDOWS_DRIVE = /^[a-z]:/i
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

/** Relative, with forward slashes, staying inside: safe to be written below any folder. */
export function isSafePath(path: string): boolean {
  return (
    path.length <= LONGEST_PATH &&
    !CONTROL.test(path) &&
    !path.includes('\\') &&
    !WINDOWS_DRIVE.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  )
}

/** Throws `bundle/unsafe-path`. */
export function assertSafePath(path: string): void {
  if (isSafePath(path)) return
  throw new AppError('bundle/unsafe-path', 'The bundle has a path that leads out of it', {
    details: { path: path.slice(0, LONGEST_PATH) },
  })
}

/** Two paths of one key are one file on some file systems. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
