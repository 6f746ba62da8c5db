import { titleOf } from '#domain/names.ts'
import type { CommandRecord } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { LookupValue } from '../ports.ts'
import type { ValueProblem } from '../turn/events.ts'
import { cueBonus, overlaps } from './assign.ts'
import type { ValueCandidate } from './candidates.ts'
import { isOpenText } from './settle.ts'
import type { SlotCue } from './templates.ts'
import { textOf } from './wording.ts'

/** More values in a message than its command can take, and which of its own is thereby in doubt. */
export interface Surplus {
  readonly parameter: Parameter
  readonly problem: ValueProblem
  readonly suggestions: readonly LookupValue[]
}

const isNumeric = ({ type, lookup }: Parameter): boolean =>
  (type === 'integer' || type === 'number') && lookup.trim() === ''

export function surplusOf(
  text: string,
  command: Pick<CommandRecord, 'name'>,
  candidates: readonly ValueCandidate[],
  assigned: readonly ValueCandidate[],
  cues: readonly SlotCue[],
): Surplus | null {
  return (
    surplusNumber(text, command, candidates, assigned, cues) ??
    surplusOfTwo(text, command, candidates, assigned)
  )
}

/**
 * "Tell Bruno and Mina", "on Monday or Tuesday": what is tied to what was taken, could as well have
 * been it, and was taken for nothing itself.
 */
function surplusOfTwo(
  text: string,
  { name }: Pick<CommandRecord, 'name'>,
  candidates: readonly ValueCandidate[],
  assigned: readonly ValueCandidate[],
): Surplus | null {
  const isSpare = (each: ValueCandidate): boolean =>
    assigned.every((other) => !overlaps(other, each))
  const isFree = (each: ValueCandidate): boolean => each.rejection === null && isSpare(each)
  /** "Send tea to Bruna and wine to Mina": where a name belongs, and not one that is known. */
  const isMisnamed = (each: ValueCandidate): boolean =>
    each.source === 'slot' && each.rejection?.problem.code === 'lookup' && isSpare(each)
  for (const taken of assigned) {
    const spare = candidates.find(
      (each) =>
        each.parameter.id === taken.parameter.id &&
        textOf(each.value) !== textOf(taken.value) &&
        (isFree(each)
          ? areTwo(text, taken, each) ||
            (isWholeName(each) && TIED_ON.test(text.slice(0, each.start)))
          : isMisnamed(each) && areTied(text, taken, each)),
    )
    if (!spare) continue
    const both = [taken, spare].sort((a, b) => a.start - b.start)
    const said = both.map(({ start, end }) => `“${text.slice(start, end)}”`).join(' or ')
    const problem = { code: 'surplus', text: `“${titleOf(name)}” takes one: ${said}.` } as const
    const suggestions = both.flatMap(
      ({ start, end, value, rejection }) =>
        rejection?.suggestions ?? [{ label: text.slice(start, end), value: textOf(value) }],
    )
    return { parameter: taken.parameter, problem, suggestions }
  }
  return null
}

/** Nothing but an "and" or an "or" between them. */
function areTwo(text: string, taken: ValueCandidate, other: ValueCandidate): boolean {
  const [first, second] = taken.start < other.start ? [taken, other] : [other, taken]
  const isBrief = ['typed', 'choice'].includes(other.source) || isWholeName(other)
  return isBrief && BETWEEN_TWO.test(text.slice(first.end, second.start))
}

/** One request goes on to the other by an "and" or an "or". */
function areTied(text: string, taken: ValueCandidate, other: ValueCandidate): boolean {
  const [first, second] = taken.start < other.start ? [taken, other] : [other, taken]
  return TIE.test(text.slice(first.end, second.start))
}

const TIE = /(?:\b(?:and|or|plus)\b|&)/iu
const BETWEEN_TWO = /^\s*,?\s*(?:and|or|plus|&)\s+(?:(?:the|on|at|with)\s+)*$/iu
const TIED_ON = /(?:\band|\bor|\bplus|&)\s+$/iu

/** In full what exists, or of a form that not any words have. */
const isWholeName = ({ parameter, source, strength }: ValueCandidate): boolean =>
  source === 'lookup' ? strength >= WHOLE_NAME : source !== 'slot' && isOfForm(parameter)

const isOfForm = (parameter: Parameter): boolean =>
  parameter.pattern !== '' && !isOpenText(parameter)

/** As `candidates.ts` has it for what is named in full. */
const WHOLE_NAME = 65

/**
 * A number that no parameter took, and that the last of the numeric ones could as well have been:
 * nothing around the one that was taken for it says that it is the one. "2 guests for 3 nights in
 * 2026" leaves no doubt; "add 1 2 3" to a command of two numbers does.
 */
function surplusNumber(
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
  return { parameter: last.parameter, problem, suggestions: [] }
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const counted = (count: number): string => COUNTS[count] ?? String(count)
