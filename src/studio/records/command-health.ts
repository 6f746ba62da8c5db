import type { CommandRecord, Document } from '#domain/document.ts'
import { problemsOf } from '#domain/problems.ts'
import { handlerLabel } from './handler-icon.tsx'

/** How well a command is looked after: what its dot shows. */
export type Health = 'good' | 'thin' | 'bad'

const WORDS: Record<Health, string> = {
  good: 'well taught',
  thin: 'needs attention',
  bad: 'has errors',
}

export function commandHealth(document: Document, command: CommandRecord): Health {
  const found = problemsOf(document, command.id)
  if (found.some(({ severity }) => severity === 'error')) return 'bad'
  return found.some(({ severity }) => severity === 'warning') ? 'thin' : 'good'
}

/** All a row shows in icons, in words: `code, well taught, destructive`. */
export function commandDetails(document: Document, command: CommandRecord): string {
  return [
    handlerLabel(command.handler.kind),
    WORDS[commandHealth(document, command)],
    ...(command.risk === 'read' ? [] : [command.risk === 'write' ? 'writes' : 'destructive']),
  ].join(', ')
}
