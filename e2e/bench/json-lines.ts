import { readFile } from 'node:fs/promises'
import type { z } from 'zod'

/** Reads JSON Lines of one form. Throws with the line's number where one is of another. */
export async function readJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const row = schema.safeParse(JSON.parse(line))
    if (row.success) return [row.data]
    throw new Error(`${path}:${index + 1} is not as expected: ${row.error.issues[0]?.message}`)
  })
}
