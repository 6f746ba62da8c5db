/** Runs named steps, each a program, and keeps what they said. */
import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { ROOT } from '../server/setup.mjs'

/**
 * @typedef {{ name: string, commands: string[][] }} Step commands run one after the other
 * @typedef {{ name: string, ok: boolean, seconds: number, output: string }} Outcome
 */

/**
 * Runs all steps, at most `atOnce` of them together, in the order given. A step that fails does not
 * keep the others from running: one run tells everything. The output of a step is printed whole when it ends.
 *
 * @param {Step[]} steps
 * @param {number} atOnce
 * @param {Record<string, string>} env
 * @returns {Promise<Outcome[]>}
 */
export async function runSteps(steps, atOnce, env) {
  const waiting = [...steps]
  const outcomes = []
  const takeNext = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await runStep(step, env)
      outcomes.push(outcome)
      print(outcome)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, takeNext))
  return outcomes
}

/**
 * @param {Step} step
 * @param {Record<string, string>} env
 * @returns {Promise<Outcome>}
 */
async function runStep({ name, commands }, env) {
  const startedAt = Date.now()
  let output = ''
  let ok = true
  for (const [script, ...args] of commands) {
    const ended = await runNode(script, args, env)
    output += ended.output
    ok &&= ended.code === 0
  }
  return { name, ok, seconds: (Date.now() - startedAt) / 1000, output }
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runNode(script, args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk) => (output += chunk)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.once('close', (code) => resolve({ code, output: stripVTControlCharacters(output) }))
  })
}

/** @param {Outcome} outcome */
function print({ name, ok, seconds, output }) {
  console.log(`\n── ${name} · ${ok ? 'passed' : 'FAILED'} · ${seconds.toFixed(1)} s`)
  if (output.trim() !== '') console.log(output.trimEnd())
}
