/** What a handler gave, as the text that leaves the sandbox. */
export const ANSWERS = /* js */ `
const MAX_LOG_LINES = 500
const MAX_ANSWER = 4000000

let logs = newList()
const log = (...values) => {
  if (logs.length >= MAX_LOG_LINES) return
  let line = ''
  for (let i = 0; i < values.length && line.length < 2000; i++) {
    const value = values[i]
    const text = typeof value === 'string' ? value : attempt(() => stringify(value), undefined) || attempt(() => Text(value), '?')
    line += (i === 0 ? '' : ' ') + sliceText(text, 0, 2000)
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
const answerOf = (reply, output) => {
  if (reply.length > MAX_ANSWER) throw refuse('thrown', 'The reply has more than 4 million characters')
  return '{"reply":' + stringify(reply) + ',"output":' + output + ',"logs":[' + joined(logs) + ']}'
}
const answer = (value) => {
  if (typeof value === 'string') return answerOf(value, 'null')
  if (isObject(value)) {
    const reply = value.reply
    if (typeof reply === 'string') {
      const { reply: _, ...rest } = value
      return answerOf(reply, keys(rest).length === 0 ? 'null' : toJson(rest))
    }
  }
  return answerOf('', toJson(value))
}

const isInstance = (value) => isObject(value) && (value === app.root || contextOf(value).id !== ROOT)
/**
 * A value of a class that knows nothing of conversations, as people say it and as data: instances go
 * by their labels, which also keeps one that knows its container from dragging all of it along.
 */
const sayings = (value, depth) => {
  const family = isObject(value) && depth < 4 ? familyOf(value) : undefined
  if (isInstance(value)) {
    const level = { __proto__: null, instance: value, context: contextOf(value) }
    const text = labelOf(level)
    return { __proto__: null, text, json: '{"context":' + stringify(level.context.name) + ',"label":' + stringify(text) + ',"identity":' + stringify(identityOf(level)) + '}' }
  }
  const isList = family !== undefined && isArray(value)
  const kind = isList ? 'array' : family !== undefined && family.isNative ? nativeKind(value) : 'object'
  if (isList || kind === 'set' || kind === 'map') {
    const texts = newList()
    const jsons = newList()
    const take = (item) => {
      const said = sayings(item, depth + 1)
      add(texts, said.text)
      add(jsons, said.json)
    }
    if (isList) for (let i = 0; i < value.length; i++) take(value[i])
    else if (kind === 'set') setForEach(value, take)
    else mapForEach(value, take)
    return { __proto__: null, text: joinTexts(texts, ', '), json: '[' + joined(jsons) + ']' }
  }
  if (typeof value === 'bigint') return { __proto__: null, text: Text(value), json: stringify(Text(value)) }
  const json = toJson(value)
  return { __proto__: null, text: kind === 'date' ? attempt(() => parse(json), '') || '' : wordOf(value), json }
}
const sayingAnswer = (value) => {
  if (isObject(value) && !isInstance(value) && typeof attempt(() => value.reply) === 'string') return answer(value)
  const { text, json } = sayings(value, 0)
  return answerOf(text, json)
}
`
