import type { Document } from '#domain/document.ts'
import type { Problem } from '#domain/problem.ts'
import { problems } from '#domain/problems.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { AppError, type WireError } from '#shared/app-error.ts'
import { startSandboxThread } from '../sandbox-thread.ts'
import { commandName, parameterName } from './names.ts'

/** Something wrong with a workflow, with the place that people know it by. */
export interface Finding {
  readonly severity: Problem['severity']
  readonly code: Problem['code'] | 'does-not-compile' | 'does-not-start'
  readonly text: string
  /** `Order/cancel_order.reason.pattern`, `app/order.ts:12`. */
  readonly path: string
}

const ORDER: readonly Finding['severity'][] = ['error', 'warning', 'hint']

/** Everything that is wrong with a workflow, its source included; the gravest first. */
export async function findings(document: Document): Promise<Finding[]> {
  const found = [
    ...problems(document).map((problem) => ({
      ...toldOf(problem),
      path: pathOf(document, problem),
    })),
    ...(await faultsOf(document)),
  ]
  return found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}

const toldOf = ({ severity, code, text }: Problem) => ({ severity, code, text })

function pathOf(document: Document, { record: id, field = '' }: Problem): string {
  const path = [nameOf(document, id), ...field.split('.')].filter((part) => part !== '')
  return path
    .filter((part, index) => !(part === 'parameters' && index === 1))
    .map((part) => parameterName(document, part) ?? part)
    .join('.')
}

function nameOf(document: Document, id: string): string {
  const record = document[id]
  switch (record?.kind) {
    case 'command':
      return commandName(document, record.id)
    case 'context':
    case 'workflow':
      return record.name
    case 'utterance':
      return `${commandName(document, record.command)} “${record.text}”`
    case 'source-file':
      return record.path
    case 'correction':
      return `correction of “${record.text}”`
    case 'note':
    case undefined:
      return id
  }
}

/** What of the source does not compile; and if all does, whether it starts, and comes to an end. */
async function faultsOf(document: Document): Promise<Finding[]> {
  const sandbox = startSandboxThread()
  try {
    const { faults } = await sandbox.open(appSpec(document), null)
    return faults.map((fault) => findingOf(fault, 'does-not-compile'))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isSource = error.code === 'sandbox/does-not-compile'
    return [findingOf(error, isSource ? 'does-not-compile' : 'does-not-start')]
  } finally {
    sandbox.dispose()
  }
}

function findingOf(
  { message, details }: WireError,
  code: 'does-not-compile' | 'does-not-start',
): Finding {
  const { file = 'app/main.ts', line, column } = details
  const path = [file, line, column].filter((part) => part !== undefined).join(':')
  return { severity: 'error', code, text: message, path }
}
