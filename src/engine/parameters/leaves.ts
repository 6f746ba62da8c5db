import { isOfFields, type Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import type { ValueCandidate, ValuePart } from './candidates.ts'
import { placed } from './fields.ts'
import { withValueAt, type Steps } from './paths.ts'
import type { Rejection } from './rejection.ts'
import { settledAt, type ValueContext } from './settle.ts'

/** A parameter, or a field within one, that is looked for in a message by itself. */
export interface Leaf {
  readonly parameter: Parameter
  /** From the command's parameter; of that itself, its name alone. */
  readonly steps: Steps
  /** The command's parameter it belongs to. */
  readonly root: Parameter
}

/**
 * What is looked for in a message: parameters, and in place of an object the fields it is made of,
 * so that all of them share out the words together. Lists of objects are none: they are read row
 * by row.
 */
export const leavesOf = (parameters: readonly Parameter[]): Leaf[] =>
  parameters.flatMap((root) => leavesWithin(root, [root.name], root))

function leavesWithin(parameter: Parameter, steps: Steps, root: Parameter): Leaf[] {
  if (isOfFields(parameter) && parameter.fields.length > 0) {
    if (parameter.type === 'list') return []
    return parameter.fields.flatMap((field) =>
      leavesWithin(
        {
          ...field,
          // What may be left out as a whole is not guessed part by part.
          required: field.required && parameter.required,
        },
        [...steps, field.name],
        root,
      ),
    )
  }
  return [{ parameter, steps, root }]
}

type Composed = ValueCandidate & { readonly parts: readonly ValuePart[] }

/** What was found of the fields of an object, as one value; `null` where nothing was. */
export function composed(
  root: Parameter,
  found: readonly ValueCandidate[],
  leaves: readonly Leaf[],
  context: ValueContext,
): Composed | null {
  const parts = found.flatMap((candidate) => {
    const leaf = leaves.find(({ parameter }) => parameter.id === candidate.parameter.id)
    return leaf?.root === root ? [{ candidate, steps: leaf.steps }] : []
  })
  const [first] = parts
  if (!first) return null
  const value = parts.reduce<Json>(
    (sum, { candidate, steps }) =>
      withPart(sum, steps, candidate.rejection ? null : candidate.value),
    {},
  )
  const settled = settledAt(value, root, context, [root.name])
  const refused = parts.flatMap(({ candidate: { rejection }, steps }) =>
    rejection ? [{ rejection, steps }] : [],
  )[0]
  const partial = settled.ok ? settled.value : (settled.error.partial ?? {})
  const own: Rejection | null = refused
    ? {
        ...refused.rejection,
        problem: placed(refused.rejection.problem, refused.steps),
        partial: withPart(partial, refused.steps, null),
      }
    : settled.ok
      ? null
      : settled.error
  return {
    parameter: root,
    start: Math.min(...parts.map(({ candidate }) => candidate.start)),
    end: Math.max(...parts.map(({ candidate }) => candidate.end)),
    source: first.candidate.source,
    strength: Math.max(...parts.map(({ candidate }) => candidate.strength)),
    value: partial,
    parts: parts.flatMap(({ candidate, steps }) => partOf(candidate, steps)),
    rejection: own,
  }
}

const partOf = (
  { parameter, start, end, source, value, rejection }: ValueCandidate,
  steps: Steps,
): ValuePart[] => (rejection ? [] : [{ parameter, start, end, source, value, steps }])

/** `steps` lead from the command's parameter, and `value` is that of it. */
const withPart = (value: Json, steps: Steps, part: Json): Json =>
  withValueAt(value, steps.slice(1), () => part) as Json
