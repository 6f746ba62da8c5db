import type ts from 'typescript'
import type { Remark } from '#domain/classes/class-model.ts'
import type { TypeScript } from './load-typescript.ts'
import type { ClassSource } from './source-file.ts'

/** What a name of a file can stand for. */
export type Declaration =
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration
  | ts.FunctionDeclaration
  | ts.VariableDeclaration

export interface Found {
  readonly file: string
  readonly node: Declaration
}

/** `export default class` needs no name. */
export const className = ({ name }: ts.ClassDeclaration): string => name?.text ?? 'default'

interface ParsedFile {
  readonly path: string
  readonly source: ts.SourceFile
  readonly declared: ReadonlyMap<string, Declaration>
  /** Local name → where it comes from; `*` as the name is the whole module. */
  readonly imported: ReadonlyMap<string, { readonly from: string; readonly name: string }>
  readonly exported: ReadonlyMap<string, { readonly from: string | null; readonly name: string }>
  readonly exportsAllOf: readonly string[]
}

/** The files of an application that parse, and what each name in each of them stands for. */
export interface TsFiles {
  readonly ts: TypeScript
  readonly parsed: readonly ParsedFile[]
  readonly remarks: readonly Remark[]
  readonly broken: readonly string[]
  lineOf(node: ts.Node): number
  /** What a name that is used in a file was declared as; dots walk into modules. */
  resolve(file: string, name: string): Found | undefined
}

export function parseFiles(ts: TypeScript, sources: readonly ClassSource[]): TsFiles {
  const remarks: Remark[] = []
  const parsed: ParsedFile[] = []
  for (const { path, text } of sources) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
    const fault = faultOf(ts, source)
    if (fault) remarks.push(fault)
    else parsed.push(readFile(ts, source))
  }
  const byPath = new Map(parsed.map((file) => [file.path, file]))
  const paths = new Set(sources.map(({ path }) => path))
  return {
    ts,
    parsed,
    remarks,
    broken: remarks.map(({ file }) => file),
    lineOf: (node) => {
      const source = node.getSourceFile()
      return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
    },
    resolve: (file, name) => {
      const [first = '', ...rest] = name.split('.')
      return resolveIn({ byPath, paths }, file, first, rest, 0)
    },
  }
}

/** The parser mends what it cannot read; what it mended is not what the person wrote. */
function faultOf(ts: TypeScript, source: ts.SourceFile): Remark | undefined {
  const { parseDiagnostics = [] } = source as {
    parseDiagnostics?: readonly ts.DiagnosticWithLocation[]
  }
  const [first] = parseDiagnostics
  if (!first) return undefined
  const { line } = source.getLineAndCharacterOfPosition(first.start)
  return {
    file: source.fileName,
    line: line + 1,
    member: '',
    text: `It does not parse: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`,
  }
}

function readFile(ts: TypeScript, source: ts.SourceFile): ParsedFile {
  const declared = new Map<string, Declaration>()
  const imported = new Map<string, { from: string; name: string }>()
  const exported = new Map<string, { from: string | null; name: string }>()
  const exportsAllOf: string[] = []
  for (const statement of source.statements) {
    for (const [name, node] of declarationsOf(ts, statement)) {
      // The first of several is the one with the body of a class, or the first overload.
      if (!declared.has(name)) declared.set(name, node)
      if (isDefaultExport(ts, node)) exported.set('default', { from: null, name })
    }
    if (ts.isImportDeclaration(statement)) readImport(ts, statement, imported)
    if (ts.isExportDeclaration(statement)) readExport(ts, statement, exported, exportsAllOf)
    if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression))
      exported.set('default', { from: null, name: statement.expression.text })
  }
  return { path: source.fileName, source, declared, imported, exported, exportsAllOf }
}

function declarationsOf(ts: TypeScript, statement: ts.Statement): [string, Declaration][] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((each): [string, Declaration][] =>
      ts.isIdentifier(each.name) ? [[each.name.text, each]] : [],
    )
  if (
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  )
    return [[statement.name?.text ?? 'default', statement]]
  return []
}

function isDefaultExport(ts: TypeScript, node: Declaration): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  )
}

function readImport(
  ts: TypeScript,
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  imported: Map<string, { from: string; name: string }>,
): void {
  if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return
  const from = moduleSpecifier.text
  if (importClause.name) imported.set(importClause.name.text, { from, name: 'default' })
  const bindings = importClause.namedBindings
  if (bindings && ts.isNamespaceImport(bindings))
    imported.set(bindings.name.text, { from, name: '*' })
  if (bindings && ts.isNamedImports(bindings))
    for (const { name, propertyName } of bindings.elements)
      imported.set(name.text, { from, name: (propertyName ?? name).text })
}

function readExport(
  ts: TypeScript,
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  exported: Map<string, { from: string | null; name: string }>,
  exportsAllOf: string[],
): void {
  const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null
  if (!exportClause) {
    if (from !== null) exportsAllOf.push(from)
    return
  }
  if (ts.isNamedExports(exportClause))
    for (const { name, propertyName } of exportClause.elements)
      exported.set(name.text, { from, name: (propertyName ?? name).text })
}

interface Modules {
  readonly byPath: ReadonlyMap<string, ParsedFile>
  readonly paths: ReadonlySet<string>
}

/** Longer chains of re-exports are cycles. */
const MAX_HOPS = 16

function resolveIn(
  modules: Modules,
  path: string,
  name: string,
  rest: readonly string[],
  hops: number,
): Found | undefined {
  const file = modules.byPath.get(path)
  if (!file || hops > MAX_HOPS) return undefined
  const node = file.declared.get(name)
  if (node) return rest.length === 0 ? { file: path, node } : undefined
  const source = file.imported.get(name)
  const target = source && modulePath(modules.paths, path, source.from)
  if (!source || target === undefined) return undefined
  if (source.name !== '*') return resolveExport(modules, target, source.name, rest, hops + 1)
  const [next, ...further] = rest
  return next === undefined ? undefined : resolveExport(modules, target, next, further, hops + 1)
}

function resolveExport(
  modules: Modules,
  path: string,
  name: string,
  rest: readonly string[],
  hops: number,
): Found | undefined {
  const file = modules.byPath.get(path)
  if (!file || hops > MAX_HOPS) return undefined
  const own = file.exported.get(name)
  if (own && own.from === null) return resolveIn(modules, path, own.name, rest, hops + 1)
  if (own?.from) {
    const target = modulePath(modules.paths, path, own.from)
    return target === undefined
      ? undefined
      : resolveExport(modules, target, own.name, rest, hops + 1)
  }
  if (file.declared.has(name)) return resolveIn(modules, path, name, rest, hops + 1)
  for (const from of file.exportsAllOf) {
    const target = modulePath(modules.paths, path, from)
    const found = target && resolveExport(modules, target, name, rest, hops + 1)
    if (found) return found
  }
  return undefined
}

/** As the sandbox finds modules: relative, with or without `.ts`, or the `index.ts` of a folder. */
function modulePath(paths: ReadonlySet<string>, from: string, request: string): string | undefined {
  if (!/^\.\.?\//.test(request)) return undefined
  const steps = from.split('/').slice(0, -1)
  for (const step of request.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined
    } else if (step !== '.' && step !== '') steps.push(step)
  }
  const path = steps.join('/')
  return [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}/index.ts`].find((candidate) =>
    paths.has(candidate),
  )
}
