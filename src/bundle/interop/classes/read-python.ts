import type { ClassModel, ModelClass, ModelMethod, Remark } from '#domain/classes/class-model.ts'
import { readPyClass, readPyFunction, type PyMemberScope } from './py-class.ts'
import { parsePythonFiles } from './py-files.ts'
import { enumChoices } from './py-types.ts'
import type { ClassSource } from './source-file.ts'

/**
 * What a folder of Python declares: its classes and the functions at the top of its modules. It is
 * parsed, never run. Nothing of it can run here either: commands made of it are stubs.
 */
export function readPythonClasses(sources: readonly ClassSource[]): ClassModel {
  const files = parsePythonFiles(sources.filter(({ path }) => path.endsWith('.py')))
  const remarks: Remark[] = [...files.remarks]
  const classes: ModelClass[] = []
  const functions: ModelMethod[] = []
  for (const file of files.parsed) {
    const scope: PyMemberScope = { files, file, depth: 0, owner: '', remarks }
    for (const [name, node] of file.declared) {
      if (name.startsWith('_')) continue
      if (node.name === 'ClassDefinition' && !enumChoices(file, node))
        classes.push(readPyClass(node, name, { ...scope, owner: name }))
      if (node.name === 'FunctionDefinition')
        functions.push(readPyFunction(node, name, scope, false, false))
    }
  }
  return {
    language: 'python',
    classes,
    functions,
    root: null,
    files: sources.map(({ path }) => path),
    broken: files.broken,
    remarks,
  }
}
