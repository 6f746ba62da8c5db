import type ts from 'typescript'
import {
  classKey,
  type ClassModel,
  type ModelClass,
  type ModelMethod,
  type Remark,
} from '#domain/classes/class-model.ts'
import type { TypeScript } from './load-typescript.ts'
import type { ClassSource } from './source-file.ts'
import { readClass } from './ts-class.ts'
import { parseFiles, type TsFiles } from './ts-files.ts'
import { rootClass } from './ts-infer.ts'
import { hasModifier, readCallable, remarkIn } from './ts-members.ts'
import type { TypeScope } from './ts-types.ts'

/**
 * What the TypeScript of a workflow declares: its classes and the functions it exports. The source
 * is parsed, never run; what cannot be told without running is in the remarks.
 *
 * @param sources The files of the application, as the sandbox has them.
 */
export function readClasses(sources: readonly ClassSource[], ts: TypeScript): ClassModel {
  const files = parseFiles(
    ts,
    sources.filter(({ path }) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')),
  )
  const remarks: Remark[] = [...files.remarks]
  const classes: ModelClass[] = []
  const functions: ModelMethod[] = []
  for (const { path, declared } of files.parsed)
    for (const [name, node] of declared) {
      if (ts.isClassDeclaration(node)) classes.push(readClass(node, name, path, files, remarks))
      else functions.push(...exportedFunction(node, name, path, files, remarks))
    }
  return {
    language: 'typescript',
    classes,
    functions,
    root: rootClass(files),
    files: sources.map(({ path }) => path),
    broken: files.broken,
    remarks: [...remarks, ...sameNames(classes)],
  }
}

function exportedFunction(
  node: ts.Node,
  name: string,
  file: string,
  files: TsFiles,
  remarks: Remark[],
): ModelMethod[] {
  const { ts } = files
  const scope: TypeScope = { files, file, generics: new Map(), depth: 0 }
  const member = { ...scope, owner: '', remark: remarkIn(remarks, scope) }
  const isMain = file === 'app/main.ts' && name === 'start'
  if (isMain) return []
  if (ts.isFunctionDeclaration(node))
    return hasModifier(ts, node, ts.SyntaxKind.ExportKeyword)
      ? [readCallable(node, name, member)]
      : []
  if (!ts.isVariableDeclaration(node) || !node.initializer) return []
  const statement = node.parent.parent
  const isExported =
    ts.isVariableStatement(statement) && hasModifier(ts, statement, ts.SyntaxKind.ExportKeyword)
  return isExported &&
    (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer))
    ? [readCallable(node.initializer, name, member, statement)]
    : []
}

/** The state of an application finds its classes by name: two of one name are one to it. */
function sameNames(classes: readonly ModelClass[]): Remark[] {
  const first = new Map<string, ModelClass>()
  return classes.flatMap((each) => {
    const known = first.get(each.name)
    if (!known) {
      first.set(each.name, each)
      return []
    }
    return [
      {
        file: each.file,
        line: each.line,
        member: each.name,
        text: `${classKey(known)} has the same name: instances of the two cannot be told apart.`,
      },
    ]
  })
}
