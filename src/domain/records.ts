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
  // Twenty thousand records, compared at each keystroke: by keys alone, and the second time only
  // if the numbers say that something is gone.
  let kept = 0
  for (const id in after) {
    const from = before[id]
    const to = after[id]
    if (to === undefined) continue
    if (from === undefined) added[id] = to
    else {
      kept++
      if (from !== to) updated[id] = [from, to]
    }
  }
  if (kept < Object.keys(before).length)
    for (const id in before) {
      const from = before[id]
      if (from !== undefined && after[id] === undefined) removed[id] = from
    }
  return { added, updated, removed }
}

/** The difference made by one change and then another, as if they were one. */
export function joinDiffs<R extends BaseRecord>(
  first: RecordsDiff<R>,
  second: RecordsDiff<R>,
): RecordsDiff<R> {
  const added: Record<string, R> = { ...first.added }
  const updated: Record<string, readonly [R, R]> = { ...first.updated }
  const removed: Record<string, R> = { ...first.removed }
  const update = (id: string, from: R, to: R): void => {
    if (from === to) delete updated[id]
    else updated[id] = [from, to]
  }
  for (const [id, to] of Object.entries(second.added)) {
    const from = removed[id]
    delete removed[id]
    if (from === undefined) added[id] = to
    else update(id, from, to)
  }
  for (const [id, [from, to]] of Object.entries(second.updated)) {
    if (added[id] !== undefined) added[id] = to
    else update(id, updated[id]?.[0] ?? from, to)
  }
  for (const [id, from] of Object.entries(second.removed)) {
    if (added[id] === undefined) removed[id] = updated[id]?.[0] ?? from
    delete added[id]
    delete updated[id]
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
  for (const part of [diff.added, diff.updated, diff.removed]) for (const _ in part) return false
  return true
}
