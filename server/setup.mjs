/**
 * Makes the checkout runnable: the right Node, and the packages of package-lock.json. Shared by
 * `npm start`, `npm run dev` and `npm test`. Plain JavaScript over Node's own modules, because it
 * runs before anything is installed.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** What Vite 8 runs on, which is the strictest of our tools. */
const NODE_NEEDED = '20.19 (or 22.12, or newer)'

/** A failure that a person can mend: its message is all they need to see. */
export class SetupError extends Error {}

export async function setUp() {
  checkNode(process.versions.node)
  await install()
}

/** @param {string} version */
function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const runs = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (runs) return
  throw new SetupError(
    `Espalier needs Node ${NODE_NEEDED}; this is ${version}. Get one from https://nodejs.org`,
  )
}

async function install() {
  const stamp = join(ROOT, 'node_modules', '.espalier-lock')
  const lock = await readFile(join(ROOT, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lock).digest('hex')
  if ((await readOr(stamp, '')) === hash) return
  if (!(await hasInstalled(lock))) {
    await withNews('Installing packages', () =>
      run(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
        // Neither is used, and both download from hosts that may be out of reach.
        ONNXRUNTIME_NODE_INSTALL: 'skip',
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
      }),
    )
  }
  await writeFile(stamp, hash)
}

/**
 * Whether npm's own record of node_modules holds every package of the lock file, so that an
 * `npm install` by hand is not thrown away and done again.
 *
 * @param {string} lock
 */
async function hasInstalled(lock) {
  const record = join(ROOT, 'node_modules', '.package-lock.json')
  const { packages: installed = {} } = JSON.parse(await readOr(record, '{}'))
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' ||
      optional ||
      devOptional ||
      (installed[path]?.version === version && existsSync(join(ROOT, path))),
  )
}

/** npm as it was called, or as the shell would find it. */
function npm() {
  const script = process.env.npm_execpath
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm']
}

/**
 * Runs a program in the project's root with our own output; rejects unless it ends well.
 *
 * @param {string[]} program the program and its first arguments
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<void>}
 */
export function run([program, ...first], args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && program === 'npm',
    })
    child.once('error', (cause) => {
      reject(new SetupError(`${program} could not be started: ${cause.message}`))
    })
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(
          new SetupError(`${[program, ...first, ...args].join(' ')} failed (${signal ?? code})`),
        )
    })
  })
}

/**
 * Says what is being waited for, and for how long it was.
 *
 * @param {string} what
 * @param {() => Promise<void>} work
 */
export async function withNews(what, work) {
  const startedAt = Date.now()
  console.log(`${what} …`)
  await work()
  console.log(`${what}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
}

/**
 * Ends the process with a sentence, not a stack, where the person can mend the cause.
 *
 * @param {unknown} error
 */
export function exitWith(error) {
  console.error(error instanceof SetupError ? `\n${error.message}` : error)
  process.exit(1)
}

/**
 * @param {string} path
 * @param {string} otherwise
 */
async function readOr(path, otherwise) {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return otherwise
  }
}
