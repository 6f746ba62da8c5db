import { z } from 'zod'
import type { BundleFiles } from '#bundle/contract.ts'
import { AppError } from '#shared/app-error.ts'
import type { ExampleSummary } from './workspace.ts'

const summarySchema = z.array(
  z.object({
    folder: z.string(),
    name: z.string(),
    description: z.string(),
    contexts: z.number(),
    commands: z.number(),
    utterances: z.number(),
  }),
)
const manifestSchema = z.object({ files: z.array(z.string()) })

/** The examples that ship with the studio: each a bundle, unzipped, in `public/examples/`. */
export function exampleFiles(base: string): {
  list(): Promise<readonly ExampleSummary[]>
  files(folder: string): Promise<BundleFiles>
} {
  const get = async (path: string): Promise<Uint8Array> => {
    try {
      const response = await fetch(`${base}examples/${path}`)
      if (!response.ok) throw new Error(`${path}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    } catch (cause) {
      throw new AppError('examples/unreachable', 'An example could not be fetched', { cause })
    }
  }
  const parse = <T>(schema: z.ZodType<T>, bytes: Uint8Array): T =>
    schema.parse(JSON.parse(new TextDecoder().decode(bytes)))

  return {
    list: async () => parse(summarySchema, await get('index.json')),

    async files(folder) {
      const manifest = await get(`${folder}/manifest.json`)
      const { files } = parse(manifestSchema, manifest)
      const others = files.filter((path) => path !== 'manifest.json')
      const contents = await Promise.all(
        others.map(async (path) => [path, await get(`${folder}/${path}`)] as const),
      )
      return new Map([['manifest.json', manifest], ...contents])
    },
  }
}
