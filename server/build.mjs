/** The production build, made again only when something it is made of has changed. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exitWith, ROOT, run, withNews } from './setup.mjs'

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

/** Kept inside dist, so that a build by hand, which empties dist, forgets it too. */
const STAMP = join(ROOT, 'dist', '.stamp')

export async function buildIfStale() {
  const wanted = await fingerprint()
  const found = existsSync(STAMP) ? await readFile(STAMP, 'utf8') : ''
  if (found === wanted) return
  await withNews('Building the studio', () =>
    run([process.execPath, 'node_modules/vite/bin/vite.js'], ['build', '--logLevel', 'warn']),
  )
  await writeFile(STAMP, wanted)
}

/** A hash over names, sizes and times: contents would mean reading the encoder at each start. */
async function fingerprint() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const path of await filesUnder(join(ROOT, source))) {
      const { size, mtimeMs } = await stat(path)
      hash.update(`${path} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} path of a file or a folder
 * @returns {Promise<string[]>}
 */
async function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const isSource = (name) => !/\.test\.tsx?$/.test(name)
  return entries
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfStale().catch(exitWith)
