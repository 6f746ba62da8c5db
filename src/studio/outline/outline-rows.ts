import type { CommandRecord, ContextRecord, Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { contextsOf, ownCommands, workflowOf } from '#domain/queries.ts'

/** One visible line of the outline, with what a tree item says of its place. */
export interface OutlineRow {
  readonly record: ContextRecord | CommandRecord
  readonly title: string
  readonly level: 1 | 2
  /** `null` where there is nothing to open. */
  readonly expanded: boolean | null
  readonly position: number
  readonly size: number
}

interface View {
  readonly folded: ReadonlySet<string>
  /** Letters that titles must contain; a context also stays for a command that does. */
  readonly filter: string
}

/** The outline from top to bottom: the root, then what lives in it, each followed by its commands. */
export function outlineRows(document: Document, { folded, filter }: View): OutlineRow[] {
  const wanted = filter.trim().toLowerCase()
  const matches = (title: string): boolean => title.toLowerCase().includes(wanted)
  const groups = inTreeOrder(document)
    .map((context) => {
      const title = contextName(document, context)
      const own = ownCommands(document, context.id)
      const commands = matches(title) ? own : own.filter(({ name }) => matches(titleOf(name)))
      return { context, title, commands, isShown: matches(title) || commands.length > 0 }
    })
    .filter(({ isShown }) => isShown)

  return groups.flatMap(({ context, title, commands }, index) => {
    const isOpen = wanted !== '' || !folded.has(context.id)
    const head: OutlineRow = {
      record: context,
      title,
      level: 1,
      expanded: commands.length === 0 ? null : isOpen,
      position: index + 1,
      size: groups.length,
    }
    const rows = commands.map((command, place): OutlineRow => ({
      record: command,
      title: titleOf(command.name),
      level: 2,
      expanded: null,
      position: place + 1,
      size: commands.length,
    }))
    return isOpen ? [head, ...rows] : [head]
  })
}

/** Contexts as one would walk them: each after what it lives inside of, heirs after their base. */
export function inTreeOrder(document: Document): ContextRecord[] {
  const contexts = contextsOf(document)
  const seen = new Set<ContextId>()
  const ordered: ContextRecord[] = []
  const visit = (context: ContextRecord): void => {
    if (seen.has(context.id)) return
    seen.add(context.id)
    ordered.push(context)
    for (const child of contexts) if (child.bases.includes(context.id)) visit(child)
    for (const child of contexts)
      if (child.id !== ROOT_CONTEXT && child.containers.includes(context.id)) visit(child)
  }
  contexts.filter(({ id }) => id === ROOT_CONTEXT).forEach(visit)
  contexts.filter(({ bases, containers }) => [...bases, ...containers].length === 0).forEach(visit)
  contexts.forEach(visit)
  return ordered
}

function contextName(document: Document, context: ContextRecord): string {
  if (context.id !== ROOT_CONTEXT) return context.name
  return workflowOf(document).name || 'Everywhere'
}

/** The next row whose title begins with these letters, from after `from`, round the end. */
export function typeAhead(rows: readonly OutlineRow[], from: number, letters: string): number {
  const start = letters.length === 1 ? from + 1 : from
  const wanted = letters.toLowerCase()
  for (let step = 0; step < rows.length; step++) {
    const index = (start + step) % rows.length
    if (rows[index]?.title.toLowerCase().startsWith(wanted)) return index
  }
  return -1
}
