/** Where the person is: instances, their contexts and containers, and what each level offers. */
export const INSTANCES = /* js */ `
/** No limit on how deep a person can be; a chain that makes itself up as it is followed has to end. */
const MAX_LEVELS = 100000
const ROOT = 'root'
const app = { __proto__: null, root: undefined, current: undefined }
let contexts = newList()
const contextsById = new SafeMap()
const contextsByName = new SafeMap()
const commandsById = new SafeMap()
const expressions = new SafeMap()
/** Availability that ran out of time once; it is not tried again. */
const stalled = new SafeSet()
/** Names of classes that are no longer in the source, of objects that were saved with them. */
const lostClasses = new SafeWeakMap()
let lostNames = newList()
const lose = (instance, name) => {
  lostClasses.set(instance, name)
  for (let i = 0; i < lostNames.length; i++) if (lostNames[i] === name) return
  add(lostNames, name)
}
const describeLost = () => {
  const texts = newList()
  for (let i = 0; i < lostNames.length; i++) add(texts, stringify(lostNames[i]))
  return '[' + joined(texts) + ']'
}
/** The command whose availability is being looked at: whose fault it is when time runs out. */
let evaluating = ''

const configure = (spec) => {
  contexts = spec.contexts
  for (let i = 0; i < spec.contexts.length; i++) {
    contextsById.set(spec.contexts[i].id, spec.contexts[i])
    contextsByName.set(spec.contexts[i].name, spec.contexts[i])
  }
  if (spec.fetches) defineProperty(globalThis, 'fetch', property(askWorld))
  for (let i = 0; i < spec.commands.length; i++) commandsById.set(spec.commands[i].id, spec.commands[i])
}

const classNames = (instance, visit) => {
  const lost = lostClasses.get(instance)
  if (lost !== undefined && visit(lost)) return
  for (let p = getPrototypeOf(instance), depth = 0; p && p !== ObjectPrototype && depth < 100; p = getPrototypeOf(p), depth++) {
    const own = getOwnPropertyDescriptor(p, 'constructor')
    const name = own ? ownName(own.value) : ''
    if (name !== '' && visit(name)) return
  }
}
/** '' for an object of no class. */
const classOf = (instance) => {
  let found = ''
  attempt(() => classNames(instance, (name) => { found = name; return true }))
  return found
}
const contextOf = (instance) => {
  const named = contextsByName.get(attempt(() => instance.contextName))
  if (named) return named
  let found
  attempt(() => classNames(instance, (name) => (found = contextsByName.get(name)) !== undefined))
  return found || contextsById.get(ROOT)
}
const parentOf = (instance) => parentIn(instance, contextOf(instance))
const parentIn = (instance, context) => {
  if (instance === app.root) return undefined
  const parent = attempt(() => context.hasParent ? expressions.get('parent:' + context.id)(instance, app.root) : instance.parent)
  return isObject(parent) ? parent : app.root
}

/** From the current instance outwards; the last level is always the root context. */
const levelsNow = () => {
  const levels = newList()
  const seen = new SafeSet()
  for (let at = app.current, parent; at; at = parent) {
    if (seen.has(at)) throw refuse('thrown', circleOf(levels, at))
    if (levels.length >= MAX_LEVELS) throw refuse('thrown', 'It is inside of more than ' + MAX_LEVELS + ' others: its containers do not end')
    const context = contextOf(at)
    parent = parentIn(at, context)
    seen.add(at)
    add(levels, { __proto__: null, instance: at, context, parent })
  }
  const rootContext = contextsById.get(ROOT)
  if (levels[levels.length - 1].context !== rootContext)
    add(levels, { __proto__: null, instance: app.root, context: rootContext, parent: undefined })
  return levels
}
const circleOf = (levels, again) => {
  const names = newList()
  for (let i = 0; i < levels.length; i++) {
    if (names.length === 0 && levels[i].instance !== again) continue
    if (names.length < 5) add(names, labelOf(levels[i]) || 'the root')
    else if (names.length === 5) add(names, '…')
  }
  add(names, names[0])
  return 'Its containers go round in a circle: ' + joinTexts(names, ' in ')
}

/** The text of a template that the host took apart: words as they are, paths read off the values. */
const fill = (parts, values) => {
  let text = ''
  for (let i = 0; i < parts.length; i++) {
    if (typeof parts[i] === 'string') { text += parts[i]; continue }
    let value = values
    for (let k = 0; k < parts[i].length && value !== undefined && value !== null; k++) {
      const step = parts[i][k]
      value = attempt(() => value[step])
    }
    text += wordOf(value)
  }
  return text
}
const labelOf = (level) => {
  const { context, instance } = level
  if (context.label.length > 0) return sliceText(fill(context.label, instance), 0, 200)
  return context.id === ROOT ? '' : context.name
}
const identityOf = ({ context, instance }) =>
  sliceText(context.identity.length > 0 ? fill(context.identity, instance) : wordOf(attempt(() => instance.id)), 0, 200)

const isAvailable = (id, level) => {
  const command = commandsById.get(id)
  if (!command) return false
  if (!command.conditional) return true
  const test = expressions.get('availability:' + id)
  if (test === undefined || stalled.has(id)) return false
  evaluating = id
  try {
    return test(level.instance, level.parent, app.root) ? true : false
  } catch {
    return false
  } finally {
    evaluating = ''
  }
}
const describeLevel = (level) => {
  const available = newList()
  const unavailable = newList()
  const { commands } = level.context
  for (let i = 0; i < commands.length; i++)
    add(isAvailable(commands[i], level) ? available : unavailable, stringify(commands[i]))
  return '{"context":' + stringify(level.context.id) + ',"label":' + stringify(labelOf(level)) + ',"identity":' + stringify(identityOf(level)) +
    ',"available":[' + joined(available) + '],"unavailable":[' + joined(unavailable) + ']}'
}
const describeScope = () => {
  const levels = levelsNow()
  const texts = newList()
  for (let i = 0; i < levels.length; i++) add(texts, describeLevel(levels[i]))
  return '{"levels":[' + joined(texts) + ']}'
}

const enter = (instance) => {
  if (!isObject(instance)) throw new ErrorClass('workflow.enter needs an instance, not ' + typeof instance)
  app.current = instance
}
const leave = () => { app.current = parentOf(app.current) || app.root }
const goToTop = () => { app.current = app.root }
const workflow = freeze({ enter, leave, top: goToTop, get current() { return app.current } })
`
