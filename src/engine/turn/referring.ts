import type { CommandRecord, Document } from '#domain/document.ts'
import type { Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import type { Json } from '#shared/json.ts'
import {
  valueContextOf,
  type ExtractedValue,
  type Extraction,
  type ExtractionRequest,
} from '../parameters/extract.ts'
import { settledValue } from '../parameters/settle.ts'
import { textOf } from '../parameters/wording.ts'
import { comparable, tokensOf } from '../parameters/words.ts'
import type { PartPlace, ValueProblem } from './events.ts'

/*
 * "Cancel W12 and tell her": what a request leaves unsaid, or says with a pronoun, may be among the
 * values of the request before it in the same message.
 */

const PRONOUNS = new Set(
  'it its this that these those them they their he him his she her hers there then same one'.split(
    ' ',
  ),
)

/** Whether words are nothing but pointing: "her", "the same", "that one". */
const isPointing = (text: string): boolean => {
  const words = tokensOf(text).map((token) => comparable(token.text))
  return words.length > 0 && words.every((word) => word === 'the' || PRONOUNS.has(word))
}

/** What was found, with values of the request before where this one has none of its own. */
export function withValuesBefore(
  found: Extraction,
  request: ExtractionRequest,
  { before }: PartPlace,
  document: Document,
): Extraction {
  const giver = recordById(document, 'command', before.command)
  if (!giver) return found
  const own = found.values.filter(({ value }) => !isPointing(textOf(value)))
  const isSaid = ({ id }: Parameter): boolean =>
    own.some(({ parameter, source }) => parameter.id === id && source !== 'default') ||
    found.problems.some(({ parameter, problem }) => parameter.id === id && isAboutWords(problem))
  const refers = tokensOf(request.text).some((token) => PRONOUNS.has(comparable(token.text)))
  const taken = request.parameters.flatMap((parameter): ExtractedValue[] => {
    if (isSaid(parameter) || !(parameter.required || refers)) return []
    const value = valueFor(parameter, giver, before.values, refers)
    if (value === undefined) return []
    const settled = settledValue(value, parameter, valueContextOf(request)(parameter))
    return settled.ok ? [{ parameter, value: settled.value, source: 'before', span: null }] : []
  })
  const isTaken = ({ parameter }: { readonly parameter: Parameter }): boolean =>
    taken.some((each) => each.parameter.id === parameter.id)
  const values = [...found.values.filter((each) => !isTaken(each)), ...taken]
  return { ...found, values, problems: found.problems.filter((each) => !isTaken(each)) }
}

/** Something was said that will not do, and it was more than a pronoun. */
function isAboutWords({ code, text }: ValueProblem): boolean {
  const quoted = /“([^”]*)”/u.exec(text)?.[1]
  return code !== 'missing' && !(quoted !== undefined && isPointing(quoted))
}

/** Of the same name and type; or, where a pronoun points back, the one that takes the same things. */
function valueFor(
  parameter: Parameter,
  { parameters }: CommandRecord,
  values: Readonly<Record<string, Json>>,
  refers: boolean,
): Json | undefined {
  const given = parameters.filter(({ name }) => Object.hasOwn(values, name))
  const namesake = given.find(
    ({ name, type }) => name === parameter.name && type === parameter.type,
  )
  if (namesake) return values[namesake.name]
  const [only, ...others] = refers ? given.filter((each) => takesTheSame(each, parameter)) : []
  return only && others.length === 0 ? values[only.name] : undefined
}

/** Only what is told by a lookup or a pattern is surely of one kind: two numbers are not. */
function takesTheSame(one: Parameter, other: Parameter): boolean {
  if (one.type !== other.type) return false
  const lookup = one.lookup.trim()
  if (lookup !== '' || other.lookup.trim() !== '') return lookup === other.lookup.trim()
  return one.pattern !== '' && one.pattern === other.pattern
}
