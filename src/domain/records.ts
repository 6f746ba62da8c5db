/** Every record of a document has an id that is unique in the whole document. */
export interface BaseRecord {
  readonly id: string
}

export type Records<R extends BaseRecord> = Readonly<Record<string, R>>

/**
 * The difference between two states of a document. The same value drives undo (reversed),
 * persistence (rows to put and to delete), other tabs, and "what changed" in tests.
 */
export interface RecordsDiff<R extends BaseRecord> {
  readonly added: Records<R>
  readonly updated: Readonly<Record<string, readonly [from: R, to: R]>>
  readonly removed: Records<R>
}

export function diffRecords<R extends BaseRecord>(
  before: Records<R>,
  after: Records<R>,
): RecordsDiff<R> {
  const added: Record<string, R> = {}
  const updated: Record<string, readonly [R, R]> = {}
  const removed: Record<string, R> = {}
  for (const [id, to] of Object.entries(after)) {
    const from = before[id]
    if (from === undefined) added[id] = to
    else if (from !== to) updated[id] = [from, to]
  }
  for (const [id, from] of Object.entries(before)) {
    if (after[id] === undefined) removed[id] = from
  }
  return { added, updated, removed }
}

export function applyDiff<R extends BaseRecord>(
  records: Records<R>,
  diff: RecordsDiff<R>,
): Records<R> {
  const next: Record<string, R> = { ...records, ...diff.added }
  for (const [id, [, to]] of Object.entries(diff.updated)) next[id] = to
  for (const id of Object.keys(diff.removed)) delete next[id]
  return next
}

export function reverseDiff<R extends BaseRecord>(diff: RecordsDiff<R>): RecordsDiff<R> {
  const updated: Record<string, readonly [R, R]> = {}
  for (const [id, [from, to]] of Object.entries(diff.updated)) updated[id] = [to, from]
  return { added: diff.removed, updated, removed: diff.added }
}

export function isEmptyDiff(diff: RecordsDiff<BaseRecord>): boolean {
  return [diff.added, diff.updated, diff.removed].every((part) => Object.keys(part).length === 0)
}
