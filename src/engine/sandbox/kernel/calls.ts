/** Running the application: its start, its handlers, its lookups. */
export const CALLS = /* js */ `
const MAX_LOG_LINES = 500
const MAX_LOOKUP_VALUES = 10000
const MAX_ANSWER = 4000000

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

let logs = newList()
const log = (...values) => {
  if (logs.length >= MAX_LOG_LINES) return
  let line = ''
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    const text = typeof value === 'string' ? value : attempt(() => stringify(value), undefined) || attempt(() => Text(value), '?')
    line += i === 0 ? text : ' ' + text
  }
  add(logs, stringify(sliceText(line, 0, 2000)))
}
defineProperty(globalThis, 'console', property({ log, info: log, warn: log, error: log, debug: log }))

const toJson = (value) => {
  let text
  try { text = stringify(value) }
  catch (error) {
    throw refuse('thrown', 'The handler returned something that is not plain data: ' + wordOf(attempt(() => error.message)))
  }
  if (text === undefined) return 'null'
  if (text.length > MAX_ANSWER) throw refuse('thrown', 'The handler returned more than 4 million characters')
  return text
}
const answer = (value) => {
  const of = (reply, output) => {
    if (reply.length > MAX_ANSWER) throw refuse('thrown', 'The reply has more than 4 million characters')
    return '{"reply":' + stringify(reply) + ',"output":' + output + ',"logs":[' + joined(logs) + ']}'
  }
  if (typeof value === 'string') return of(value, 'null')
  if (isObject(value) && typeof value.reply === 'string') {
    const { reply, ...rest } = value
    return of(reply, keys(rest).length === 0 ? 'null' : toJson(rest))
  }
  return of('', toJson(value))
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

const handle = (command, input, scope) => {
  const { handler } = command
  if (handler.kind === 'reply') return fill(handler.parts, { __proto__: null, ...input, self: scope.self, parent: scope.parent, root: scope.root })
  if (handler.kind === 'method') {
    const method = scope.self[handler.method]
    if (typeof method !== 'function')
      throw refuse('thrown', contextOf(scope.self).name + ' has no method ' + handler.method)
    return apply(method, scope.self, [input, scope])
  }
  const run = load(command.path).default
  if (typeof run !== 'function') throw refuse('thrown', command.path + ' has no default export that is a function', command.path)
  return run(input, scope)
}
const execute = ({ command: id, values, level: number }) => {
  logs = newList()
  begin(async () => {
    const command = commandFor(id)
    const { instance: self } = levelFor(command, number)
    const scope = { self, parent: parentOf(self), root: app.root, workflow, log }
    return answer(await handle(command, values, scope))
  })
}

const lookup = ({ command: id, parameter: wanted, level: number }) => {
  const { parameters } = commandFor(id)
  const level = levelsNow()[number]
  let parameter
  for (let i = 0; i < parameters.length && !parameter; i++)
    if (parameters[i].id === wanted || parameters[i].name === wanted) parameter = parameters[i]
  if (!parameter || !parameter.looksUp || !level) return '[]'
  const read = expressions.get('lookup:' + id + '/' + parameter.id)
  if (!read) throw refuse('broken-file', 'The lookup of ' + parameter.name + ' does not compile', 'lookup:' + id + '/' + parameter.id)
  return lookupValues(read(level.instance, parentOf(level.instance), app.root))
}
const lookupValues = (found) => {
  const values = newList()
  const take = (item) => {
    const value = isObject(item) ? wordOf(item.value) : wordOf(item)
    const label = isObject(item) ? wordOf(item.label) : ''
    if (value !== '') add(values, '{"value":' + stringify(value) + ',"label":' + stringify(label || value) + '}')
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
