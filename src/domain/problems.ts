import { commandProblems } from './problems-of-commands.ts'
import { contextProblems } from './problems-of-contexts.ts'
import { workflowProblems } from './problems-of-workflow.ts'
import { utteranceProblems } from './problems-of-utterances.ts'
import type { Document } from './document.ts'
import type { Problem } from './problem.ts'
import { sourceFilesOf } from './queries.ts'

const SEVERITIES = ['error', 'warning', 'hint'] as const

const known = new WeakMap<Document, readonly Problem[]>()
const knownByRecord = new WeakMap<Document, ReadonlyMap<string, readonly Problem[]>>()

/** Every defect of a document, worst first. Remembered per document: cheap to ask on each render. */
export function problems(document: Document): readonly Problem[] {
  const remembered = known.get(document)
  if (remembered) return remembered
  const found = [
    ...workflowProblems(document),
    ...contextProblems(document),
    ...commandProblems(document),
    ...utteranceProblems(document),
    ...sourceProblems(document),
  ]
  const sorted = SEVERITIES.flatMap((severity) =>
    found.filter((problem) => problem.severity === severity),
  )
  known.set(document, sorted)
  return sorted
}

/** The problems of one record; the same array as long as the document stays the same. */
export function problemsOf(document: Document, record: string): readonly Problem[] {
  let byRecord = knownByRecord.get(document)
  if (!byRecord) {
    const groups = new Map<string, Problem[]>()
    for (const problem of problems(document))
      groups.set(problem.record, [...(groups.get(problem.record) ?? []), problem])
    byRecord = groups
    knownByRecord.set(document, byRecord)
  }
  return byRecord.get(record) ?? NONE
}

const NONE: readonly Problem[] = []

function sourceProblems(document: Document): Problem[] {
  const files = sourceFilesOf(document)
  return files
    .filter((file) => files.some((other) => other !== file && other.path === file.path))
    .map((file) => ({
      severity: 'error',
      code: 'source-path-taken',
      record: file.id,
      field: 'path',
      text: `Another file is called ${file.path} too. Rename one of them.`,
    }))
}
