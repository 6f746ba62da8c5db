/** The object graph as text and back. The format is described in `saved-state.ts`. */
export const STATE = /* js */ `
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
      return value === null ? 'null' : !isArray(value) && familyOf(value).isUnsavable ? undefined : '["ref",' + reference(value) + ']'
    default:
      return undefined
  }
}
const nativeClass = { __proto__: null, array: 'Array', map: 'Map', set: 'Set', date: 'Date', object: 'Object' }
const nativeKind = (value) => {
  if (value instanceof MapClass && attempt(() => mapSize(value), -1) >= 0) return 'map'
  if (value instanceof SetClass && attempt(() => setSize(value), -1) >= 0) return 'set'
  if (value instanceof DateClass && attempt(() => timeOf(value)) !== undefined) return 'date'
  return 'object'
}
/** What objects of one prototype have in common, looked up once for an export. */
const describePrototype = (value) => {
  let name = ''
  attempt(() => classNames(value, (found) => { name = found; return true }))
  let isUnsavable = false
  for (let i = 0; i < unsavable.length; i++) if (value instanceof unsavable[i]) isUnsavable = true
  const isNative = value instanceof MapClass || value instanceof SetClass || value instanceof DateClass
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

const encodeObject = (value, encode) => {
  const family = familyOf(value)
  const kind = isArray(value) ? 'array' : family.isNative ? nativeKind(value) : 'object'
  const orNull = (item) => encode(item) || 'null'
  const head = headOf(family, kind)
  const items = newList()
  if (kind === 'date') {
    const time = timeOf(value)
    return head + ',"time":' + (isFiniteNumber(time) ? time : 'null') + '}'
  }
  if (kind === 'array') for (let i = 0; i < value.length; i++) add(items, orNull(value[i]))
  if (kind === 'map') mapForEach(value, (item, key) => add(items, '[' + orNull(key) + ',' + orNull(item) + ']'))
  if (kind === 'set') setForEach(value, (item) => add(items, orNull(item)))
  if (kind !== 'object') return head + ',"items":[' + joined(items) + ']}'
  const names = keys(value)
  for (let i = 0; i < names.length; i++) {
    const own = getOwnPropertyDescriptor(value, names[i])
    const text = own && 'value' in own ? encode(own.value) : undefined
    if (text !== undefined) add(items, labelFor(names[i]) + text)
  }
  return head + ',"fields":{' + joined(items) + '}}'
}
/** All that can be reached from the root and another instance, and from what can be taken back. */
const exportState = (from, withTickets) => {
  prototypes = new SafeMap()
  labels = new SafeMap()
  const numbers = new SafeMap()
  const found = newList()
  const encode = encodeWith((value) => {
    let number = numbers.get(value)
    if (number === undefined) {
      number = found.length
      numbers.set(value, number)
      add(found, value)
    }
    return number
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

const shellOf = ({ kind, class: name, time }) => {
  const constructor = name === undefined ? undefined : classes.get(name)
  const prototype = constructor ? constructor.prototype : undefined
  let shell
  if (kind === 'array') shell = []
  else if (kind === 'map') shell = new MapClass()
  else if (kind === 'set') shell = new SetClass()
  else if (kind === 'date') shell = new DateClass(time === null ? NaN : time)
  else shell = create(isObject(prototype) ? prototype : ObjectPrototype)
  if (kind !== 'object' && isObject(prototype)) setPrototypeOf(shell, prototype)
  if (name !== undefined && !constructor) lostClasses.set(shell, name)
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
  const decode = (value) => {
    if (!isArray(value)) return value
    if (value[0] === 'ref') return shells[value[1]]
    if (value[0] === 'undefined') return undefined
    return value[0] === 'bigint' ? BigIntOf(value[1]) : NumberOf(value[1])
  }
  for (let i = 0; i < shells.length; i++) fillShell(shells[i], saved.objects[i], decode)
  const root = decode(saved.root)
  const current = decode(saved.current)
  if (!isObject(root) || !isObject(current)) throw refuse('thrown', 'The saved state has no root')
  app.root = root
  app.current = current
  if (saved.undo) importTickets(saved.undo, decode)
}
`
