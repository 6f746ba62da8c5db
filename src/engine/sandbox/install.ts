import type { AppError } from '#shared/app-error.ts'
import type { Result } from '#shared/result.ts'
import type { AppCommand, AppSpec } from './app-spec.ts'
import { compileExpression, compileModule, doesNotCompile } from './compile.ts'
import { kernelSpec } from './kernel-spec.ts'
import { NotJavaScript, type Vm } from './vm.ts'

/** Something of the source that has to become a function in the sandbox. */
interface Part {
  readonly operation: 'module' | 'expression'
  /** The path of a module; `parent:<context>`, `availability:<command>`, `lookup:<command>/<parameter>` … */
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
  for (const { id, name, parent } of spec.contexts)
    if (parent !== '')
      yield expressionPart(`parent:${id}`, `parent of ${name}`, parent, ['self', 'root'])
  for (const command of spec.commands) {
    const { handler, undo, path, undoPath } = command
    if (handler.kind === 'code') yield modulePart(path, handler.source)
    if (undo?.kind === 'code') yield modulePart(undoPath, undo.source)
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
  validation,
  parameters,
  fields,
}: AppCommand): Generator<Part> {
  if (availability !== '')
    yield expressionPart(`availability:${id}`, `availability of ${qualifiedName}`, availability)
  if (validation !== '')
    yield expressionPart(`validation:${id}`, `validation of ${qualifiedName}`, validation, [
      'input',
      'self',
      'parent',
      'root',
    ])
  for (const { id: parameter, name, lookup } of [...parameters, ...fields]) {
    if (lookup !== '')
      yield expressionPart(
        `lookup:${id}/${parameter}`,
        `lookup of ${qualifiedName}.${name}`,
        lookup,
      )
  }
}

const expressionPart = (
  key: string,
  file: string,
  expression: string,
  names?: readonly string[],
): Part => ({
  operation: 'expression',
  key,
  file,
  compiled: compileExpression(file, expression, names),
})
