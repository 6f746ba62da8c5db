import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBundle, readManifest } from '#bundle/read-bundle.ts'
import type { Document } from '#domain/document.ts'

/** Where the gallery lies: one unzipped bundle a folder, and `index.json`. */
export const GALLERY = 'public/examples'

/** The document of an example, read from its folder just as a bundle is from its zip. */
export async function readExample(folder: string): Promise<Document> {
  const bytesOf = async (path: string): Promise<Uint8Array> =>
    new Uint8Array(await readFile(join(GALLERY, folder, path)))
  const manifest = await bytesOf('manifest.json')
  const files = await Promise.all(
    readManifest(manifest).files.map(async (path) => [path, await bytesOf(path)] as const),
  )
  return readBundle(new Map([['manifest.json', manifest], ...files])).document
}
