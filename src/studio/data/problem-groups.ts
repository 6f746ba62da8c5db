import type { Document } from '#domain/document.ts'
import type { Problem } from '#domain/problem.ts'
import { problems } from '#domain/problems.ts'
import { commandTitle, contextTitle } from '../session/command-titles.ts'

export interface ProblemGroup {
  readonly severity: Problem['severity']
  readonly title: string
  readonly problems: readonly Problem[]
}

const TITLES: Record<Problem['severity'], readonly [one: string, many: string]> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  hint: ['hint', 'hints'],
}

/** All problems by how bad they are, worst first; groups without any are left out. */
export function problemGroups(document: Document): ProblemGroup[] {
  return (['error', 'warning', 'hint'] as const).flatMap((severity) => {
    const own = problems(document).filter((problem) => problem.severity === severity)
    const [one, many] = TITLES[severity]
    const title = `${own.length} ${own.length === 1 ? one : many}`
    return own.length === 0 ? [] : [{ severity, title, problems: own }]
  })
}

/** Where a problem is, as people call it: `Cancel order`, `Order`, `app/desk.ts`. */
export function problemPlace(document: Document, { record }: Problem): string {
  const about = document[record]
  switch (about?.kind) {
    case 'command':
      return commandTitle(document, about.id)
    case 'context':
      return contextTitle(document, about.id)
    case 'utterance':
      return commandTitle(document, about.command)
    case 'source-file':
      return about.path
    default:
      return ''
  }
}
