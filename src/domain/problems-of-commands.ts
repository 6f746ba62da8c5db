import type { CommandRecord, Document } from './document.ts'
import { COMMAND_NAME, RESERVED_COMMANDS, titleOf } from './names.ts'
import type { Choice, Parameter } from './parameter.ts'
import type { Problem } from './problem.ts'
import { ownCommands, recordById, recordsOf, utterancesOf } from './queries.ts'
import { THIN_BELOW } from './training-report.ts'

export function commandProblems(document: Document): Problem[] {
  return recordsOf(document, 'command').flatMap((command) => [
    ...identityProblems(document, command),
    ...utteranceCountProblems(document, command),
    ...handlerProblems(command),
    ...command.parameters.flatMap((parameter) =>
      parameterProblems(document, command, parameter).map((problem) => ({
        ...problem,
        record: command.id,
        field: `parameters.${parameter.id}.${problem.field}`,
      })),
    ),
  ])
}

function identityProblems(document: Document, command: CommandRecord): Problem[] {
  const { id, name, context, description } = command
  const found: Problem[] = []
  const add = (code: Problem['code'], field: string, text: string): void => {
    found.push({ severity: 'error', code, record: id, field, text })
  }
  if (!recordById(document, 'context', context))
    add('unknown-context', 'context', `${titleOf(name)} is in no context. Move it to one.`)
  if (RESERVED_COMMANDS.has(name))
    add('command-name', 'name', `${name} is reserved. Rename the command.`)
  else if (!COMMAND_NAME.test(name))
    add(
      'command-name',
      'name',
      `“${name}” cannot be a command’s name. Use small letters, digits and underscores.`,
    )
  else if (ownCommands(document, context).some((other) => other.id !== id && other.name === name))
    add(
      'command-name-taken',
      'name',
      `Its context has another command ${name}. Rename one of them.`,
    )
  if (description.trim() === '')
    found.push({
      severity: 'hint',
      code: 'no-description',
      record: id,
      field: 'description',
      text: `${titleOf(name)} has no description. One sentence helps when Espalier asks which command is meant.`,
    })
  return found
}

function utteranceCountProblems(document: Document, { id, name }: CommandRecord): Problem[] {
  const utterances = utterancesOf(document, id)
  const training = utterances.filter(({ heldOut }) => !heldOut).length
  const about = { record: id, field: 'utterances' } as const
  const title = titleOf(name)
  if (utterances.length === 0)
    return [
      {
        ...about,
        severity: 'error',
        code: 'no-utterances',
        text: `${title} has no utterances, so it cannot be understood. Add at least ${THIN_BELOW} ways to say it.`,
      },
    ]
  if (training === 0)
    return [
      {
        ...about,
        severity: 'error',
        code: 'held-out-only',
        text: `All utterances of ${title} are held out, so nothing trains it. Let some of them train.`,
      },
    ]
  if (training < THIN_BELOW)
    return [
      {
        ...about,
        severity: 'warning',
        code: 'thin',
        text: `${title} has ${training === 1 ? 'one utterance' : `${training} utterances`}, so it will often be misunderstood. Add ${THIN_BELOW - training} more.`,
      },
    ]
  return []
}

function handlerProblems({ id, name, handler }: CommandRecord): Problem[] {
  const missing = {
    code: {
      isMissing: handler.kind === 'code' && handler.source.trim() === '',
      what: 'code: write its handler',
    },
    method: {
      isMissing: handler.kind === 'method' && handler.method.trim() === '',
      what: 'method: name one of its class',
    },
    reply: {
      isMissing: handler.kind === 'reply' && handler.template.trim() === '',
      what: 'reply: write what it answers',
    },
    property: {
      isMissing: handler.kind === 'property' && handler.property.trim() === '',
      what: 'property: name one of its class',
    },
    stub: {
      isMissing: handler.kind === 'stub',
      what: 'stub: choose what it does, a reply, a method or code',
    },
  }[handler.kind]
  return missing.isMissing
    ? [
        {
          severity: 'warning',
          code: 'no-handler',
          record: id,
          field: 'handler',
          text: `${titleOf(name)} does nothing yet. It has no ${missing.what}.`,
        },
      ]
    : []
}

type ParameterProblem = Omit<Problem, 'record' | 'field'> & { readonly field: keyof Parameter }

function parameterProblems(
  document: Document,
  command: CommandRecord,
  parameter: Parameter,
): ParameterProblem[] {
  const found: ParameterProblem[] = []
  const title = `${titleOf(command.name)}, ${titleOf(parameter.name)}`
  const add = (
    severity: Problem['severity'],
    code: Problem['code'],
    field: keyof Parameter,
    text: string,
  ): void => {
    found.push({ severity, code, field, text: `${title}: ${text}` })
  }
  const { name, type, itemType, choices, pattern, min, max, minLength, maxLength } = parameter

  if (!COMMAND_NAME.test(name))
    add('error', 'parameter-name', 'name', 'the name needs small letters, digits and underscores.')
  else if (command.parameters.some((other) => other.id !== parameter.id && other.name === name))
    add('error', 'parameter-name-taken', 'name', 'another parameter has the same name. Rename one.')
  if (parameter.description.trim() === '')
    add(
      'hint',
      'parameter-description',
      'description',
      'a description would make the question for it clearer.',
    )
  if ((type === 'enum' || (type === 'list' && itemType === 'enum')) && choices.length === 0)
    add(
      'error',
      'enum-without-choices',
      'choices',
      'there is nothing to choose from. Add a choice.',
    )
  if (hasTwins(choices))
    add(
      'warning',
      'choice-twice',
      'choices',
      'two choices go by the same word. Change one of them.',
    )
  if (!isPattern(pattern))
    add(
      'error',
      'invalid-pattern',
      'pattern',
      'the pattern is not a regular expression. Mend or remove it.',
    )
  if (min !== null && max !== null && min > max)
    add('error', 'empty-range', 'max', 'the greatest value is below the least. No value fits.')
  if (minLength !== null && maxLength !== null && minLength > maxLength)
    add(
      'error',
      'empty-range',
      'maxLength',
      'the greatest length is below the least. No value fits.',
    )
  if (type === 'object' && parameter.lookup.trim() !== '')
    add(
      'warning',
      'lookup-on-object',
      'lookup',
      'an object cannot be looked up. Remove the lookup.',
    )
  if (parameter.availableFrom.some((id) => !recordById(document, 'command', id)))
    add('error', 'unknown-source', 'availableFrom', 'a command it is available from is not there.')
  return found
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
