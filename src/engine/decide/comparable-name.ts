import { comparable } from '../parameters/words.ts'

/** Three ways to write each of 2,000 commands, and some of what is out of scope. */
const MOST = 10_000
const known = new Map<string, string>()

/** As `comparable`, for names: the same ones are compared with each message, so it is worked out once. */
export function comparableName(name: string): string {
  const before = known.get(name)
  if (before !== undefined) return before
  if (known.size === MOST) known.clear()
  const words = comparable(name)
  known.set(name, words)
  return words
}
