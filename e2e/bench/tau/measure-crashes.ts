import type { Document } from '#domain/document.ts'
import { recordById, workflowOf } from '#domain/queries.ts'
import { openConversationFile } from '../../../src/host/conversation-file.ts'
import { BreakingDisk, PowerCut } from './breaking-disk.ts'
import { openDesks, type Desk, type Desks } from './desk.ts'
import { compared, scoreOf, type Check, type Score } from './score.ts'
import type { StateHashes } from './store-state.ts'
import type { GoldCall, Task } from './tau-data.ts'

/**
 * L3, second part: everything stops in the middle of a write. What is found afterwards is the state
 * of before or of after it, the latter where the journal says that it was done.
 */
export async function measureCrashes(
  desks: Desks,
  hashes: StateHashes,
  tasks: readonly Task[],
): Promise<Score> {
  const checks: Check[] = []
  for (const call of oneOfEachTool(tasks)) checks.push(...(await powerCuts(desks, hashes, call)))
  for (const accident of ACCIDENTS) checks.push(await crashInside(desks, hashes, tasks, accident))
  return scoreOf(checks)
}

/** The first call of each tool that was recorded to change something. */
function oneOfEachTool(tasks: readonly Task[]): GoldCall[] {
  const calls = new Map<string, GoldCall>()
  for (const [call] of tasks.map(({ actions }) => actions))
    if (call && /^(?!get|find|list)/u.test(call.name) && call.observation === undefined)
      calls.set(call.name, calls.get(call.name) ?? call)
  return [...calls.values()]
}

/** The power goes at each step of what is written for one call. */
async function powerCuts(
  desks: Desks,
  hashes: StateHashes,
  { name, kwargs }: GoldCall,
): Promise<Check[]> {
  const whole = new BreakingDisk()
  const make = async (disk: BreakingDisk): Promise<void> => {
    try {
      await withDesk(desks, disk, (desk) => desk.call(name, kwargs))
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
    }
  }
  const before = await found(desks, hashes, new BreakingDisk())
  await make(whole)
  const steps = whole.steps
  const after = await found(desks, hashes, whole)
  const checks = [compared(`${name}, nothing cut`, 'done', after.isDone ? 'done' : 'not done')]
  for (let step = 0; step < steps; step++) {
    const disk = new BreakingDisk(step)
    await make(disk)
    const { state, isDone } = await found(desks, hashes, disk.afterwards())
    const allowed = isDone ? [after.state] : [before.state, after.state]
    const where = `${name}, power cut at step ${step + 1} of ${steps}`
    checks.push(
      allowed.includes(state) ? null : { where, expected: allowed.join(' or '), got: state },
    )
  }
  return checks
}

/** What the next program finds: the state, and whether the journal says that the command was done. */
async function found(
  desks: Desks,
  hashes: StateHashes,
  disk: BreakingDisk,
): Promise<{ readonly state: string; readonly isDone: boolean }> {
  return withDesk(desks, disk, async (desk) => {
    await desk.session.start()
    const isDone = desk.entries.some(({ event }) => event.type === 'command-ended')
    return { state: hashes.canonical(await desk.application.inspect()), isDone }
  })
}

async function withDesk<T>(
  desks: Desks,
  disk: BreakingDisk,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const { id } = workflowOf(desks.document)
  const desk = await desks.open({ file: await openConversationFile('conversation', id, disk) })
  try {
    return await work(desk)
  } finally {
    desk.close()
  }
}

/** What may happen when an order has been refunded, and is not cancelled yet. */
const ACCIDENTS = [
  { name: 'an error in a handler', source: "throw new Error('the power is gone')" },
  { name: 'a handler that does not end', source: 'for (;;);' },
  {
    name: 'a handler that takes all memory',
    source: 'for (const all: unknown[] = []; ; ) all.push([...all, 0])',
  },
]

const CHANGE = "this.row.status = 'cancelled'"

async function crashInside(
  desks: Desks,
  hashes: StateHashes,
  tasks: readonly Task[],
  { name, source }: (typeof ACCIDENTS)[number],
): Promise<Check> {
  const broken = await openDesks(withAccident(desks.document, source))
  const cancel = tasks
    .flatMap(({ actions }) => actions.slice(0, 1))
    .find(({ name }) => name === 'cancel_pending_order')
  const desk = await broken.open()
  const before = hashes.canonical(await desk.application.inspect())
  const { observation } = await desk.call('cancel_pending_order', cancel?.kwargs ?? {})
  const after = hashes.canonical(await desk.application.inspect())
  desk.close()
  if (!observation.startsWith('Error')) return { where: name, expected: 'Error', got: observation }
  return compared(name, before, after)
}

function withAccident(document: Document, accident: string): Document {
  const file = recordById(document, 'source-file', 'app/order.ts')
  if (!file?.text.includes(CHANGE)) throw new Error('The application has no such change any more')
  const text = file.text.replace(CHANGE, `${accident}\n${CHANGE}`)
  return { ...document, [file.id]: { ...file, text } }
}
