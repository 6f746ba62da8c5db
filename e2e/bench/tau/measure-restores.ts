import type { Desk, Desks } from './desk.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import { compared, scoreOf, type Check, type Score } from './score.ts'
import type { StateHashes } from './store-state.ts'
import type { GoldCall, Task } from './tau-data.ts'

/** A conversation between two of its calls: nothing of it is in memory but what was kept. */
interface Kept {
  readonly task: Task
  readonly saved: SavedState | null
  readonly journal: readonly JournalEntry[]
}

/**
 * L3, first part: conversations side by side, one call each in turn; between two calls each is only
 * what was kept of it. After every call, and after the restore that follows it, the state is the one
 * of a conversation that was never put away.
 */
export async function measureRestores(
  desks: Desks,
  hashes: StateHashes,
  tasks: readonly Task[],
): Promise<Score> {
  const expected = new Map<string, readonly string[]>()
  for (const task of tasks) expected.set(task.id, await hashesWithoutRestore(desks, hashes, task))
  const checks: Check[] = []
  const rounds = Math.max(0, ...tasks.map(({ actions }) => actions.length))
  let kept = tasks.map((task): Kept => ({ task, saved: null, journal: [] }))
  for (let round = 0; round <= rounds; round++) {
    const next: Kept[] = []
    for (const each of kept) {
      const { after, restored } = await oneCall(desks, hashes, each, each.task.actions[round])
      const at = expected.get(each.task.id)?.[round] ?? ''
      checks.push(compared(`${each.task.id}, restored after ${round} calls`, at, restored))
      if (after) next.push(after)
    }
    kept = next
  }
  return scoreOf(checks)
}

/** Restores a conversation, looks at its state, makes a call, if there is one, and puts it away again. */
async function oneCall(
  desks: Desks,
  hashes: StateHashes,
  { task, saved, journal }: Kept,
  call: GoldCall | undefined,
): Promise<{ readonly after: Kept | null; readonly restored: string }> {
  const desk = await desks.open({ saved, journal })
  const restored = hashes.canonical(await desk.application.inspect())
  const after = call ? await putAway(desk, task, call) : null
  desk.close()
  return { after, restored }
}

async function putAway(desk: Desk, task: Task, { name, kwargs }: GoldCall): Promise<Kept> {
  await desk.call(name, kwargs)
  // As it comes out of a database or a file.
  const saved = structuredClone(await desk.application.save())
  return { task, saved, journal: JSON.parse(JSON.stringify(desk.entries)) as JournalEntry[] }
}

/** The state before the first call, and after each. */
async function hashesWithoutRestore(
  desks: Desks,
  hashes: StateHashes,
  { actions }: Task,
): Promise<readonly string[]> {
  const desk = await desks.open()
  const states = [hashes.canonical(await desk.application.inspect())]
  for (const { name, kwargs } of actions) {
    await desk.call(name, kwargs)
    states.push(hashes.canonical(await desk.application.inspect()))
  }
  desk.close()
  return states
}

/** So many of the tasks, spread over all of them. */
export function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items]
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!)
}
