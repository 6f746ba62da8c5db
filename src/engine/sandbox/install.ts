import type { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { Result } from '#shared/result.ts'
import type { AppCommand, AppSpec } from './app-spec.ts'
import { compileExpression, compileModule, doesNotCompile } from './compile.ts'
import { templateParts } from './template.ts'
import { NotJavaScript, type Vm } from './vm.ts'

/** Something of the source that has to become a function in the sandbox. */
interface Part {
  readonly operation: 'module' | 'expression'
  /** The path of a module; `availability:<command>` or `lookup:<command>/<parameter>`. */
  readonly key: string
  /** What people and stack traces call it. */
  readonly file: string
  readonly compiled: Result<string, AppError>
}

/**
 * Puts the source of an application into a fresh VM; nothing of it runs yet. A part that does not
 * compile stops no other: the faults come back by key, and using the part fails with its fault.
 */
export function install(vm: Vm, spec: AppSpec, timeMs: number): ReadonlyMap<string, AppError> {
  vm.call('configure', kernelSpec(spec), timeMs)
  const faults = new Map<string, AppError>()
  for (const { operation, key, file, compiled } of partsOf(spec)) {
    const fault = compiled.ok
      ? define(vm, operation, key, compiled.value, file, timeMs)
      : compiled.error
    if (!fault) continue
    faults.set(key, fault)
    if (operation === 'module') vm.call('broken', key, timeMs)
  }
  return faults
}

function define(
  vm: Vm,
  operation: Part['operation'],
  key: string,
  code: string,
  file: string,
  timeMs: number,
): AppError | undefined {
  try {
    vm.define(operation, key, code, file, timeMs)
    return undefined
  } catch (error) {
    if (error instanceof NotJavaScript)
      return doesNotCompile(file, error.message, { line: error.line })
    throw error
  }
}

function* partsOf(spec: AppSpec): Generator<Part> {
  for (const { path, text } of spec.files) yield modulePart(path, text)
  for (const command of spec.commands) {
    if (command.handler.kind === 'code') yield modulePart(command.path, command.handler.source)
    yield* expressionsOf(command)
  }
}

const modulePart = (path: string, text: string): Part => ({
  operation: 'module',
  key: path,
  file: path,
  compiled: compileModule(path, text),
})

function* expressionsOf({
  id,
  qualifiedName,
  availability,
  parameters,
}: AppCommand): Generator<Part> {
  if (availability !== '')
    yield expressionPart(`availability:${id}`, `availability of ${qualifiedName}`, availability)
  for (const { id: parameter, name, lookup } of parameters) {
    if (lookup !== '')
      yield expressionPart(
        `lookup:${id}/${parameter}`,
        `lookup of ${qualifiedName}.${name}`,
        lookup,
      )
  }
}

const expressionPart = (key: string, file: string, expression: string): Part => ({
  operation: 'expression',
  key,
  file,
  compiled: compileExpression(file, expression),
})

/** What the kernel has to know beside the code. */
function kernelSpec({ contexts, commands }: AppSpec): Json {
  return {
    contexts: contexts.map(({ id, name, displayName, commands: offered }) => ({
      id,
      name,
      label: templateParts(displayName),
      commands: offered,
    })),
    commands: commands.map(({ id, qualifiedName, availability, handler, path, parameters }) => ({
      id,
      qualifiedName,
      path,
      conditional: availability !== '',
      handler:
        handler.kind === 'reply'
          ? { kind: 'reply', parts: templateParts(handler.template) }
          : handler.kind === 'method'
            ? { kind: 'method', method: handler.method }
            : { kind: 'code' },
      parameters: parameters.map(({ id: parameter, name, lookup }) => ({
        id: parameter,
        name,
        looksUp: lookup !== '',
      })),
    })),
  }
}
