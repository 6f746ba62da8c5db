/** The check of a command's values together. */
export const VALIDATION = /* js */ `
const MAX_PROBLEMS = 50
const problemOf = (parameter, text) =>
  '{"parameter":' + (parameter === null ? 'null' : stringify(parameter)) + ',"text":' + stringify(sliceText(text, 0, 1000)) + '}'
/** A parameter, or what may be a part of one by its path: \`address.zip\`. */
const hasParameter = (command, name) => {
  for (let i = 0; i < command.parameters.length; i++) {
    const own = command.parameters[i].name
    if (own === name || sliceText(name, 0, own.length + 1) === own + '.') return true
  }
  return false
}
/** A sentence, \`{ parameter: sentence }\`, a list of these, or nothing. Anything else is a slip of the author's. */
const addProblems = (command, found, problems, isInList) => {
  if (found === undefined || found === null || found === false || found === '') return
  if (typeof found === 'string') {
    if (problems.length < MAX_PROBLEMS) add(problems, problemOf(null, found))
    return
  }
  if (isArray(found) && !isInList) {
    for (let i = 0; i < found.length && problems.length < MAX_PROBLEMS; i++) addProblems(command, found[i], problems, true)
    return
  }
  if (!isObject(found) || isArray(found) || typeof found === 'function' || familyOf(found).isUnsavable)
    throw new ErrorClass('it gave neither a sentence, nor { parameter: sentence }, nor nothing')
  const names = keys(found)
  for (let i = 0; i < names.length && problems.length < MAX_PROBLEMS; i++) {
    const text = wordOf(found[names[i]])
    if (text !== '' && text !== 'false') add(problems, problemOf(hasParameter(command, names[i]) ? names[i] : null, text))
  }
}
const validate = ({ command: id, values, level: number }) => {
  const command = commandFor(id)
  const { instance, parent } = levelFor(command, number)
  if (!command.validates) return '[]'
  const key = 'validation:' + id
  const test = expressions.get(key)
  const name = 'validation of ' + command.qualifiedName
  if (!test) throw refuse('broken-file', 'The ' + name + ' does not compile', key)
  const problems = newList()
  try { addProblems(command, test(values, instance, parent, app.root), problems, false) }
  catch (error) {
    throw refuse('thrown', 'The ' + name + ' failed: ' + wordOf(attempt(() => isObject(error) ? error.message : Text(error))), name)
  }
  return '[' + joined(problems) + ']'
}
`
