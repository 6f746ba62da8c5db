/** The object graph as text and back. The format is described in `saved-state.ts`. */
export const STATE = /* js */ `
const typedArrays = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]
const typedByName = new SafeMap()
for (let i = 0; i < typedArrays.length; i++) typedByName.set(typedArrays[i].name, typedArrays[i])
const typedPrototype = getPrototypeOf(Uint8Array.prototype)
const typedLength = getterOf(typedPrototype, 'length')
const typedNameGetter = getOwnPropertyDescriptor(typedPrototype, Symbol.toStringTag).get
const typedName = (value) => apply(typedNameGetter, value, [])
const patternSource = getterOf(RegExp.prototype, 'source')
const patternFlags = getterOf(RegExp.prototype, 'flags')

/** JSON for a value that stands inside an object; undefined for what cannot be kept. */
const encodeWith = (reference) => (value) => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return stringify(value)
    case 'number':
      return isFiniteNumber(value) && !is(value, -0) ? Text(value) : '["number",' + stringify(is(value, -0) ? '-0' : Text(value)) + ']'
    case 'bigint':
      return '["bigint",' + stringify(Text(value)) + ']'
    case 'undefined':
      return '["undefined"]'
    case 'object':
      return value === null ? 'null' : reference(value)
    default:
      return undefined
  }
}
const nativeClass = { __proto__: null, array: 'Array', map: 'Map', set: 'Set', date: 'Date', object: 'Object' }
const nativeKind = (value) => {
  if (value instanceof MapClass && attempt(() => mapSize(value), -1) >= 0) return 'map'
  if (value instanceof SetClass && attempt(() => setSize(value), -1) >= 0) return 'set'
  if (value instanceof DateClass && attempt(() => timeOf(value)) !== undefined) return 'date'
  if (value instanceof PatternClass && attempt(() => patternFlags(value)) !== undefined) return 'pattern'
  return typedName(value) === undefined ? 'object' : 'typed'
}
/** What objects of one prototype have in common, looked up once for an export. */
const describePrototype = (value) => {
  let name = ''
  attempt(() => classNames(value, (found) => { name = found; return true }))
  let isUnsavable = false
  for (let i = 0; i < unsavable.length; i++) if (value instanceof unsavable[i]) isUnsavable = true
  const isNative = value instanceof MapClass || value instanceof SetClass || value instanceof DateClass ||
    value instanceof PatternClass || value instanceof TypedArrayClass
  return { __proto__: null, name, isUnsavable, isNative, heads: { __proto__: null } }
}
let prototypes = new SafeMap()
const familyOf = (value) => {
  // An object that outlived its class has a name of its own.
  if (lostClasses.has(value)) return describePrototype(value)
  const prototype = getPrototypeOf(value)
  let family = prototypes.get(prototype)
  if (family === undefined) {
    family = describePrototype(value)
    prototypes.set(prototype, family)
  }
  return family
}
const headOf = (family, kind) => {
  let head = family.heads[kind]
  if (head === undefined) {
    const isNamed = family.name !== '' && family.name !== nativeClass[kind]
    head = '{"kind":"' + kind + '"' + (isNamed ? ',"class":' + stringify(family.name) : '')
    family.heads[kind] = head
  }
  return head
}
let labels = new SafeMap()
const labelFor = (name) => {
  let label = labels.get(name)
  if (label === undefined) {
    label = stringify(name) + ':'
    labels.set(name, label)
  }
  return label
}

const encodeFields = (head, value, encode) => {
  const names = keys(value)
  let text = head + ',"fields":{'
  let comma = ''
  for (let i = 0; i < names.length; i++) {
    const name = names[i]
    const own = getOwnPropertyDescriptor(value, name)
    // What a getter would say is not asked: it is the application's code.
    if (own === undefined || own.get !== undefined || own.set !== undefined) continue
    const item = encode(own.value)
    if (item === undefined) continue
    text += comma + labelFor(name) + item
    comma = ','
  }
  return text + '}}'
}
const encodeNative = (kind, head, value, encode) => {
  const orNull = (item) => encode(item) || 'null'
  const items = newList()
  if (kind === 'map') mapForEach(value, (item, key) => add(items, '[' + orNull(key) + ',' + orNull(item) + ']'))
  else if (kind === 'set') setForEach(value, (item) => add(items, orNull(item)))
  else if (kind === 'date') {
    const time = timeOf(value)
    return head + ',"time":' + (isFiniteNumber(time) ? time : 'null') + '}'
  } else if (kind === 'pattern')
    return head + ',"source":' + stringify(patternSource(value)) + ',"flags":' + stringify(patternFlags(value)) + '}'
  else {
    for (let i = 0, length = typedLength(value); i < length; i++) add(items, encode(value[i]))
    head += ',"type":' + stringify(typedName(value))
  }
  return head + ',"items":[' + joined(items) + ']}'
}
const encodeObject = ({ value, family }, encode) => {
  if (isArray(value)) {
    let text = headOf(family, 'array') + ',"items":['
    for (let i = 0, length = value.length; i < length; i++) text += (i === 0 ? '' : ',') + (encode(value[i]) || 'null')
    return text + ']}'
  }
  const kind = family.isNative ? nativeKind(value) : 'object'
  const head = headOf(family, kind)
  return kind === 'object' ? encodeFields(head, value, encode) : encodeNative(kind, head, value, encode)
}
/** All that can be reached from the root and another instance, and from what can be taken back. */
const exportState = (from, withTickets) => {
  prototypes = new SafeMap()
  labels = new SafeMap()
  const references = new SafeMap()
  const found = newList()
  const encode = encodeWith((value) => {
    const known = references.get(value)
    if (known !== undefined || references.has(value)) return known
    const family = familyOf(value)
    const reference = family.isUnsavable && !isArray(value) ? undefined : '["ref",' + found.length + ']'
    references.set(value, reference)
    if (reference !== undefined) add(found, { __proto__: null, value, family })
    return reference
  })
  const root = encode(app.root) || 'null'
  const current = encode(from) || root
  const undoable = withTickets ? exportTickets(encode) : newList()
  const objects = newList()
  // Found grows while it is walked: a queue, not recursion, so that a long chain cannot overflow.
  for (let i = 0; i < found.length; i++) add(objects, encodeObject(found[i], encode))
  return '{"format":1,"root":' + root + ',"current":' + current + ',"objects":[' + joined(objects) + ']' +
    (undoable.length === 0 ? '' : ',"undo":[' + joined(undoable) + ']') + '}'
}

const scalarOf = (value) => {
  if (!isArray(value)) return value
  if (value[0] === 'undefined') return undefined
  return value[0] === 'bigint' ? BigIntOf(value[1]) : NumberOf(value[1])
}
const typedShell = ({ type, items }) => {
  const Typed = typedByName.get(type)
  if (Typed === undefined) throw refuse('thrown', 'The saved state has an array of an unknown type')
  const shell = new Typed(items.length)
  for (let i = 0; i < items.length; i++) shell[i] = scalarOf(items[i])
  return shell
}
const shellOf = (saved) => {
  const { kind, class: name, time } = saved
  const constructor = name === undefined ? undefined : classes.get(name)
  const prototype = constructor ? constructor.prototype : undefined
  let shell
  if (kind === 'array') shell = []
  else if (kind === 'map') shell = new MapClass()
  else if (kind === 'set') shell = new SetClass()
  else if (kind === 'date') shell = new DateClass(time === null ? NaN : time)
  else if (kind === 'pattern') shell = new PatternClass(saved.source, saved.flags)
  else if (kind === 'typed') shell = typedShell(saved)
  else shell = create(isObject(prototype) ? prototype : ObjectPrototype)
  if (kind !== 'object' && isObject(prototype)) setPrototypeOf(shell, prototype)
  // Patterns and rows of numbers are of the language's own classes.
  if (name !== undefined && !constructor && kind !== 'pattern' && kind !== 'typed') lose(shell, name)
  return shell
}
const fillShell = (shell, { kind, items, fields }, decode) => {
  if (kind === 'array') for (let i = 0; i < items.length; i++) defineProperty(shell, i, property(decode(items[i])))
  if (kind === 'map') for (let i = 0; i < items.length; i++) mapSet(shell, decode(items[i][0]), decode(items[i][1]))
  if (kind === 'set') for (let i = 0; i < items.length; i++) setAdd(shell, decode(items[i]))
  if (kind !== 'object') return
  const names = keys(fields)
  for (let i = 0; i < names.length; i++) defineProperty(shell, names[i], property(decode(fields[names[i]])))
}
const importState = (saved) => {
  if (saved.format !== 1) throw refuse('thrown', 'The saved state is of an unknown format')
  const shells = newList()
  for (let i = 0; i < saved.objects.length; i++) add(shells, shellOf(saved.objects[i]))
  const decode = (value) => isArray(value) && value[0] === 'ref' ? shells[value[1]] : scalarOf(value)
  for (let i = 0; i < shells.length; i++) fillShell(shells[i], saved.objects[i], decode)
  const root = decode(saved.root)
  const current = decode(saved.current)
  if (!isObject(root) || !isObject(current)) throw refuse('thrown', 'The saved state has no root')
  app.root = root
  app.current = current
  if (saved.undo) importTickets(saved.undo, decode)
}
`
