import type { CommandRecord } from '#domain/document.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { placed } from '../parameters/fields.ts'
import { merged, partAt, pathOf, valueAt } from '../parameters/paths.ts'
import type { Rejection } from '../parameters/rejection.ts'
import { contextAt, settledValue } from '../parameters/settle.ts'
import { slotPatterns } from '../parameters/templates.ts'
import { textValues } from '../parameters/text-values.ts'
import type { AnswerContext, AnswerReading } from './answer-reading.ts'
import type { Question } from './events.ts'
import { partsOf, settledPart, withPart, withParts, type PartValue } from './parts.ts'

/** What is asked for: a parameter, or a part of one, and how a value for it is taken. */
export interface Asked {
  readonly parameter: Parameter
  readonly part: PartValue
  readonly settle: (value: Json) => AnswerReading
}

export function askedBy(
  { parameter: id, path }: Extract<Question, { kind: 'value' }>,
  { parameters }: CommandRecord,
  context: AnswerContext,
): Asked | null {
  const parts = partsOf(
    parameters.filter((each) => each.id === id),
    context.held,
  )
  const part = parts.find(({ steps }) => path === undefined || pathOf(steps) === path)
  if (!part) return null
  const { parameter, isWhole } = part
  const settle = (value: Json): AnswerReading =>
    isWhole ? settled(value, parameter, context) : settledPart(value, part, context)
  return { parameter, part, settle }
}

export const leftOut = ({ part }: Asked, { held }: AnswerContext): AnswerReading =>
  part.isWhole
    ? { kind: 'skip', parameter: part.parameter.id }
    : { kind: 'values', values: [withPart(part.root, part.steps, undefined, held)] }

/**
 * "12 Main Street, Austin TX": several parts of what is asked for in one answer, or the rest of it
 * where a part was asked for.
 */
export async function readParts(
  text: string,
  { part }: Asked,
  command: CommandRecord,
  context: AnswerContext,
): Promise<AnswerReading | null> {
  const { root, steps } = part
  const within = part.isWhole ? steps : steps.slice(0, -1)
  const object = partAt(root, within.slice(1))
  if (!object || object.fields.length === 0 || (object.type !== 'object' && !part.isWhole))
    return null
  const known = context.held.find(({ parameter }) => parameter === root.id)?.value
  const before = valueAt(known, within.slice(1))
  const open = object.fields.filter(
    ({ name }) => part.isWhole || (valueAt(before, [name]) ?? null) === null,
  )
  const [found] = textValues(
    text,
    [{ ...object, fields: open }],
    {
      patterns: slotPatterns(spokenUtterances(context.document, command)),
      ignoredWords: new Set(),
      valueContext: (parameter) =>
        part.isWhole
          ? context.valueContext(parameter)
          : contextAt(context.valueContext(root), within),
    },
    { spans: await context.findSpans(text, [part.parameter.id]) },
  ).assigned
  if (!found || (!part.isWhole && Object.keys(found.value as object).length < 2)) return null
  const values = [withPart(root, within, merged(before, found.value), context.held)]
  return { kind: 'values', values }
}

/** A value for a parameter as a whole. */
export function settled(value: Json, parameter: Parameter, context: AnswerContext): AnswerReading {
  const result = settledValue(value, parameter, context.valueContext(parameter))
  if (result.ok) return { kind: 'values', values: [{ parameter, value: result.value }] }
  const { partial, ...rejection } = result.error
  if (partial === undefined) return { kind: 'rejected', parameter, rejection }
  // What is good of it is kept, and the rest is asked for part by part.
  const values = withParts([{ parameter, value: partial }], context.held)
  return { kind: 'values', values, problems: [{ parameter, ...rejection }] }
}

/** Why a part cannot have a value, with the place of that part. */
export const atPart = (rejection: Rejection, { steps }: PartValue): Rejection => ({
  ...rejection,
  problem: placed(rejection.problem, steps),
})
