import type { Document } from '#domain/document.ts'
import { toSnakeCase } from '#domain/names.ts'
import { recordById } from '#domain/queries.ts'
import { lineageOf } from '#domain/scope.ts'
import { comparable } from '../parameters/words.ts'
import type { ScopeLevel } from '../ports.ts'
import { withoutCourtesy } from './cuts.ts'

const WAY_BACK = new RegExp(
  String.raw`^(?:(?:leave|close|exit) (?:this|it|here|(?:this|the) [^ ]+) and )?` +
    String.raw`(?:(?:(?:go|get|head|jump|move|step|switch|(?:take|bring|get) (?:me|us)) )?` +
    String.raw`(?:(?:right |all the way )?(?:back|up|out) )+to|return to) (.+)$`,
  'u',
)
const POINTING = /^(?:the|this|that|my|our|your|his|her|their) /u
const AFTER = /(?: (?:please|again|now|context|page|view|level))+$/u

/**
 * "Go back to the customer": how many levels up the nearest one is that is called so, by its name,
 * its context or one of that context's bases. `null` where nothing is said of going back there.
 */
export function levelBackTo(
  text: string,
  document: Document,
  levels: readonly Pick<ScopeLevel, 'context' | 'label'>[],
): number | null {
  const [, place] = WAY_BACK.exec(comparable(withoutCourtesy(text))) ?? []
  if (place === undefined) return null
  const said = place.replace(AFTER, '').replace(POINTING, '')
  const level = levels.findIndex((each, i) => i > 0 && namesOf(each, document).includes(said))
  return level < 0 ? null : level
}

/** "Maya Lindgren", "customer" and "customer Maya Lindgren". */
function namesOf(
  { context, label }: Pick<ScopeLevel, 'context' | 'label'>,
  document: Document,
): string[] {
  const own = comparable(label)
  const contexts = lineageOf(document, context)
    .flatMap((id) => recordById(document, 'context', id) ?? [])
    .map(({ name }) => comparable(toSnakeCase(name)))
  return [own, ...contexts, ...contexts.map((name) => `${name} ${own}`)]
}
