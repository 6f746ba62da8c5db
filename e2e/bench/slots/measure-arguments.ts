import { extract } from '#engine/parameters/extract.ts'
import { readFunctionCases } from './function-data.ts'
import { isEqual, isLiteral } from './literal.ts'

export interface ArgumentScores {
  readonly literal: number
  readonly right: number
  /** By the type of the parameter: right of how many. */
  readonly byType: ReadonlyMap<string, readonly [right: number, literal: number]>
}

/**
 * Reads the arguments of each call from its message, the function being given. Nothing is trained:
 * there are names, descriptions, types and choices alone.
 */
export async function measureArguments(path: string): Promise<ArgumentScores> {
  const byType = new Map<string, [number, number]>()
  for (const { text, command, accepted } of await readFunctionCases(path)) {
    const { values } = extract({
      command,
      parameters: command.parameters,
      text,
      given: null,
      utterances: [],
      now: Date.UTC(2026, 0, 1),
      existing: new Map(),
    })
    for (const { id, type } of command.parameters) {
      const wanted = accepted.get(id) ?? []
      if (!wanted.some((value) => isLiteral(value, text))) continue
      const found = values.find(
        ({ parameter, source }) => parameter.id === id && source !== 'default',
      )
      const isRight = found
        ? wanted.some((value) => isEqual(value, found.value))
        : wanted.includes('')
      const counts = byType.get(type) ?? [0, 0]
      byType.set(type, [counts[0] + (isRight ? 1 : 0), counts[1] + 1])
    }
  }
  const all = [...byType.values()]
  return {
    right: all.reduce((sum, [right]) => sum + right, 0),
    literal: all.reduce((sum, [, literal]) => sum + literal, 0),
    byType,
  }
}
