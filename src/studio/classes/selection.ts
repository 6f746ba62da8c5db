import type { CommandRow, ContextRow, OfferDiff, RowState } from '#domain/classes/offer-diff.ts'

/** Whether a row can be ticked: there is something to take or to let go. */
export const isOpen = ({ state }: { readonly state: RowState }): boolean =>
  state !== 'same' && state !== 'there'

/**
 * What is ticked at first: all that makes sense, but nothing is removed unasked, and nothing added
 * to a context whose commands a person chose without the offer: what they left out helps the others.
 */
export function suggestedKeys({ contexts, functions }: OfferDiff): ReadonlySet<string> {
  const inside = contexts
    .filter((row) => (row.record === null ? isSuggested(row) : !isByHand(row)))
    .flatMap(({ commands }) => commands)
  return new Set([...contexts, ...inside, ...functions].filter(isSuggested).map(({ key }) => key))
}

const isByHand = ({ commands }: ContextRow): boolean =>
  commands.some(({ state }) => state === 'there') && commands.every(({ record }) => record === null)

function isSuggested({ state, offered }: ContextRow | CommandRow): boolean {
  if (state === 'changed' || state === 'renamed') return true
  return state === 'new' && offered?.isSuggested === true
}

/** A context takes what makes sense of it along; a command needs its context. */
export function toggled(
  { contexts }: OfferDiff,
  ticked: ReadonlySet<string>,
  key: string,
): ReadonlySet<string> {
  const next = new Set(ticked)
  const on = !ticked.has(key)
  const set = (each: string, ticks: boolean): void => {
    if (ticks) next.add(each)
    else next.delete(each)
  }
  set(key, on)
  const context = contexts.find((row) => row.key === key)
  const suggested = context?.commands.filter(isSuggested) ?? []
  if (context?.record === null || !on)
    for (const row of on ? suggested : (context?.commands ?? [])) set(row.key, on)
  const owner = contexts.find(({ commands }) => commands.some((row) => row.key === key))
  if (on && owner && owner.record === null) next.add(owner.key)
  return next
}

/** What pressing the button takes: ticked, still there, and in a context that will be there. */
export function effectiveKeys(
  { contexts, functions }: OfferDiff,
  ticked: ReadonlySet<string>,
): ReadonlySet<string> {
  const takes = (row: ContextRow | CommandRow): boolean => isOpen(row) && ticked.has(row.key)
  const inside = contexts
    .filter((row) => row.record !== null || takes(row))
    .flatMap(({ commands }) => commands)
  return new Set([...contexts, ...inside, ...functions].filter(takes).map(({ key }) => key))
}

/** How much of what is taken is new, and how much brings in step what is there. */
export function takenCounts(
  diff: OfferDiff,
  keys: ReadonlySet<string>,
): { readonly added: number; readonly changed: number } {
  const rows = [
    ...diff.contexts,
    ...diff.contexts.flatMap(({ commands }) => commands),
    ...diff.functions,
  ].filter(({ key }) => keys.has(key))
  const added = rows.filter(({ state }) => state === 'new' || state === 'left-out').length
  return { added, changed: rows.length - added }
}
