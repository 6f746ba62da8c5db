import { err, ok, type Result } from '#shared/result.ts'
import type { Document } from '../document.ts'
import type { CommandId, ContextId, ParameterId } from '../ids.ts'
import {
  COMMAND_NAME,
  CONTEXT_NAME,
  freeName,
  RESERVED_COMMANDS,
  RESERVED_CONTEXTS,
  toPascalCase,
  toSnakeCase,
} from '../names.ts'
import type { Parameter } from '../parameter.ts'
import { contextsOf, ownCommands } from '../queries.ts'

/** The name a typed text becomes, or the sentence that says why it cannot be one. */
export type Naming = Result<string, string>

const NO_LETTER = 'A name needs at least one letter from a to z.'

/** What a context would be called: `premium user` → `PremiumUser`, or `PremiumUser2` if taken. */
export function contextNaming(document: Document, typed: string, self?: ContextId): Naming {
  const name = CONTEXT_NAME.test(typed.trim()) ? typed.trim() : toPascalCase(typed)
  if (name === '') return err(NO_LETTER)
  if (RESERVED_CONTEXTS.has(name)) return err(`${name} is reserved. Choose another name.`)
  const others = contextsOf(document).filter(({ id }) => id !== self)
  return ok(freeName(name, new Set(others.map((context) => context.name)), ''))
}

/** What a command of this context would be called: `Cancel order` → `cancel_order`. */
export function commandNaming(
  document: Document,
  context: ContextId,
  typed: string,
  self?: CommandId,
): Naming {
  const name = snakeCase(typed)
  if (name === '') return err(NO_LETTER)
  if (RESERVED_COMMANDS.has(name)) return err(`${name} is reserved. Choose another name.`)
  const others = ownCommands(document, context).filter(({ id }) => id !== self)
  return ok(freeName(name, new Set(others.map((command) => command.name))))
}

/** What a parameter would be called among these: those of a command, or the fields of an object. */
export function parameterNaming(
  siblings: readonly Parameter[],
  typed: string,
  self?: ParameterId,
): Naming {
  const name = snakeCase(typed)
  if (name === '') return err(NO_LETTER)
  const others = siblings.filter(({ id }) => id !== self)
  return ok(freeName(name, new Set(others.map((parameter) => parameter.name))))
}

function snakeCase(typed: string): string {
  return COMMAND_NAME.test(typed.trim()) ? typed.trim() : toSnakeCase(typed)
}
