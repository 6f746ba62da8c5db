import type { ListKind, ValueType } from '#domain/classes/class-model.ts'

/** A type, and whether nothing may stand in its place. */
export interface Typed {
  readonly type: ValueType
  readonly isNullable: boolean
}

export const typed = (type: ValueType): Typed => ({ type, isNullable: false })
export const nullable: Typed = { type: { kind: 'nothing' }, isNullable: true }
export const unknown = (written: string): ValueType => ({ kind: 'unknown', written })
export const listOf = (item: ValueType, as: ListKind = 'array'): ValueType => ({
  kind: 'list',
  item,
  as,
})

/** An enum of these values. */
export const named = (values: readonly (string | number)[]): ValueType => ({
  kind: 'enum',
  choices: values.map((is) => ({ value: String(is), is })),
})

/** One type for several: the same, the wider, or what cannot be told. */
export function unionOf(parts: readonly Typed[], written: string): Typed {
  const isNullable = parts.some((part) => part.isNullable)
  const types = parts.map(({ type }) => type).filter(({ kind }) => kind !== 'nothing')
  return { type: widest(types, written), isNullable }
}

function widest(types: readonly ValueType[], written: string): ValueType {
  const [first] = types
  if (!first) return { kind: 'nothing' }
  const choices = types.flatMap((type) => (type.kind === 'enum' ? type.choices : []))
  if (types.every(({ kind }) => kind === 'enum'))
    return {
      kind: 'enum',
      choices: choices.filter(
        ({ value }, index) => choices.findIndex((each) => each.value === value) === index,
      ),
    }
  if (types.every(({ kind }) => kind === 'instance'))
    return {
      kind: 'instance',
      of: [...new Set(types.flatMap((type) => (type.kind === 'instance' ? type.of : [])))],
    }
  if (types.every(({ kind }) => kind === first.kind)) return first
  if (types.every(({ kind }) => kind === 'number' || kind === 'integer')) return { kind: 'number' }
  if (types.every(({ kind }) => kind === 'string' || kind === 'enum')) return { kind: 'string' }
  return { kind: 'unknown', written }
}
