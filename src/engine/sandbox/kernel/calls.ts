/** Running the application: its start, its handlers and what takes them back, its checks and lookups. */
export const CALLS = /* js */ `
const MAX_LOOKUP_VALUES = 10000
const MAX_LOOKUP_TEXT = 1000

/** What is under way; its outcome is known once the jobs of the engine have run. */
let underWay = { __proto__: null, outcome: undefined }
const begin = (work) => {
  const mine = { __proto__: null, outcome: undefined }
  underWay = mine
  const run = async () => {
    try { mine.outcome = '{"ok":true,"value":' + await work() + '}' }
    catch (error) { mine.outcome = '{"ok":false,"error":' + describeError(error) + '}' }
  }
  run()
}
/** How far it is: its outcome or null, and what it asks of the world meanwhile. */
const progress = () => {
  const requests = takeRequests()
  if (underWay.outcome !== undefined && requests.length === 0) closeWorld()
  return '{"outcome":' + (underWay.outcome === undefined ? 'null' : underWay.outcome) + ',"requests":[' + joined(requests) + ']}'
}

const start = () => begin(async () => {
  const main = isFile('app/main.ts') ? load('app/main.ts') : {}
  const root = typeof main.start === 'function' ? await main.start() : {}
  if (!isObject(root)) throw refuse('thrown', 'start() in app/main.ts returned no object', 'app/main.ts')
  app.root = root
  app.current = root
  return 'null'
})

const isOffered = (id, context) => {
  for (let i = 0; i < context.commands.length; i++) if (context.commands[i] === id) return true
  return false
}
const levelFor = (command, number) => {
  const level = levelsNow()[number]
  if (!level) throw refuse('thrown', 'There is no level ' + number + ' where the person is now')
  if (!isOffered(command.id, level.context))
    throw refuse('thrown', command.qualifiedName + ' is not a command of ' + level.context.name)
  if (!isAvailable(command.id, level)) throw refuse('thrown', command.qualifiedName + ' is not available here now')
  return level
}
const commandFor = (id) => {
  const command = commandsById.get(id)
  if (!command) throw refuse('thrown', 'There is no command ' + id)
  return command
}

const scopeOf = (self, more) => ({ self, parent: parentOf(self), root: app.root, workflow, log, fetch: askWorld, ...more })
const positionalOf = (command, input) => {
  const values = newList()
  for (let i = 0; i < command.parameters.length; i++) add(values, input[command.parameters[i].name])
  return values
}
const callMethod = (command, { method: name, positional }, input, scope) => {
  const method = scope.self[name]
  if (typeof method !== 'function') throw refuse('thrown', contextOf(scope.self).name + ' has no method ' + name)
  return apply(method, scope.self, positional ? positionalOf(command, input) : [input, scope])
}
const callModule = (path, input, scope) => {
  const run = load(path).default
  if (typeof run !== 'function') throw refuse('thrown', path + ' has no default export that is a function', path)
  return run(input, scope)
}
const useProperty = (command, { property: name, access }, input, { self }) => {
  if (access === 'get') return self[name]
  if (command.parameters.length !== 1)
    throw refuse('thrown', command.qualifiedName + ' writes ' + name + ': it needs one parameter, and has ' + command.parameters.length)
  self[name] = input[command.parameters[0].name]
  return undefined
}
/** What to write down of a handler's work, as text. */
const handle = async (command, input, scope) => {
  const { handler } = command
  switch (handler.kind) {
    case 'reply':
      return answerOf(fill(handler.parts, { __proto__: null, ...input, self: scope.self, parent: scope.parent, root: scope.root }), 'null')
    case 'property':
      return sayingAnswer(useProperty(command, handler, input, scope))
    case 'stub':
      throw refuse('thrown', command.qualifiedName + ' is still to be written' + (handler.note === '' ? '' : ': ' + handler.note))
    case 'method': {
      const value = await callMethod(command, handler, input, scope)
      return handler.positional ? sayingAnswer(value) : answer(value)
    }
    default:
      return answer(await callModule(command.path, input, scope))
  }
}
const execute = ({ command: id, values, level: number, ticket, closed }) => {
  logs = newList()
  begin(async () => {
    const command = commandFor(id)
    const { instance: self } = levelFor(command, number)
    const scope = scopeOf(self)
    // Not before: what says where one is and what is available has no business outside.
    openWorld(closed)
    const isKept = ticket !== '' && command.undo
    const input = isKept ? stringify(values) : ''
    const result = await handle(command, values, scope)
    if (isKept) keepTicket({ __proto__: null, ticket, command: id, self, input, output: stringify(parse(result).output) })
    return result
  })
}

const parameterOf = (parameters, wanted) => {
  for (let i = 0; i < parameters.length; i++)
    if (parameters[i].id === wanted || parameters[i].name === wanted) return parameters[i]
}

const lookup = ({ command: id, parameter: wanted, level: number }) => {
  const { parameters, fields } = commandFor(id)
  const level = levelsNow()[number]
  const parameter = parameterOf(parameters, wanted) || parameterOf(fields, wanted)
  if (!parameter || !parameter.looksUp || !level) return '[]'
  const read = expressions.get('lookup:' + id + '/' + parameter.id)
  if (!read) throw refuse('broken-file', 'The lookup of ' + parameter.name + ' does not compile', 'lookup:' + id + '/' + parameter.id)
  return lookupValues(read(level.instance, level.parent, app.root))
}
const lookupValues = (found) => {
  const values = newList()
  const take = (item) => {
    const value = isObject(item) ? wordOf(item.value) : wordOf(item)
    const label = isObject(item) ? wordOf(item.label) : ''
    // A value cut short would be another value; a label is only shown.
    if (value === '' || value.length > MAX_LOOKUP_TEXT) return
    add(values, '{"value":' + stringify(value) + ',"label":' + stringify(sliceText(label || value, 0, MAX_LOOKUP_TEXT)) + '}')
  }
  if (isArray(found)) for (let i = 0; i < found.length && values.length < MAX_LOOKUP_VALUES; i++) take(found[i])
  else if (isObject(found))
    for (const item of found) {
      if (values.length >= MAX_LOOKUP_VALUES) break
      take(item)
    }
  return '[' + joined(values) + ']'
}
`
