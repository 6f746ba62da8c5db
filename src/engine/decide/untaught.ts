import type { CommandId } from '#domain/ids.ts'
import { utterancesOf } from '#domain/queries.ts'
import { positionalValues } from '../parameters/inline.ts'
import { comparable } from '../parameters/words.ts'
import { comparableName } from './comparable-name.ts'
import { namedCandidate, verdict, type RungInput, type Verdict } from './rung.ts'
import type { ScopedCommand } from './scope-commands.ts'

/**
 * "Admit Zoe Fox", where nobody has shown yet how to say `admit`: no model can know it, and its name
 * is all there is to say. It is asked about instead of refused, with the words after it for the values that it takes.
 */
export function orUntaught(
  found: Verdict | null,
  { text, document, scope }: RungInput,
  mistaken: ReadonlySet<CommandId>,
): Verdict | null {
  if (found?.outcome !== 'refuse') return found
  const said = comparable(text)
  const [named] = [...scope.byId.values()]
    .filter(({ id, record }) => record && record.parameters.length > 0 && !mistaken.has(id))
    .filter(({ id }) => utterancesOf(document, id).length === 0)
    .map((command) => ({ command, words: wordsOfName(command, said) }))
    .filter(({ words }) => words > 0)
    .sort((a, b) => b.words - a.words)
  if (!named) return found
  const { command, words } = named
  const rest = text
    .split(/[\s_]+/u)
    .slice(words)
    .join(' ')
  const [only, ...others] = command.record?.parameters ?? []
  const isWhole = only?.type === 'string' && others.length === 0
  return verdict('exact', 'ask', [namedCandidate(command)], {
    inlineText: rest,
    inlineValues: isWhole ? positionalValues(rest, [only]) : null,
    thresholds: found.thresholds,
    inScope: found.inScope,
  })
}

/** How many words of its name or title a message begins with, if it goes on after them; else 0. */
function wordsOfName({ name, title }: ScopedCommand, said: string): number {
  const names = [name, title].map(comparableName).filter((each) => said.startsWith(`${each} `))
  return Math.max(0, ...names.map((each) => each.split(' ').length))
}
