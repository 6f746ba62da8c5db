import { toSnakeCase } from '../names.ts'
import { parameterSchema, type ItemType } from '../parameter.ts'
import type { ModelParameter, ValueType } from './class-model.ts'
import type { OfferedParameter } from './offered.ts'

/** Why a person cannot say a value of this type, as the end of a sentence. */
export interface Unsayable {
  readonly because: string
}

export type Sayable =
  { readonly parameter: OfferedParameter; readonly remarks: readonly string[] } | Unsayable

export const isUnsayable = (result: Sayable): result is Unsayable => 'because' in result

type Shape = Pick<OfferedParameter, 'type' | 'itemType' | 'choices' | 'fields'>

const PLAIN: Shape = { type: 'string', itemType: 'string', choices: [], fields: [] }

/** What a person would be asked for, for a value of the source. */
export function offerParameter(source: ModelParameter): Sayable {
  const { name, type, optional, takesNull, defaultValue, description, limits, rest } = source
  const shape = shapeOf(
    rest && type.kind !== 'list' ? { kind: 'list', item: type, as: 'array' } : type,
  )
  if ('because' in shape) return shape
  const { id: _, ...defaults } = parameterSchema.parse({ id: '_', name: '_', type: 'string' })
  return {
    parameter: {
      ...defaults,
      ...shape.shape,
      ...limits,
      name: toSnakeCase(name) || 'value',
      sourceName: name,
      description,
      required: !optional && !takesNull && !rest,
      defaultValue,
    },
    remarks: shape.remarks.map((remark) => `${name}: ${remark}`),
  }
}

type Shaped = { readonly shape: Shape; readonly remarks: readonly string[] } | Unsayable

const shaped = (shape: Partial<Shape>, ...remarks: readonly string[]): Shaped => ({
  shape: { ...PLAIN, ...shape },
  remarks,
})

function shapeOf(type: ValueType): Shaped {
  switch (type.kind) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'date':
    case 'time':
      return shaped({ type: type.kind })
    case 'enum':
      return shaped({
        type: 'enum',
        choices: type.choices.map(({ value }) => ({ value, synonyms: [] })),
      })
    case 'object':
      return objectShape(type.fields)
    case 'list':
      return listShape(type)
    case 'instance':
      return { because: `it is given an instance of ${type.of.map(nameOf).join(' or ')}` }
    case 'function':
      return { because: 'it is given a function' }
    case 'nothing':
      return { because: 'it is given nothing that can be said' }
    case 'unknown':
      return shaped(
        {},
        type.written === ''
          ? 'it has no type, and is taken as text'
          : `${type.written} is taken as text`,
      )
  }
}

const nameOf = (key: string): string => key.slice(key.indexOf('#') + 1)

function objectShape(source: readonly ModelParameter[]): Shaped {
  const offered = source.map(offerParameter)
  const missing = source.find(({ optional }, index) => {
    const field = offered[index]
    return !optional && field !== undefined && isUnsayable(field)
  })
  if (missing) return { because: `${missing.name} is nothing a person can say` }
  const sayable = offered.flatMap((each) => (isUnsayable(each) ? [] : [each]))
  return shaped(
    { type: 'object', fields: sayable.map(({ parameter }) => parameter) },
    ...sayable.flatMap(({ remarks }) => remarks),
  )
}

function listShape({ item, as }: Extract<ValueType, { kind: 'list' }>): Shaped {
  if (as === 'map' || as === 'record') return shaped({ type: 'object' })
  const inner = shapeOf(item)
  if ('because' in inner) return inner
  const { type, choices, fields } = inner.shape
  if (type === 'list') return { because: 'it is given lists of lists' }
  return shaped(
    { type: 'list', itemType: type satisfies ItemType, choices, fields },
    ...inner.remarks,
  )
}
