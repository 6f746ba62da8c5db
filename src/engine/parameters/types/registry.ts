import type { ParameterTypes } from '../parameter-type.ts'
import { booleanType } from './boolean.ts'
import { dateType } from './date.ts'
import { enumType } from './enum.ts'
import { integerType } from './integer.ts'
import { listType } from './list.ts'
import { numberType } from './number.ts'
import { objectType } from './object.ts'
import { stringType } from './string.ts'
import { timeType } from './time.ts'

/** Every type a parameter can have. A new one does not compile until it stands here. */
export const PARAMETER_TYPE_DEFINITIONS: ParameterTypes = {
  string: stringType,
  integer: integerType,
  number: numberType,
  boolean: booleanType,
  enum: enumType,
  date: dateType,
  time: timeType,
  list: listType,
  object: objectType,
}
