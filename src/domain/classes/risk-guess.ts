import type { Risk } from '../document.ts'
import { toSnakeCase } from '../names.ts'

const READING =
  'get list find is has have can show describe count search look lookup view check track calculate compute compare explain summarize summarise tell total overview details report print read fetch preview estimate suggest validate who what when where which how'
const DESTROYING =
  'delete remove cancel destroy clear drop purge erase wipe terminate revoke discard reset close abort archive uninstall unsubscribe'
const GOING = 'open go enter next previous prev first last latest newest oldest current'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const READS = words(READING)
const DESTROYS = words(DESTROYING)
const GOES = words(GOING)

/** A risk, and what it was told from: a person should look at it. */
export interface RiskGuess {
  readonly risk: Risk
  readonly because: string
}

/**
 * What a method may do to the world, by its body where that shows it, else by the first word of its
 * name. What cannot be told is taken to write.
 */
export function guessRisk(name: string, writes: boolean | null): RiskGuess {
  const [first = ''] = toSnakeCase(name).split('_')
  if (writes === false) return { risk: 'read', because: 'its body changes nothing' }
  if (DESTROYS.has(first)) return { risk: 'destructive', because: `it begins with “${first}”` }
  if (READS.has(first) && writes === null)
    return { risk: 'read', because: `it begins with “${first}”` }
  return writes
    ? { risk: 'write', because: 'its body changes something' }
    : { risk: 'write', because: 'nothing tells that it only reads' }
}

/**
 * The same of a method that gives one instance, which is gone to: `latestOrder()` and `order(number)`
 * only lead there, `admit(name)` may have made it.
 *
 * @param given The class of that instance.
 */
export function guessRiskOfWay(name: string, given: string, writes: boolean | null): RiskGuess {
  const [first = ''] = toSnakeCase(name).split('_')
  const isWay = GOES.has(first) || toSnakeCase(name) === toSnakeCase(given)
  return writes === false || (writes === null && isWay)
    ? { risk: 'read', because: 'it only goes there' }
    : guessRisk(name, writes)
}
