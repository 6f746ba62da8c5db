import { toSnakeCase } from '../names.ts'
import type { ModelParameter, ValueType } from './class-model.ts'

/**
 * The expression that makes what a method expects of what a person said: a `Date` of a text, the
 * number of an enum's member, an object under the names of the source. The same text where they
 * are alike.
 */
export function asNative(value: string, source: ModelParameter): string {
  const made = converted(value, source.type)
  if (source.takesNull)
    return made === value ? `${value} ?? null` : `${value} == null ? null : ${made}`
  if (made === value || !source.optional) return made
  return `${value} === undefined ? undefined : ${made}`
}

function converted(value: string, type: ValueType): string {
  switch (type.kind) {
    case 'date':
      return type.native === undefined ? value : `new Date(${value})`
    case 'integer':
      return type.native === undefined ? value : `BigInt(${value})`
    case 'enum': {
      const others = type.choices.filter((choice) => choice.is !== choice.value)
      if (others.length === 0) return value
      const table = type.choices.map(
        (each) => `${JSON.stringify(each.value)}: ${JSON.stringify(each.is)}`,
      )
      return `({ ${table.join(', ')} } as const)[${value}]`
    }
    case 'list':
      return convertedList(value, type)
    case 'object':
      return convertedObject(value, type.fields)
    default:
      return value
  }
}

function convertedList(value: string, { item, as }: Extract<ValueType, { kind: 'list' }>): string {
  if (as === 'map') return `new Map(Object.entries(${value}))`
  if (as === 'record') return value
  const each = converted('one', item)
  const items = each === 'one' ? value : `${value}.map((one) => (${each}))`
  return as === 'set' ? `new Set(${items})` : items
}

function convertedObject(value: string, fields: readonly ModelParameter[]): string {
  const parts = fields.map((field) => {
    const access = `${value}.${toSnakeCase(field.name)}`
    return { field, access, made: asNative(access, field) }
  })
  const isSame = parts.every(
    ({ field, access, made }) => made === access && toSnakeCase(field.name) === field.name,
  )
  if (isSame) return value
  return `{ ${parts.map(({ field, made }) => `${field.name}: ${made}`).join(', ')} }`
}
