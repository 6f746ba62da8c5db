import type { Remark } from '#domain/classes/class-model.ts'
import {
  childOf,
  childrenOf,
  faultyLine,
  parsePython,
  textOf,
  type PyFile,
  type PyNode,
} from './py-tree.ts'
import type { ClassSource } from './source-file.ts'

export interface PyFound {
  readonly file: PyFile
  readonly node: PyNode
}

interface ParsedPython extends PyFile {
  /** Classes, functions and the names that are given a value, at the top of the file. */
  readonly declared: ReadonlyMap<string, PyNode>
  /** Local name → the dotted module and the name in it; '' for the module itself. */
  readonly imported: ReadonlyMap<string, { readonly from: string; readonly name: string }>
}

export interface PyFiles {
  readonly parsed: readonly ParsedPython[]
  readonly remarks: readonly Remark[]
  readonly broken: readonly string[]
  resolve(path: string, name: string): PyFound | undefined
  /** What a name is called where it comes from: `clock` of `from datetime import time as clock`. */
  originalName(path: string, name: string): string
}

export function parsePythonFiles(sources: readonly ClassSource[]): PyFiles {
  const remarks: Remark[] = []
  const parsed: ParsedPython[] = []
  for (const { path, text } of sources) {
    const file = parsePython(path, text)
    const line = faultyLine(file)
    if (line === undefined) parsed.push(readNames(file))
    else remarks.push({ file: path, line, member: '', text: 'It does not parse.' })
  }
  const byPath = new Map(parsed.map((file) => [file.path, file]))
  return {
    parsed,
    remarks,
    broken: remarks.map(({ file }) => file),
    resolve: (path, name) => resolveIn(byPath, path, name.split('.'), 0),
    originalName: (path, name) => byPath.get(path)?.imported.get(name)?.name || name,
  }
}

/** A definition under its decorators. */
export const undecorated = (node: PyNode): PyNode =>
  node.name === 'DecoratedStatement'
    ? (childOf(node, 'ClassDefinition') ?? childOf(node, 'FunctionDefinition') ?? node)
    : node

function readNames(file: PyFile): ParsedPython {
  const declared = new Map<string, PyNode>()
  const imported = new Map<string, { from: string; name: string }>()
  for (const statement of childrenOf(file.top)) {
    if (statement.name === 'ImportStatement') readImport(file, statement, imported)
    const node = undecorated(statement)
    const name = childOf(node, 'VariableName')
    const names = ['ClassDefinition', 'FunctionDefinition', 'AssignStatement']
    if (name && names.includes(node.name)) declared.set(textOf(file, name), node)
  }
  return { ...file, declared, imported }
}

/** `from .a.b import c as d`, `import a.b as c`. */
function readImport(
  file: PyFile,
  statement: PyNode,
  imported: Map<string, { from: string; name: string }>,
): void {
  const text = textOf(file, statement)
    .replace(/[()\\]/g, ' ')
    .replace(/#.*$/gm, '')
  const from = /^from\s+([.\w\s]*?)\s+import\s+([\s\S]+)$/.exec(text)
  const list = from?.[2] ?? text.replace(/^import\s+/, '')
  for (const each of list.split(',')) {
    const [, name = '', alias] = /^\s*([\w.*]+)(?:\s+as\s+(\w+))?\s*$/.exec(each) ?? []
    if (name === '') continue
    if (from) imported.set(alias ?? name, { from: from[1]?.replace(/\s/g, '') ?? '', name })
    else imported.set(alias ?? name, { from: name, name: '' })
  }
}

const MAX_HOPS = 16

function resolveIn(
  byPath: ReadonlyMap<string, ParsedPython>,
  path: string,
  [first = '', ...rest]: readonly string[],
  hops: number,
): PyFound | undefined {
  const file = byPath.get(path)
  if (!file || hops > MAX_HOPS) return undefined
  const node = file.declared.get(first)
  if (node) return rest.length === 0 ? { file, node } : undefined
  const source =
    file.imported.get(first) ?? file.imported.get([first, ...rest.slice(0, -1)].join('.'))
  if (!source) return undefined
  if (source.name === '') {
    const module = modulePath(byPath, path, source.from)
    const last = rest.at(-1)
    return module === undefined || last === undefined
      ? undefined
      : resolveIn(byPath, module, [last], hops + 1)
  }
  const inside = modulePath(
    byPath,
    path,
    `${source.from}${source.from.endsWith('.') ? '' : '.'}${source.name}`,
  )
  if (inside !== undefined && rest.length > 0) return resolveIn(byPath, inside, rest, hops + 1)
  const module = modulePath(byPath, path, source.from)
  return module === undefined
    ? undefined
    : resolveIn(byPath, module, [source.name, ...rest], hops + 1)
}

/** Dots in front count folders from here; else the module lies in a folder that was read. */
function modulePath(
  byPath: ReadonlyMap<string, unknown>,
  from: string,
  module: string,
): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0
  const steps = module
    .slice(dots)
    .split('.')
    .filter((step) => step !== '')
  const folder = from.split('/').slice(0, -1)
  if (dots > 0) {
    const base = folder.slice(0, folder.length - (dots - 1))
    return fileOf(byPath, [...base, ...steps].join('/'))
  }
  // What stands on Python's path is not told: the file's folder, and each one around it.
  for (let depth = folder.length; depth >= 0; depth--) {
    const found = fileOf(byPath, [...folder.slice(0, depth), ...steps].join('/'))
    if (found !== undefined) return found
  }
  return undefined
}

const fileOf = (byPath: ReadonlyMap<string, unknown>, path: string): string | undefined =>
  [`${path}.py`, `${path}/__init__.py`].find((candidate) => byPath.has(candidate))
