import type { CommandRecord, Document } from './document.ts'
import { COMMAND_NAME, titleOf } from './names.ts'
import { isOfFields, type Choice, type Parameter } from './parameter.ts'
import type { Problem } from './problem.ts'
import { recordById } from './queries.ts'

/** What is wrong with the parameters of a command and, at any depth, with the fields of objects. */
export function parameterProblems(document: Document, command: CommandRecord): Problem[] {
  return problemsAmong(document, command.parameters, titleOf(command.name)).map(
    ({ parameter, field, ...problem }) => ({
      ...problem,
      record: command.id,
      field: `parameters.${parameter.id}.${field}`,
    }),
  )
}

type ParameterProblem = Omit<Problem, 'record' | 'field'> & {
  readonly parameter: Parameter
  readonly field: keyof Parameter
}

/** `within` is what the text begins with: the command's title, and the objects on the way. */
function problemsAmong(
  document: Document,
  siblings: readonly Parameter[],
  within: string,
): ParameterProblem[] {
  return siblings.flatMap((parameter) => {
    const title = `${within}, ${titleOf(parameter.name)}`
    const own = [
      ...nameProblems(parameter, siblings),
      ...choiceProblems(parameter),
      ...constraintProblems(parameter),
      ...sourceProblems(document, parameter),
    ].map(({ text, ...problem }) => ({ ...problem, parameter, text: `${title}: ${text}` }))
    return [
      ...own,
      ...(isOfFields(parameter) ? problemsAmong(document, parameter.fields, title) : []),
    ]
  })
}

type Found = Omit<ParameterProblem, 'parameter'>

const found = (
  isSo: boolean,
  severity: Problem['severity'],
  code: Problem['code'],
  field: keyof Parameter,
  text: string,
): Found[] => (isSo ? [{ severity, code, field, text }] : [])

function nameProblems(
  { id, name, description }: Parameter,
  siblings: readonly Parameter[],
): Found[] {
  const isName = COMMAND_NAME.test(name)
  const isTaken = siblings.some((other) => other.id !== id && other.name === name)
  return [
    ...found(
      !isName,
      'error',
      'parameter-name',
      'name',
      'the name needs small letters, digits and underscores.',
    ),
    ...found(
      isName && isTaken,
      'error',
      'parameter-name-taken',
      'name',
      'another parameter has the same name. Rename one.',
    ),
    ...found(
      description.trim() === '',
      'hint',
      'parameter-description',
      'description',
      'a description would make the question for it clearer.',
    ),
  ]
}

function choiceProblems({ type, itemType, choices }: Parameter): Found[] {
  const isEnum = type === 'enum' || (type === 'list' && itemType === 'enum')
  return [
    ...found(
      isEnum && choices.length === 0,
      'error',
      'enum-without-choices',
      'choices',
      'there is nothing to choose from. Add a choice.',
    ),
    ...found(
      hasTwins(choices),
      'warning',
      'choice-twice',
      'choices',
      'two choices go by the same word. Change one of them.',
    ),
  ]
}

function constraintProblems(parameter: Parameter): Found[] {
  const { pattern, min, max, minLength, maxLength, fields } = parameter
  return [
    ...found(
      !isPattern(pattern),
      'error',
      'invalid-pattern',
      'pattern',
      'the pattern is not a regular expression. Mend or remove it.',
    ),
    ...found(
      min !== null && max !== null && min > max,
      'error',
      'empty-range',
      'max',
      'the greatest value is below the least. No value fits.',
    ),
    ...found(
      minLength !== null && maxLength !== null && minLength > maxLength,
      'error',
      'empty-range',
      'maxLength',
      'the greatest length is below the least. No value fits.',
    ),
    ...found(
      isOfFields(parameter) && fields.length === 0,
      'hint',
      'object-without-fields',
      'fields',
      'any object is taken. With fields, each of them is read, checked and asked for.',
    ),
  ]
}

function sourceProblems(document: Document, parameter: Parameter): Found[] {
  const isUnknown = parameter.availableFrom.some((id) => !recordById(document, 'command', id))
  return [
    ...found(
      isOfFields(parameter) && parameter.lookup.trim() !== '',
      'warning',
      'lookup-on-object',
      'lookup',
      'an object cannot be looked up. Remove the lookup.',
    ),
    ...found(
      isUnknown,
      'error',
      'unknown-source',
      'availableFrom',
      'a command it is available from is not there.',
    ),
  ]
}

/** Whether a word could mean two choices; a choice may well repeat itself. */
function hasTwins(choices: readonly Choice[]): boolean {
  const words = choices.flatMap(({ value, synonyms }) => [
    ...new Set([value, ...synonyms].map((word) => word.trim().toLowerCase())),
  ])
  return new Set(words).size < words.length
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
