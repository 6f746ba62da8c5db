import type { ContextRecord, Document } from './document.ts'
import { ROOT_CONTEXT } from './ids.ts'
import { CONTEXT_NAME, RESERVED_CONTEXTS, titleOf } from './names.ts'
import type { Problem } from './problem.ts'
import { contextsOf, ownCommands, recordById } from './queries.ts'
import { containersOf, effectiveCommands, lineageOf } from './scope.ts'

export function contextProblems(document: Document): Problem[] {
  return contextsOf(document).flatMap((context) => [
    ...(context.id === ROOT_CONTEXT ? [] : nameProblems(document, context)),
    ...referenceProblems(document, context),
    ...cycleProblems(document, context),
    ...identityProblems(context),
    ...connectionHints(document, context),
    ...shadowHints(document, context),
  ])
}

function nameProblems(document: Document, { id, name }: ContextRecord): Problem[] {
  const about = { severity: 'error', record: id, field: 'name' } as const
  if (RESERVED_CONTEXTS.has(name))
    return [{ ...about, code: 'context-name', text: `${name} is reserved. Rename the context.` }]
  if (!CONTEXT_NAME.test(name))
    return [
      {
        ...about,
        code: 'context-name',
        text: `“${name}” cannot be the name of a class. Use letters and digits, with a capital first.`,
      },
    ]
  const isTaken = contextsOf(document).some((other) => other.id !== id && other.name === name)
  return isTaken
    ? [
        {
          ...about,
          code: 'context-name-taken',
          text: `Another context is called ${name} too. Rename one of them.`,
        },
      ]
    : []
}

function referenceProblems(document: Document, context: ContextRecord): Problem[] {
  const isUnknown = (id: string): boolean => !recordById(document, 'context', id)
  const found: Problem[] = []
  if (context.bases.some(isUnknown))
    found.push({
      severity: 'error',
      code: 'unknown-base',
      record: context.id,
      field: 'bases',
      text: `${titleOf(context.name)} inherits from a context that is not there. Remove that base.`,
    })
  if (context.containers.some(isUnknown))
    found.push({
      severity: 'error',
      code: 'unknown-container',
      record: context.id,
      field: 'containers',
      text: `${context.name} lives inside a context that is not there. Remove that container.`,
    })
  return found
}

function cycleProblems(document: Document, context: ContextRecord): Problem[] {
  const isCyclic = context.bases.some((base) => lineageOf(document, base).includes(context.id))
  return isCyclic
    ? [
        {
          severity: 'error',
          code: 'inheritance-cycle',
          record: context.id,
          field: 'bases',
          text: `${context.name} inherits from itself, by way of its bases. Remove one of them.`,
        },
      ]
    : []
}

const PLACE = /\{[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\}/

/** An identity without a property in it is the same for all of them. */
function identityProblems({ id, name, identity }: ContextRecord): Problem[] {
  return identity.trim() === '' || PLACE.test(identity)
    ? []
    : [
        {
          severity: 'warning',
          code: 'identity-same',
          record: id,
          field: 'identity',
          text: `Every ${name === '*' ? 'root' : name} has the identity “${identity}”, so that all are taken for one. Put a property in braces, such as {id}.`,
        },
      ]
}

/** An unconnected context is taken to live in the root; that may be meant, or forgotten. */
function connectionHints(document: Document, context: ContextRecord): Problem[] {
  if (context.id === ROOT_CONTEXT) return []
  const hasContainer = lineageOf(document, context.id).some(
    (id) => (recordById(document, 'context', id)?.containers.length ?? 0) > 0,
  )
  const hasHeir = contextsOf(document).some(({ bases }) => bases.includes(context.id))
  return hasContainer || hasHeir
    ? []
    : [
        {
          severity: 'hint',
          code: 'context-unconnected',
          record: context.id,
          field: 'containers',
          text: `${context.name} is not inside of any context, so it is reached from the root alone. Connect it to where it lives.`,
        },
      ]
}

/** One leaf name at several levels: by name the narrower one is taken, which may surprise. */
function shadowHints(document: Document, context: ContextRecord): Problem[] {
  return containersOf(document, context.id).flatMap((container) =>
    effectiveCommands(document, container).flatMap(({ command: wider }) =>
      ownCommands(document, context.id)
        .filter(({ name, context: home }) => name === wider.name && home !== wider.context)
        .map(({ id, name }): Problem => ({
          severity: 'hint',
          code: 'name-shadows',
          record: id,
          field: 'name',
          text: `“${titleOf(name)}” stands in ${placeName(document, wider.context)} as well; here this one is taken. Rename one if they do different things.`,
        })),
    ),
  )
}

function placeName(document: Document, id: string): string {
  return id === ROOT_CONTEXT
    ? 'the root'
    : (recordById(document, 'context', id)?.name ?? 'the root')
}
