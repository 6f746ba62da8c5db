import { transform } from 'sucrase'
import { AppError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'

/**
 * One TypeScript module as the text of a JavaScript function `(exports, require, module, classes)`.
 * Lines stay where they are, so a line of a stack trace is a line of the source.
 */
export function compileModule(path: string, text: string): Result<string, AppError> {
  const code = toJavaScript(path, text)
  if (!code.ok) return code
  return ok(
    `(function (exports, require, module, classes) {${code.value}\n;classes([${classList(text)}]);\n})`,
  )
}

/** An expression over some names as the text of a function of them, in that order. */
export function compileExpression(
  label: string,
  expression: string,
  names: readonly string[] = ['self', 'parent', 'root'],
): Result<string, AppError> {
  // The statement in front keeps an object literal from being read as a block.
  const code = toJavaScript(label, `void (${expression}\n)`)
  if (!code.ok) return code
  return ok(`(function (${names.join(', ')}) { return ${afterVoid(code.value)}\n})`)
}

export function doesNotCompile(
  file: string,
  message: string,
  position: { readonly line?: number | undefined; readonly column?: number | undefined } = {},
): AppError {
  const { line, column } = position
  return new AppError('sandbox/does-not-compile', message, {
    details: {
      file,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    },
  })
}

function toJavaScript(path: string, text: string): Result<string, AppError> {
  try {
    return ok(
      transform(text, {
        transforms: ['typescript', 'imports'],
        // The engine knows class fields, `??` and `?.` itself.
        disableESTransforms: true,
        filePath: path,
      }).code,
    )
  } catch (error) {
    return err(syntaxError(path, error as Error))
  }
}

/** sucrase says `Error transforming app/desk.ts: Unexpected token (3:1)`, and has the position apart. */
function syntaxError(path: string, error: Error & { loc?: unknown }): AppError {
  const message = error.message
    .replace(`Error transforming ${path}: `, '')
    .replace(/ \(\d+:\d+\)$/, '')
  return doesNotCompile(path, message, isPosition(error.loc) ? error.loc : {})
}

const isPosition = (loc: unknown): loc is { line: number; column: number } =>
  typeof loc === 'object' && loc !== null && 'line' in loc && 'column' in loc

const afterVoid = (code: string): string => code.slice(code.indexOf('void (') + 'void '.length)

const TOP_LEVEL_CLASS = /^(?:export\s+(?:default\s+)?)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)/gm

/**
 * The classes a file declares, exported or not, so that saved objects find their class again.
 * `typeof` makes a name that only stood in a comment or a string harmless.
 */
function classList(text: string): string {
  const names = new Set([...text.matchAll(TOP_LEVEL_CLASS)].map((found) => String(found[1])))
  return [...names].map((name) => `typeof ${name} === 'function' ? ${name} : undefined`).join(', ')
}
