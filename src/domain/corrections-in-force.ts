import type { CorrectionRecord, Document } from './document.ts'
import { correctionsOf } from './queries.ts'

export const isExpired = ({ expiresAt }: CorrectionRecord, now: number): boolean =>
  expiresAt !== null && expiresAt <= now

/**
 * The document as it is for one person at one time: without the corrections that have expired and
 * those of other persons. `person: null` is somebody whose name is not known. `now` is Unix ms.
 */
export const documentFor = (
  document: Document,
  { person, now }: { readonly person: string | null; readonly now: number },
): Document =>
  withCorrections(
    document,
    (correction) =>
      !isExpired(correction, now) && (correction.person === null || correction.person === person),
  )

/**
 * What training may learn from: a model is everyone's, so no person's own corrections are in it,
 * and none that have expired.
 */
export const teachable = (document: Document, now: number): Document =>
  documentFor(document, { person: null, now })

/** What leaves the studio when somebody else is to have the workflow. */
export const withoutPersonal = (document: Document): Document =>
  withCorrections(document, ({ person }) => person === null)

const narrowed = new WeakMap<Document, Map<string, Document>>()

/**
 * Without the corrections that fail the test. The same result as before while the same ones fail:
 * much is derived from a document, and remembered by its identity.
 */
function withCorrections(
  document: Document,
  stays: (correction: CorrectionRecord) => boolean,
): Document {
  const gone = correctionsOf(document).filter((correction) => !stays(correction))
  if (gone.length === 0) return document
  const key = gone.map(({ id }) => id).join('\n')
  const known = narrowed.get(document) ?? new Map<string, Document>()
  const before = known.get(key)
  if (before) return before
  const ids = new Set<string>(gone.map(({ id }) => id))
  const result = Object.fromEntries(Object.entries(document).filter(([id]) => !ids.has(id)))
  // Only the latest answer is worth keeping: what has expired does not come back.
  narrowed.set(document, new Map([...[...known].slice(-3), [key, result]]))
  return result
}
