import { titleOf } from '#domain/names.ts'
import type { CommandRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { ValueProblem } from '../turn/events.ts'
import { cueBonus, overlaps } from './assign.ts'
import type { ValueCandidate } from './candidates.ts'
import type { SlotCue } from './templates.ts'

/** More numbers in a message than its command can take, and which value is thereby in doubt. */
export interface Surplus {
  readonly parameter: Parameter
  readonly problem: ValueProblem
}

const isNumeric = ({ type, lookup }: Parameter): boolean =>
  (type === 'integer' || type === 'number') && lookup.trim() === ''

/**
 * A number that no parameter took, and that the last of the numeric ones could as well have been:
 * nothing around the one that was taken for it says that it is the one. "2 guests for 3 nights in
 * 2026" leaves no doubt; "add 1 2 3" to a command of two numbers does.
 */
export function surplusOf(
  text: string,
  { name }: Pick<CommandRecord, 'name'>,
  candidates: readonly ValueCandidate[],
  assigned: readonly ValueCandidate[],
  cues: readonly SlotCue[],
): Surplus | null {
  const taken = assigned
    .filter(({ parameter, rejection }) => isNumeric(parameter) && rejection === null)
    .sort((a, b) => a.start - b.start)
  const last = taken.at(-1)
  if (!last) return null
  const numbers = candidates.filter(
    ({ parameter, source, rejection }) =>
      parameter.id === last.parameter.id && source === 'typed' && rejection === null,
  )
  const spare = numbers.filter((each) => assigned.every((other) => !overlaps(other, each)))
  const sureness = (each: ValueCandidate): number => cueBonus(text, each, cues)
  // A slot may be wider than the number in it: the number stands for it in the comparison.
  const own = numbers.find((each) => overlaps(each, last)) ?? last
  const isRival = (each: ValueCandidate): boolean =>
    each.strength >= own.strength && sureness(each) >= sureness(own)
  if (own.source !== 'typed' || !spare.some(isRival)) return null
  const given = counted(taken.length + spare.length)
  const problem: ValueProblem = {
    code: 'surplus',
    text: `You gave ${given} numbers, and “${titleOf(name)}” takes ${counted(taken.length)}.`,
  }
  return { parameter: last.parameter, problem }
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const counted = (count: number): string => COUNTS[count] ?? String(count)
