import type { DocumentState } from '#store/document-store.ts'

/** The gesture under which a record is added, so that naming it at once is part of the same step. */
export const additionGesture = (id: string): string => `add-${id}`

/** Whether adding this record is the last step, and it has not been named yet. */
export function isJustAdded({ undos }: Pick<DocumentState, 'undos'>, id: string): boolean {
  const last = undos.at(-1)
  return last?.gesture === additionGesture(id) && UNNAMED.has(last.label)
}

const UNNAMED: ReadonlySet<string> = new Set(['Add context', 'Add command'])
