import { CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordsOf } from '#domain/queries.ts'
import type { Candidate } from '#engine/decide/decision.ts'
import {
  commandDescription,
  commandPlace,
  commandTitle,
  isCommand,
} from '../session/command-titles.ts'

/** One row of the dialog *What did you mean?*; `key` is what a single key press picks it with. */
export type CorrectionOption =
  | {
      readonly kind: 'command'
      readonly command: CommandId
      readonly title: string
      readonly place: string
      readonly description: string
      /** 0–1, where the decision weighed it. */
      readonly probability: number | null
      readonly key: string | null
    }
  | { readonly kind: 'new-command'; readonly key: 'n' }
  | { readonly kind: 'out-of-scope'; readonly key: 'o' }

export interface CorrectionGroup {
  readonly title: string
  readonly options: readonly CorrectionOption[]
}

const SHOWN = 50
/** Less likely than this is not likely at all: it stands among all commands. */
const LIKELY = 0.03

/**
 * What can be chosen: the likely candidates of the decision first, then every other command that the
 * query finds, then the two that are always there. The command the message was taken for is left
 * out: that one was not meant.
 */
export function correctionGroups(
  document: Document,
  {
    candidates,
    mistaken,
    query,
  }: {
    readonly candidates: readonly Candidate[]
    readonly mistaken: CommandId | null
    readonly query: string
  },
): CorrectionGroup[] {
  const weighed = candidates.filter(
    ({ command, probability }) =>
      probability >= LIKELY && command !== mistaken && isCommand(document, command),
  )
  const likely = weighed
    .map((it) => optionFor(document, it.command, it.probability))
    .filter((option) => matchRank(option, query) !== null)
    .slice(0, 9)
    .map((option, index) => ({ ...option, key: String(index + 1) }))
  const known = new Set(likely.map(({ command }) => command))
  const others = allCommands(document)
    .filter((id) => id !== mistaken && !known.has(id))
    .map((id) => optionFor(document, id, null))
    .flatMap((option) => {
      const rank = matchRank(option, query)
      return rank === null ? [] : [{ option, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SHOWN)
    .map(({ option }) => option)
  return [
    { title: 'Likely', options: likely },
    { title: query.trim() === '' ? 'All commands' : 'Found', options: others },
    {
      title: 'None of these',
      options: [
        { kind: 'new-command', key: 'n' },
        { kind: 'out-of-scope', key: 'o' },
      ] as const,
    },
  ].filter(({ options }) => options.length > 0)
}

function allCommands(document: Document): CommandId[] {
  const own = recordsOf(document, 'command').map(({ id }) => id)
  return [...own, ...CORE_COMMANDS.map(({ id }) => id)]
}

type CommandOption = Extract<CorrectionOption, { kind: 'command' }>

function optionFor(
  document: Document,
  command: CommandId,
  probability: number | null,
): CommandOption {
  return {
    kind: 'command',
    command,
    title: commandTitle(document, command),
    place: commandPlace(document, command),
    description: commandDescription(document, command),
    probability,
    key: null,
  }
}

/** Lower is better; `null` when a word of the query is nowhere. Words at the start of a title lead. */
function matchRank({ title, place, description }: CommandOption, query: string): number | null {
  const words = query
    .toLowerCase()
    .replaceAll('_', ' ')
    .split(/[\s/]+/)
    .filter((word) => word !== '')
  const fields = [title, place, description].map((text) => text.toLowerCase())
  let rank = 0
  for (const word of words) {
    const ranks = fields.flatMap((field, index) => {
      if (field.startsWith(word)) return [index * 3]
      if (field.includes(` ${word}`)) return [index * 3 + 1]
      return field.includes(word) ? [index * 3 + 2] : []
    })
    if (ranks.length === 0) return null
    rank += Math.min(...ranks)
  }
  return rank
}
