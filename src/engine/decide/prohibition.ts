import { comparable } from '../parameters/words.ts'
import type { RungInput, Verdict } from './rung.ts'

/**
 * "Don't pay", "please never send it", "I do not want you to". "Don't forget to pay" and "don't you
 * want to pay" ask for it, and "never mind" is about the conversation.
 */
const PROHIBITION = new RegExp(
  String.raw`^(?:(?:please|no|hey|ok|okay|but|and|so|just|now|also|then),? )*` +
    String.raw`(?:(?:please )?(?:do not|don'?t),? (?!(?:forget|fail|hesitate|worry|you)\b)` +
    String.raw`|never (?!(?:mind|forget|fail)\b)` +
    String.raw`|(?:i|we) (?:do not|don'?t) (?:want|wish) (?:you )?to )`,
  'u',
)

/** Whether a message begins by saying what is not to be done. */
export const isProhibition = (text: string): boolean =>
  !/^\s*["'“‘«]/u.test(text) && PROHIBITION.test(comparable(text))

/**
 * What a message is like, though it says not to do it, is asked about before anything is changed:
 * an encoder hardly hears the "not". A command that is taught such words is meant by them.
 */
export function unlessForbidden(found: Verdict | null, { text, scope }: RungInput): Verdict | null {
  const [best] = found?.outcome === 'route' ? found.candidates : []
  const record = best && scope.byId.get(best.command)?.record
  if (!found || !best || !record || record.risk === 'read' || !isProhibition(text)) return found
  const own = [record.name, ...best.nearest.map((near) => near.text)]
  return own.some(isProhibition)
    ? found
    : { ...found, outcome: 'ask', candidates: [best], isForbidden: true }
}
