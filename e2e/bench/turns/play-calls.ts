import type { CommandRecord, Document } from '#domain/document.ts'
import { ownCommands, recordById } from '#domain/queries.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import type { ScopeState } from '#engine/ports.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { Session } from '#engine/turn/session.ts'
import type { Json } from '#shared/json.ts'
import { DIRECTORY, OPEN_FILES } from './file-workflow.ts'
import { readPythonCall } from './python-call.ts'

/** Why a recorded call did not run, or left the person somewhere else than it should have. */
export interface CallFault {
  readonly call: string
  readonly kind: 'not-run' | 'path' | 'commands' | 'error-moved'
  readonly text: string
}

export interface PlayedCalls {
  readonly calls: number
  readonly moves: number
  /** Calls that must fail, tried in between: what fails must leave everything where it was. */
  readonly probes: number
  readonly deepest: number
  readonly faults: readonly CallFault[]
}

interface Stage {
  readonly document: Document
  readonly application: Application
  readonly session: Session
}

/**
 * Runs recorded calls through the action path of a session over the real sandbox. After each, the
 * stack of contexts must be what the directories of the calls say it is (kept here on its own, from
 * the words of the calls alone), and the commands in reach those of its levels.
 */
export async function playCalls(
  document: Document,
  wasm: WebAssembly.Module,
  top: string | null,
  calls: readonly string[],
): Promise<PlayedCalls> {
  const application = await Application.open({ wasm, spec: appSpec(document), saved: null })
  const stage = { document, application, session: sessionOver(document, application) }
  const faults: CallFault[] = []
  let path: readonly string[] = []
  let deepest = 0
  let moves = 0
  let probes = 0
  if (top !== null) {
    await stage.session.act({ command: OPEN_FILES, values: {} })
    path = [top]
  }
  for (const call of calls) {
    const { command, values } = actionOf(document, call)
    const result = await stage.session.act({ command, values })
    if (result.status !== 'ended' || result.outcome !== 'done') {
      const text = result.status === 'ended' ? result.reply : result.question.text
      faults.push({ call, kind: 'not-run', text })
      await stage.session.cancel()
    } else if (command === 'cd') {
      moves++
      path = movedTo(path, values['folder'])
    }
    deepest = Math.max(deepest, path.length)
    faults.push(...(await misplaced(stage, path, call)))
    if (command !== 'cd' || top === null) continue
    probes++
    await stage.session.act({ command, values: { folder: 'no such directory' } })
    const after = await misplaced(stage, path, call)
    faults.push(...after.map((fault) => ({ ...fault, kind: 'error-moved' as const })))
  }
  return { calls: calls.length, moves, probes, deepest, faults }
}

function sessionOver(document: Document, application: Application): Session {
  let runs = 0
  return createSession(
    {
      now: () => 0,
      newRunId: () => `run-${++runs}`,
      understand: () => Promise.resolve(null),
      embed: () => Promise.resolve([]),
      application,
      journal: { append: () => Promise.resolve() },
    },
    { document: () => document, model: () => null },
  )
}

/** A call as the action it is: values that stand without a name are named in the declared order. */
function actionOf(
  document: Document,
  call: string,
): { command: CommandId; values: Record<string, Json> } {
  const { name, positional, named } = readPythonCall(call)
  const command = recordById(document, 'command', name)
  if (!command) throw new Error(`No function is called ${name}`)
  const values: Record<string, Json> = {}
  positional.forEach((value, i) => (values[command.parameters[i]?.name ?? ''] = value))
  for (const [key, value] of Object.entries(named)) values[parameterName(command, key)] = value
  return { command: command.id, values }
}

const parameterName = ({ parameters }: CommandRecord, key: string): string =>
  parameters.find(({ id }) => String(id) === key)?.name ?? key

const movedTo = (path: readonly string[], folder: Json | undefined): readonly string[] =>
  folder === '..' ? path.slice(0, -1) : [...path, written(folder)]

const written = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** What is wrong about where the person is: the stack of instances, or what they offer. */
async function misplaced(
  { document, application }: Stage,
  path: readonly string[],
  call: string,
): Promise<CallFault[]> {
  const scope = await application.scope()
  const stack = scope.levels.slice(0, -1).map(({ label }) => label)
  const wanted = [...path].reverse()
  const faults: CallFault[] = []
  if (stack.join('/') !== wanted.join('/'))
    faults.push({ call, kind: 'path', text: `${stack.join(' < ')}, not ${wanted.join(' < ')}` })
  const offered = faultOfCommands(document, scope)
  return offered === null ? faults : [...faults, { call, kind: 'commands', text: offered }]
}

/** Each directory offers the commands of directories, the root those of all other classes. */
function faultOfCommands(document: Document, { levels }: ScopeState): string | null {
  const wrong = levels.find(({ context, available }, i) => {
    const owner = i === levels.length - 1 ? ROOT_CONTEXT : DIRECTORY
    const own = ownCommands(document, owner).map(({ id }) => id)
    return context !== owner || [...available].sort().join() !== [...own].sort().join()
  })
  return wrong ? `${wrong.label} offers ${wrong.available.join(', ')}` : null
}
