import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { zipSync } from 'fflate'

export type Files = Record<string, Uint8Array>

/** The files of an example, as an exported bundle has them. */
export async function exampleFiles(name: string): Promise<Files> {
  const folder = join('public', 'examples', name)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Files = {}
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path).replaceAll('\\', '/')] = await readFile(path)
  }
  return files
}

type JsonObject = Record<string, unknown>

/** The same files with one JSON file changed. */
export function withJson(files: Files, path: string, change: (json: JsonObject) => void): Files {
  const json = JSON.parse(new TextDecoder().decode(files[path])) as JsonObject
  change(json)
  return { ...files, [path]: new TextEncoder().encode(JSON.stringify(json)) }
}

/** The example with every handler of the named command replaced by code. */
export async function exampleWithHandler(
  name: string,
  command: string,
  source: string,
): Promise<Uint8Array> {
  const files = withJson(await exampleFiles(name), 'workflow.json', ({ commands }) => {
    const found = (commands as JsonObject[]).find((each) => each['name'] === command)
    if (!found) throw new Error(`${name} has no command ${command}`)
    found['handler'] = { kind: 'code', source }
  })
  return zipSync(files)
}
