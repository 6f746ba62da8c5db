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
    String.raw`|(?:i|we) (?:do not|don'?t) (?:want|wish) (?:you )?to )(?<verb>[^ ]*)`,
  'u',
)

/** What a message begins by saying not to do, by its first word; `null` where it forbids nothing. */
const forbiddenIn = (text: string): string | null =>
  /^\s*["'“‘«]/u.test(text) ? null : (PROHIBITION.exec(comparable(text))?.groups?.['verb'] ?? null)

/** Whether a message begins by saying what is not to be done. */
export const isProhibition = (text: string): boolean => forbiddenIn(text) !== null

/**
 * What a message is like, though it says not to do it, is not done: an encoder hardly hears the
 * "not". A command that is taught to be asked for by such words is meant by them; but "I don't want
 * to keep it", said for cancelling, does not teach that "don't cancel it" cancels.
 */
export function unlessForbidden(found: Verdict | null, { text, scope }: RungInput): Verdict | null {
  const [best] = found?.outcome === 'route' ? found.candidates : []
  const record = best && scope.byId.get(best.command)?.record
  const verb = forbiddenIn(text)
  if (!found || !record || record.risk === 'read' || verb === null) return found
  const isTaught = best.nearest.some((near) => forbiddenIn(near.text) === verb)
  return isTaught || isProhibition(record.name)
    ? found
    : { ...found, outcome: 'ask', candidates: [best], isForbidden: true }
}
