import type { CommandRecord, ContextRecord, Document } from '../document.ts'
import { ROOT_CONTEXT } from '../ids.ts'
import { contextsOf, recordById } from '../queries.ts'
import type { ClassKey } from './class-model.ts'
import { localMember, type OfferedContext } from './offered.ts'

/** A renamed class keeps at least this share of the members that were taken. */
const MOST = 0.5

/** For each class the context that was made from it, or that is called so and was not made from any. */
export function matchContexts(
  document: Document,
  offered: readonly OfferedContext[],
  known: readonly ContextRecord[],
  linked: readonly CommandRecord[],
): ReadonlyMap<ClassKey, ContextRecord> {
  const places = new Map<ClassKey, ContextRecord>()
  const used = new Set<string>([ROOT_CONTEXT])
  const take = (key: ClassKey, record: ContextRecord | undefined): void => {
    if (!record || places.has(key) || (used.has(record.id) && record.id !== ROOT_CONTEXT)) return
    places.set(key, record)
    used.add(record.id)
  }
  const free = (): ContextRecord[] => known.filter(({ id }) => !used.has(id))
  for (const { key, isRoot } of offered)
    if (isRoot) take(key, recordById(document, 'context', ROOT_CONTEXT))
  for (const { key, file, member } of offered)
    take(
      key,
      free().find(({ source }) => source?.file === file && source.member === member),
    )
  // A file that was moved takes its classes along.
  for (const { key, member } of offered)
    take(
      key,
      free().find(({ source }) => source?.member === member),
    )
  for (const [key, record] of renamed(
    offered.filter(({ key: each }) => !places.has(each)),
    free(),
    linked,
  ))
    take(key, record)
  for (const { key, name } of offered)
    take(
      key,
      contextsOf(document).find((each) => each.source === null && each.name === name),
    )
  return places
}

/** Pairs of a class that is gone and one that is new and has mostly its members, the best first. */
function renamed(
  offered: readonly OfferedContext[],
  gone: readonly ContextRecord[],
  linked: readonly CommandRecord[],
): [ClassKey, ContextRecord][] {
  const pairs = gone.flatMap((record) => {
    const members = membersOf(record, linked)
    return offered.map((context) => ({ record, context, share: shareOf(members, context, record) }))
  })
  return pairs
    .filter(({ share }) => share >= MOST)
    .sort((a, b) => b.share - a.share)
    .map(({ context, record }) => [context.key, record])
}

const membersOf = ({ source }: ContextRecord, linked: readonly CommandRecord[]): string[] =>
  linked.flatMap((command) =>
    source &&
    command.source?.file === source.file &&
    command.source.member.startsWith(`${source.member}.`)
      ? [localMember(command.source.member)]
      : [],
  )

function shareOf(
  members: readonly string[],
  { commands, file }: OfferedContext,
  { source }: ContextRecord,
): number {
  // Nothing was taken of it but itself: the one that came in its place in the same file.
  if (members.length === 0) return source?.file === file ? MOST : 0
  const there = new Set(commands.map(({ member }) => localMember(member)))
  return members.filter((member) => there.has(member)).length / members.length
}
