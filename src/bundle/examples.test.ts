import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBundle } from './read-bundle.ts'
import { writeBundle } from './write-bundle.ts'

const EXAMPLES = join(import.meta.dirname, '../../public/examples')

function filesBelow(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    paths.map((path) => [
      relative(folder, path).replaceAll('\\', '/'),
      new Uint8Array(readFileSync(path)),
    ]),
  )
}

const examples = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('the examples', () => {
  it.each(examples)('%s is a bundle that leaves nothing out', (name) => {
    const { document, warnings } = readBundle(filesBelow(join(EXAMPLES, name)))
    expect(warnings).toEqual([])
    const again = readBundle(writeBundle({ document, model: null, report: null }))
    expect(again.document).toEqual(document)
  })
})
