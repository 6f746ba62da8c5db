/** Finds a Chromium to test in, or gets one. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, SetupError, withNews } from '../server/setup.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** @returns {Promise<string>} the path of an executable */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new SetupError(`CHROMIUM_PATH is ${named}, but nothing is there.`)
  }
  const found = onPath() ?? (await fromPlaywright())
  if (found) return found
  if (isRootOnDebian()) {
    await withNews('Installing Chromium', async () => {
      await run(['apt-get'], ['update', '-qq'])
      await run(['apt-get'], ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        DEBIAN_FRONTEND: 'noninteractive',
      })
    })
    const installed = onPath()
    if (installed) return installed
  }
  throw new SetupError(
    'The end-to-end tests need Chromium. Set CHROMIUM_PATH, put one on the PATH, or run: npx playwright install chromium',
  )
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)
}

/** The one that `npx playwright install chromium` leaves, where someone ran it. */
async function fromPlaywright() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}
