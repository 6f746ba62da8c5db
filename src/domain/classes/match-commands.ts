import { distance } from 'fastest-levenshtein'
import type { CommandRecord, ContextRecord } from '../document.ts'
import type { CommandId } from '../ids.ts'
import type { ClassKey } from './class-model.ts'
import { localMember, type OfferedCommand, type OfferedContext } from './offered.ts'
import { PARAMETERS, partOf, samePart, type Part } from './parts.ts'

export interface Matched {
  /** By the key of what is offered. */
  readonly commands: ReadonlyMap<string, CommandRecord>
  /** Made from members that the source has no more. */
  readonly missing: readonly CommandRecord[]
  /** Those of the missing whose class nobody took as a context: they stand with the functions. */
  readonly ownerless: ReadonlySet<CommandId>
}

/** Finds what each member that was taken is now: the same, one of another name, or gone. */
export function matchCommands(
  places: ReadonlyMap<ClassKey, ContextRecord>,
  contexts: readonly OfferedContext[],
  functions: readonly OfferedCommand[],
  linked: readonly CommandRecord[],
): Matched {
  const commands = new Map<string, CommandRecord>()
  const used = new Set<CommandId>()
  const owners = new Set<string>()
  const take = (key: string, record: CommandRecord | undefined): void => {
    if (!record || commands.has(key)) return
    commands.set(key, record)
    used.add(record.id)
  }
  const pair = (offered: readonly OfferedCommand[], made: readonly CommandRecord[]): void => {
    const free = () => made.filter(({ id }) => !used.has(id))
    for (const { key, member } of offered)
      take(
        key,
        free().find(({ source }) => source && localMember(source.member) === localMember(member)),
      )
    const open = offered.filter(({ key }) => !commands.has(key))
    for (const [key, record] of renamedMembers(open, free()))
      if (!used.has(record.id)) take(key, record)
  }
  for (const context of contexts) {
    const source = places.get(context.key)?.source
    const owner = source ?? { file: context.file, member: context.member }
    owners.add(`${owner.file}#${owner.member}`)
    pair(
      context.commands,
      linked.filter((command) => isOf(command, owner)),
    )
  }
  const statics = linked.filter(
    ({ id, source }) => !used.has(id) && isFunction(source?.member ?? ''),
  )
  pair(functions, statics)
  const missing = linked.filter(({ id }) => !used.has(id))
  return {
    commands,
    missing,
    ownerless: new Set(
      missing.filter((each) => !hasOwner(each, owners, places)).map(({ id }) => id),
    ),
  }
}

const isFunction = (member: string): boolean => !member.includes('.') || member.endsWith(' static')

const isOf = ({ source }: CommandRecord, owner: { file: string; member: string }): boolean =>
  source !== null &&
  source.file === owner.file &&
  source.member.startsWith(`${owner.member}.`) &&
  !isFunction(source.member)

function hasOwner(
  { source }: CommandRecord,
  owners: ReadonlySet<string>,
  places: ReadonlyMap<ClassKey, ContextRecord>,
): boolean {
  if (!source || isFunction(source.member)) return false
  const key = `${source.file}#${source.member.slice(0, source.member.indexOf('.'))}`
  return (
    owners.has(key) &&
    [...places.values()].some((each) => `${each.source?.file}#${each.source?.member}` === key)
  )
}

/** What a member does tells it again under another name; else what it is given and how it is called. */
function renamedMembers(
  offered: readonly OfferedCommand[],
  gone: readonly CommandRecord[],
): [string, CommandRecord][] {
  const pairs = gone.flatMap((record) =>
    offered.map((command) => ({ command, record, likeness: likeness(command, record) })),
  )
  const taken = new Set<string>()
  return pairs
    .filter(({ likeness: score }) => score >= 1)
    .sort((a, b) => b.likeness - a.likeness)
    .flatMap(({ command, record }): [string, CommandRecord][] => {
      if (taken.has(command.key) || taken.has(record.id)) return []
      taken.add(command.key)
      taken.add(record.id)
      return [[command.key, record]]
    })
}

/** From 1 it is taken to be the same: the same body, or the same input and half of the letters. */
function likeness(command: OfferedCommand, { source }: CommandRecord): number {
  if (!source || suffixOf(command.member) !== suffixOf(source.member)) return 0
  const names = nameLikeness(localMember(command.member), localMember(source.member))
  const input = samePart(inputOf(command), inputTaken(source.taken)) ? 0.5 : 0
  const body = command.body !== '' && command.body === source.body ? 1 : 0
  return body + input + names
}

const suffixOf = (member: string): string =>
  /(?:\(\)| static|=| open| list)*$/.exec(member)?.[0] ?? ''

const nameLikeness = (a: string, b: string): number =>
  1 - distance(a, b) / Math.max(a.length, b.length, 1)

const inputOf = ({ parameters }: OfferedCommand): Part =>
  parameters.map(({ sourceName, type }) => [sourceName, type])

function inputTaken(taken: Readonly<Record<string, Part>>): Part {
  const names = taken[PARAMETERS]
  if (!Array.isArray(names)) return []
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => [name, taken[partOf(name, 'type')] ?? null])
}
