/**
 * How a handler asks the world. No function of the host is in here: what is asked is put on a list,
 * which the host reads when the engine has nothing left to run, and is answered by another call.
 */
export const WORLD = /* js */ `
const MAX_REQUESTS = 20
const MAX_BODY = 1000000
/** Why nothing may be asked; '' while a handler runs that may. */
const ONLY_HANDLERS = 'Only the handler of a command may ask anything of the world'
let worldClosed = ONLY_HANDLERS
let asked = 0
let waiting = newList()
let unsent = newList()
const openWorld = (closed) => {
  worldClosed = closed
  asked = 0
  waiting = newList()
  unsent = newList()
}
const closeWorld = () => openWorld(ONLY_HANDLERS)
const takeRequests = () => {
  const taken = unsent
  unsent = newList()
  return taken
}

const textFor = (value, what) => {
  if (value === undefined || value === null) return 'null'
  if (typeof value !== 'string') throw new ErrorClass(what + ' of a request is a text: JSON.stringify it')
  if (value.length > MAX_BODY) throw refuse('not-allowed', what + ' of a request has more than 1 million characters')
  return stringify(value)
}
const headersFor = (headers) => {
  if (headers === undefined || headers === null) return '{}'
  const texts = newList()
  const names = keys(headers)
  for (let i = 0; i < names.length && i < 100; i++)
    add(texts, stringify(names[i]) + ':' + stringify(sliceText(Text(headers[names[i]]), 0, 8000)))
  return '{' + joined(texts) + '}'
}
const request = (url, options) => {
  if (worldClosed !== '') throw refuse('not-allowed', worldClosed)
  if (asked >= MAX_REQUESTS) throw refuse('not-allowed', 'A command may ask the world ' + MAX_REQUESTS + ' times at most')
  const { method, headers, body } = options === undefined || options === null ? create(null) : options
  const text = '{"number":' + (asked + 1) + ',"url":' + stringify(sliceText(Text(url), 0, 8000)) +
    ',"method":' + stringify(method === undefined ? 'GET' : upperText(sliceText(Text(method), 0, 20))) +
    ',"headers":' + headersFor(headers) + ',"body":' + textFor(body, 'The body') + '}'
  asked++
  return text
}
/** What handlers know as fetch: the part of it that text can carry. */
const askWorld = (url, options) => new PromiseClass((resolve, reject) => {
  const text = request(url, options)
  add(waiting, { __proto__: null, resolve, reject })
  add(unsent, text)
})
const responseOf = ({ url, status, statusText, headers, body }) => {
  const known = new SafeMap()
  const names = keys(headers)
  for (let i = 0; i < names.length; i++) known.set(lowerText(names[i]), headers[names[i]])
  const find = (name) => known.get(lowerText(Text(name)))
  return freeze({
    url, status, statusText, ok: status >= 200 && status < 300,
    headers: freeze({ get: (name) => { const found = find(name); return found === undefined ? null : found }, has: (name) => find(name) !== undefined }),
    text: async () => body,
    json: async () => parse(body),
  })
}
/** Answers come in the order of the questions: however fast each was, a run can be repeated. */
const settle = (answers) => {
  for (let i = 0; i < answers.length; i++) {
    const { number, response, refused, failed } = answers[i]
    const one = waiting[number - 1]
    if (!one) continue
    waiting[number - 1] = undefined
    if (response) one.resolve(responseOf(response))
    else one.reject(refused ? refuse('not-allowed', refused) : new ErrorClass(failed))
  }
}
`
