/**
 * The built-ins as they are before any code of the application runs. Everything in the kernel uses
 * these and not the globals, so that `Array.prototype.push = …` in an application breaks that
 * application and nothing of the kernel. For the same reason lists have no prototype.
 */
export const PRIMORDIALS = /* js */ `
const { apply, getPrototypeOf, setPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect
const { create, keys, freeze, is } = Object
const { isArray } = Array
const { isFinite: isFiniteNumber } = Number
const { stringify, parse } = JSON
const ObjectPrototype = Object.prototype
const PromiseClass = Promise
const [MapClass, SetClass, DateClass, PatternClass, ErrorClass] = [Map, Set, Date, RegExp, TypeError]
const TypedArrayClass = getPrototypeOf(Uint8Array)
const [Text, NumberOf, BigIntOf] = [String, Number, BigInt]
const unsavable = [Promise, WeakMap, WeakSet, WeakRef, FinalizationRegistry, ArrayBuffer, SharedArrayBuffer, DataView]

const uncurry = (method) => (self, ...args) => apply(method, self, args)
const getterOf = (prototype, name) => uncurry(getOwnPropertyDescriptor(prototype, name).get)
const mapSet = uncurry(Map.prototype.set)
const mapForEach = uncurry(Map.prototype.forEach)
const mapSize = getterOf(Map.prototype, 'size')
const setAdd = uncurry(Set.prototype.add)
const setForEach = uncurry(Set.prototype.forEach)
const setSize = getterOf(Set.prototype, 'size')
const timeOf = uncurry(Date.prototype.getTime)
const joinTexts = uncurry(Array.prototype.join)
const sliceText = uncurry(String.prototype.slice)
const splitText = uncurry(String.prototype.split)
const startsWith = uncurry(String.prototype.startsWith)
const upperText = uncurry(String.prototype.toUpperCase)
const lowerText = uncurry(String.prototype.toLowerCase)
const endsWith = uncurry(String.prototype.endsWith)

/** A collection of the kernel's own: its methods are copies that nobody can replace. */
const safe = (Collection) => {
  const Safe = class extends Collection {}
  const names = Reflect.ownKeys(Collection.prototype)
  for (let i = 0; i < names.length; i++)
    if (names[i] !== 'constructor') defineProperty(Safe.prototype, names[i], getOwnPropertyDescriptor(Collection.prototype, names[i]))
  return Safe
}
const [SafeMap, SafeSet, SafeWeakMap] = [safe(Map), safe(Set), safe(WeakMap)]

const newList = () => {
  const list = []
  setPrototypeOf(list, null)
  return list
}
const add = (list, item) => { list[list.length] = item }
const joined = (list) => joinTexts(list, ',')
const property = (value) => ({ __proto__: null, value, writable: true, enumerable: true, configurable: true })
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'
const attempt = (read, otherwise) => { try { return read() } catch { return otherwise } }
/** What a program put into a property may be anything: only scalars become words. */
const wordOf = (value) => {
  const kind = typeof value
  return kind === 'string' ? value : kind === 'number' || kind === 'boolean' || kind === 'bigint' ? Text(value) : ''
}

/** Errors of the kernel's own making, with what kind they are; all others are the application's. */
const refusals = new SafeWeakMap()
const refuse = (kind, message, file) => {
  const error = new ErrorClass(message)
  refusals.set(error, { __proto__: null, kind, file })
  return error
}
const describeError = (error) => {
  const refusal = isObject(error) ? refusals.get(error) : undefined
  const read = (name) => isObject(error) ? wordOf(attempt(() => error[name])) : ''
  const message = isObject(error) ? read('message') : attempt(() => Text(error), '')
  return '{"kind":' + stringify(refusal ? refusal.kind : 'thrown') +
    ',"file":' + stringify(refusal && refusal.file || '') +
    ',"name":' + stringify(sliceText(read('name'), 0, 100)) +
    ',"message":' + stringify(sliceText(message, 0, 2000)) +
    ',"stack":' + stringify(sliceText(read('stack'), 0, 8000)) + '}'
}
`
