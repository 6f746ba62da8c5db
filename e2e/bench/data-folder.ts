import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A file of the public evaluation data, which is no part of the project: in `ESPALIER_DATA`, or in
 * `shared/data` beside one of the folders above. Throws, saying so, where there is none.
 */
export function dataFile(path: string): string {
  const folder = process.env['ESPALIER_DATA'] ?? dataFolder(import.meta.dirname)
  if (folder === null)
    throw new Error('There is no evaluation data: set ESPALIER_DATA to its folder')
  return join(folder, path)
}

function dataFolder(from: string): string | null {
  const here = join(from, 'shared/data')
  if (existsSync(here)) return here
  const above = dirname(from)
  return above === from ? null : dataFolder(above)
}
