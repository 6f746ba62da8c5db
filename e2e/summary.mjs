/** Reads what the test runners say at their end. */

/** Vitest's `Tests  2 failed | 80 passed (82)`, Playwright's `5 passed (12.3s)`, one a line. */
const SUMMARY_LINE =
  /^\s*(?:(?:Test Files|Tests)\s+.*|\d+ (?:passed|failed|flaky|skipped|interrupted|did not run).*)$/

/**
 * The runners' own summary lines.
 *
 * @param {string} output
 */
export function summaryLines(output) {
  return output
    .split('\n')
    .filter((line) => SUMMARY_LINE.test(line))
    .map((line) => line.trim())
}

/**
 * How many tests passed and failed in a step; a step that has no tests, or failed outside of them,
 * counts as one.
 *
 * @param {import('./steps.mjs').Outcome} outcome
 */
export function countsOf({ ok, output }) {
  const lines = summaryLines(output).filter((line) => !line.startsWith('Test Files'))
  const sum = (pattern) =>
    lines.reduce((total, line) => total + Number(pattern.exec(line)?.[1] ?? 0), 0)
  const passed = sum(/(\d+) passed/)
  const failed = sum(/(\d+) failed/) + sum(/(\d+) did not run/) + sum(/(\d+) interrupted/)
  if (ok) return { passed: Math.max(1, passed), failed }
  return { passed, failed: Math.max(1, failed) }
}
