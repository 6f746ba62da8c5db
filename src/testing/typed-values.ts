import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { PARAMETER_TYPE_DEFINITIONS } from '#engine/parameters/types/registry.ts'
import { parameterOf, type ParameterDraft } from './read-values.ts'

/** Friday, 2 January 2026. */
export const READING = { now: Date.UTC(2026, 0, 2, 12), timeZone: 'UTC' }

type Draft = ParameterDraft & { readonly name?: string }

const drafted = ({ name = 'it', ...draft }: Draft): Parameter => parameterOf(name, draft)

/** A given value as the type has it; `<code>` where it does not take it. */
export function taken(value: Json, draft: Draft): Json {
  const parameter = drafted(draft)
  const result = PARAMETER_TYPE_DEFINITIONS[parameter.type].coerce(value, parameter, READING)
  return result.ok ? result.value : `<${result.error.code}>`
}

export type Found = readonly [words: string, value: Json, strength: number]

/** What the type finds of the parameter in a message. */
export function found(text: string, draft: Draft): Found[] {
  const parameter = drafted(draft)
  return PARAMETER_TYPE_DEFINITIONS[parameter.type]
    .find(text, parameter, READING)
    .map(({ start, end, value, strength }) => [text.slice(start, end), value, strength])
}

/** Where the first of it comes from. */
export function sourceOf(text: string, draft: Draft): string | undefined {
  const parameter = drafted(draft)
  const [span] = PARAMETER_TYPE_DEFINITIONS[parameter.type].find(text, parameter, READING)
  return span?.source
}

/** Choices with their synonyms after slashes: `small/S`. */
export const choices = (...wordings: readonly string[]): Pick<Parameter, 'choices'> => ({
  choices: wordings.map((each) => {
    const [value = '', ...synonyms] = each.split('/')
    return { value, synonyms }
  }),
})
