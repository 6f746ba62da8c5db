/**
 * `npm test`: everything a change must pass, from a fresh clone. Runs all steps even when one
 * fails, repeats the runners' summaries at the end, and ends non-zero on any failure.
 */
import { exitWith, setUp } from '../server/setup.mjs'
import { findChromium } from './chromium.mjs'
import { runSteps } from './steps.mjs'
import { countsOf, summaryLines } from './summary.mjs'

const bin = (path) => `node_modules/${path}`
const tsc = (...args) => [bin('typescript/bin/tsc'), '--noEmit', ...args]

/** Longest first, so that the short ones fill the gaps. Vitest also checks the layers. */
const CHECKS = [
  { name: 'unit tests and layers', commands: [[bin('vitest/vitest.mjs'), 'run']] },
  { name: 'lint', commands: [[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']] },
  { name: 'build', commands: [['server/build.mjs']] },
  { name: 'types', commands: [tsc(), tsc('-p', 'src/engine'), tsc('-p', 'src/domain')] },
  {
    name: 'format',
    commands: [[bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  },
  { name: 'unused', commands: [[bin('knip/bin/knip.js')]] },
]

/** Alone, after the rest: it measures time and needs the build. */
const STORIES = [{ name: 'end to end', commands: [[bin('@playwright/test/cli.js'), 'test']] }]

try {
  await setUp()
  const env = { CHROMIUM_PATH: await findChromium(), NO_COLOR: '1' }
  const outcomes = [...(await runSteps(CHECKS, 2, env)), ...(await runSteps(STORIES, 1, env))]
  report(outcomes)
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
} catch (error) {
  exitWith(error)
}

/** @param {import('./steps.mjs').Outcome[]} outcomes */
function report(outcomes) {
  console.log('\n── summary')
  for (const { name, ok, seconds, output } of outcomes) {
    console.log(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`)
    for (const line of summaryLines(output)) console.log(`          ${line}`)
  }
  const counts = outcomes.map(countsOf)
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
}
