import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { recordsOf } from '#domain/queries.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { GALLERY, readExample } from './read-example.ts'

/** What the sandbox runs: ES2023 without a DOM, types that can be erased. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
}

const entries = await readdir(GALLERY, { withFileTypes: true })
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)

it.each(folders)('%s is sound TypeScript, strictly read', async (folder) => {
  const app = join(GALLERY, folder, 'app')
  const files = (await readdir(app)).map((name) => join(app, name))

  const program = ts.createProgram(files, OPTIONS)
  const faults = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${JSON.stringify(messageText)}`)

  expect(faults).toEqual([])
})

it.each(folders)('%s has handlers that parse, and import what is there', async (folder) => {
  const document = await readExample(folder)
  const paths = new Set(recordsOf(document, 'source-file').map(({ path }) => path))

  for (const { handler, qualifiedName } of appSpec(document).commands) {
    if (handler.kind !== 'code') continue
    const { diagnostics = [] } = ts.transpileModule(handler.source, {
      compilerOptions: OPTIONS,
      reportDiagnostics: true,
    })
    expect(diagnostics, qualifiedName).toEqual([])
    for (const { fileName } of ts.preProcessFile(handler.source).importedFiles)
      if (fileName !== './$types') expect(paths).toContain(`${fileName.replace('../../', '')}.ts`)
  }
})

it.each(folders)('%s calls only methods that its instances have', async (folder) => {
  const document = await readExample(folder)
  const source = recordsOf(document, 'source-file')
    .map(({ text }) => text)
    .join('\n')

  for (const { handler, name } of recordsOf(document, 'command'))
    if (handler.kind === 'method')
      expect(source, name).toMatch(new RegExp(`^ {2}${handler.method}\\(`, 'm'))
})
