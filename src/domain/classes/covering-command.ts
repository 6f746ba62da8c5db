import type { CommandRecord, ContextRecord, Document } from '../document.ts'
import { ROOT_CONTEXT } from '../ids.ts'
import { ownCommands, recordsOf } from '../queries.ts'
import { lineageOf } from '../scope.ts'
import type { OfferedCommand } from './offered.ts'

/** A command that a person made and that does what is offered: by its name, or by what it calls. */
export function coveringCommand(
  document: Document,
  context: ContextRecord,
  offered: OfferedCommand,
): CommandRecord | undefined {
  const sameName = ownCommands(document, context.id).find(
    ({ name, source }) => name === offered.name && source === null,
  )
  if (sameName) return sameName
  const uses = usePattern(offered, context.id === ROOT_CONTEXT)
  if (!uses) return undefined
  return recordsOf(document, 'command').find(
    (command) =>
      command.source === null &&
      ((isWithin(document, command, context) && callsIt(command, offered, uses)) ||
        looksUp(command, offered, uses)),
  )
}

const isWithin = (document: Document, command: CommandRecord, { id }: ContextRecord): boolean =>
  lineageOf(document, command.context).includes(id)

/** The name as the source has it: `cancel` of `Order.cancel()`. */
const sourceName = ({ member }: OfferedCommand): string =>
  /(\w+)\W*\w*$/.exec(plainMember(member))?.[1] ?? ''

const plainMember = (member: string): string =>
  member.replace(/(?:\(\)| static|=| open| list)+$/, '').replace(/^.*\./, '')

function usePattern(offered: OfferedCommand, isRoot: boolean): RegExp | undefined {
  const name = sourceName(offered)
  if (name === '') return undefined
  const owner = isRoot ? '(?:self|root)' : 'self'
  switch (offered.kind) {
    case 'method':
      return new RegExp(`\\b${owner}\\.${name}\\s*\\(`)
    case 'set':
      return new RegExp(`\\b${owner}\\.${name}\\s*=[^=]`)
    case 'get':
      return new RegExp(`\\{${owner}\\.${name}\\}`)
    case 'function':
      return new RegExp(`\\bimport\\b[^'"]*\\b${name}\\b[^'"]*from`)
    case 'open':
    case 'list':
    case 'static':
      return undefined
  }
}

function callsIt(
  { handler }: CommandRecord,
  { kind, member }: OfferedCommand,
  uses: RegExp,
): boolean {
  const name = plainMember(member)
  switch (handler.kind) {
    case 'method':
      return kind === 'method' && handler.method === name
    case 'property':
      return handler.property === name && handler.access === kind
    case 'code':
      return uses.test(handler.source)
    case 'reply':
      return kind === 'get' && uses.test(handler.template)
    case 'stub':
      return false
  }
}

/** What a lookup, a condition or an undo calls is not something people ask for. */
function looksUp(
  { parameters, availability, validation, undo }: CommandRecord,
  { kind, member }: OfferedCommand,
  uses: RegExp,
): boolean {
  if (kind !== 'method') return false
  const undoing = undo?.kind === 'code' ? undo.source : ''
  return (
    [availability, validation, undoing, ...parameters.map(({ lookup }) => lookup)].some((text) =>
      uses.test(text),
    ) ||
    (undo?.kind === 'method' && undo.method === plainMember(member))
  )
}
