/** CommonJS over the files of the application and nothing else, and the classes they declare. */
export const MODULES = /* js */ `
const factories = new SafeMap()
const broken = new SafeSet()
const loaded = new SafeMap()
const classes = new SafeMap()

const ownName = (constructor) => {
  if (typeof constructor !== 'function') return ''
  const name = attempt(() => getOwnPropertyDescriptor(constructor, 'name').value)
  return typeof name === 'string' ? name : ''
}
const registerClasses = (list) => {
  for (let i = 0; i < list.length; i++) {
    const name = ownName(list[i])
    if (name !== '' && !classes.has(name)) classes.set(name, list[i])
  }
}

/** 'handlers/Order/x.ts' and '../../app/desk' give 'app/desk'; undefined when it climbs out. */
const joinPath = (from, request) => {
  const path = newList()
  const take = (text, count) => {
    const parts = splitText(text, '/')
    for (let i = 0; i < parts.length - count; i++) {
      if (parts[i] === '' || parts[i] === '.') continue
      if (parts[i] !== '..') add(path, parts[i])
      else if (path.length === 0) return false
      else path.length--
    }
    return true
  }
  if (!take(from, 1) || !take(request, 0)) return undefined
  return joinTexts(path, '/')
}
const isFile = (path) => factories.has(path) || broken.has(path)
const resolve = (from, request) => {
  if (!startsWith(request, './') && !startsWith(request, '../')) return undefined
  const path = joinPath(from, request)
  if (path === undefined || isFile(path)) return path
  if (isFile(path + '.ts')) return path + '.ts'
  if (endsWith(path, '.js') && isFile(sliceText(path, 0, -3) + '.ts')) return sliceText(path, 0, -3) + '.ts'
  return isFile(path + '/index.ts') ? path + '/index.ts' : undefined
}

const load = (path) => {
  const known = loaded.get(path)
  if (known) return known.exports
  if (broken.has(path)) throw refuse('broken-file', path + ' does not compile', path)
  const module = { exports: {} }
  const require = (request) => {
    const found = resolve(path, Text(request))
    if (found === undefined) throw refuse('unknown-import', "There is no file '" + request + "' to import in " + path, path)
    return load(found)
  }
  loaded.set(path, module)
  try {
    apply(factories.get(path), undefined, [module.exports, require, module, registerClasses])
  } catch (error) {
    loaded.delete(path)
    throw error
  }
  return module.exports
}
/** Every class has to be known before saved objects can be given theirs. */
const loadAll = () => {
  const paths = newList()
  factories.forEach((_, path) => { if (!startsWith(path, 'handlers/')) add(paths, path) })
  for (let i = 0; i < paths.length; i++) load(paths[i])
}
`
