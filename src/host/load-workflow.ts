import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BundleContents, BundleFiles } from '#bundle/contract.ts'
import { readBundle, readManifest } from '#bundle/read-bundle.ts'
import { unzipBundle } from '#bundle/zip.ts'

const EXAMPLES = join(import.meta.dirname, '../../public/examples')

/**
 * A workflow by what a person has of it: a bundle (.zip), a bundle's folder, a `workflow.json`
 * alone, or the name of an example. Throws `bundle/*` for what is none, and plain errors of the
 * file system.
 */
export async function loadWorkflow(reference: string): Promise<BundleContents> {
  const folder = await exampleFolder(reference)
  if (folder) return readBundle(await filesOf(folder))
  const info = await stat(reference)
  if (info.isDirectory()) return readBundle(await filesOf(reference))
  const bytes = new Uint8Array(await readFile(reference))
  return readBundle(reference.endsWith('.json') ? alone(bytes) : unzipBundle(bytes))
}

/** Examples go by folder or by title: `retail-desk`, `Retail desk`. */
async function exampleFolder(reference: string): Promise<string | null> {
  const wanted = reference.trim().toLowerCase().replaceAll(' ', '-')
  const folders = await readdir(EXAMPLES, { withFileTypes: true })
  const found = folders.find((entry) => entry.isDirectory() && entry.name === wanted)
  return found ? join(EXAMPLES, found.name) : null
}

async function filesOf(folder: string): Promise<BundleFiles> {
  const bytesOf = async (path: string) => new Uint8Array(await readFile(join(folder, path)))
  const manifest = await bytesOf('manifest.json')
  // The manifest's paths were checked by `readManifest`: none leads out of the folder.
  const files = await Promise.all(
    readManifest(manifest).files.map(async (path) => [path, await bytesOf(path)] as const),
  )
  return new Map([['manifest.json', manifest], ...files])
}

/** A definition without utterances and source: enough to be checked. */
function alone(bytes: Uint8Array): BundleFiles {
  const manifest = { format: 1, app: 'espalier', name: 'workflow', files: ['workflow.json'] }
  return new Map([
    ['manifest.json', new TextEncoder().encode(JSON.stringify(manifest))],
    ['workflow.json', withoutSource(bytes)],
  ])
}

/** The files a definition names lie beside it in a bundle, and not here. */
function withoutSource(bytes: Uint8Array): Uint8Array {
  try {
    const definition = JSON.parse(new TextDecoder().decode(bytes)) as object
    return new TextEncoder().encode(JSON.stringify({ ...definition, files: [] }))
  } catch {
    // No JSON: `readBundle` says so in its own words.
    return bytes
  }
}
