import type { StateExport } from '#engine/sandbox/saved-state.ts'
import type { Desk, Desks } from './desk.ts'
import { sha256 } from './python-text.ts'
import { compared, scoreOf, type Check, type Score } from './score.ts'
import type { StateHashes } from './store-state.ts'
import type { GoldCall, NegativeCall, Task } from './tau-data.ts'

/** L0: every recorded call gives what was recorded. L1: after a task the state is the golden one. */
export async function measureGoldCalls(
  desks: Desks,
  hashes: StateHashes,
  tasks: readonly Task[],
): Promise<{ readonly l0: Score; readonly l1: Score }> {
  const calls: Check[] = []
  const states: Check[] = []
  for (const task of tasks) {
    const desk = await desks.open()
    for (const [index, gold] of task.actions.entries())
      calls.push(...(await checkedCall(desk, hashes, gold, `${task.id}, call ${index + 1}`)))
    states.push(...checkedState(task, hashes, await desk.application.inspect()))
    desk.close()
  }
  return { l0: scoreOf(calls), l1: scoreOf(states) }
}

/** A call that gives an error changes nothing besides. */
async function checkedCall(
  desk: Desk,
  hashes: StateHashes,
  gold: GoldCall,
  where: string,
): Promise<Check[]> {
  const isRefused = gold.observation?.startsWith('Error') === true
  const hashOf = async (): Promise<string> => hashes.canonical(await desk.application.inspect())
  const before = isRefused ? await hashOf() : ''
  const { observation } = await desk.call(gold.name, gold.kwargs)
  const check = checkedObservation(where, gold, observation)
  if (!isRefused || check) return [check].flat()
  return [compared(where, before, await hashOf())]
}

function checkedObservation(where: string, gold: GoldCall, observation: string): Check {
  if (gold.observation !== undefined) return compared(where, gold.observation, observation)
  if (gold.observation_sha256 === undefined) return null
  return gold.observation_sha256 === sha256(observation)
    ? null
    : { where, expected: `a text with the hash ${gold.observation_sha256}`, got: observation }
}

function checkedState(task: Task, hashes: StateHashes, state: StateExport): Check[] {
  const golden = [
    [task.final_canonical_sha256, hashes.canonical(state)],
    [task.final_tau_hash, hashes.tau(state)],
  ].filter(([expected]) => expected !== undefined)
  if (golden.length === 0) return []
  const wrong = golden.find(([expected, got]) => expected !== got)
  const [expected = '', got = ''] = wrong ?? []
  return [wrong ? { where: `${task.id}, final state`, expected, got } : null]
}

/** Calls that must be refused, in these words, with nothing changed. */
export async function measureNegativeCalls(
  desks: Desks,
  hashes: StateHashes,
  negatives: readonly NegativeCall[],
): Promise<Score> {
  const checks: Check[] = []
  for (const { id, tool, kwargs, setup, why, expected_observation: expected } of negatives) {
    const desk = await desks.open()
    for (const { name, kwargs: given } of setup) await desk.call(name, given)
    const before = hashes.canonical(await desk.application.inspect())
    const { observation } = await desk.call(tool, kwargs)
    const after = hashes.canonical(await desk.application.inspect())
    desk.close()
    const where = `${id}, ${tool}, ${why}`
    checks.push(
      compared(where, expected, observation) ?? compared(`${where}: state`, before, after),
    )
  }
  return scoreOf(checks)
}
