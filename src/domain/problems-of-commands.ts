import type { CommandRecord, Document } from './document.ts'
import { COMMAND_NAME, RESERVED_COMMANDS, titleOf } from './names.ts'
import type { Problem } from './problem.ts'
import { parameterProblems } from './problems-of-parameters.ts'
import { ownCommands, recordById, recordsOf, utterancesOf } from './queries.ts'
import { THIN_BELOW } from './training-report.ts'

export function commandProblems(document: Document): Problem[] {
  return recordsOf(document, 'command').flatMap((command) => [
    ...identityProblems(document, command),
    ...utteranceCountProblems(document, command),
    ...handlerProblems(command),
    ...writingProblems(command),
    ...undoProblems(command),
    ...parameterProblems(document, command),
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
        // Some commands are for programs: those are called, and never spoken to.
        severity: 'warning',
        code: 'no-utterances',
        text: `${title} has no utterances, so only its name is understood. Add at least ${THIN_BELOW} ways to say it.`,
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

/** A property is written with the command's one value. */
function writingProblems({ id, name, handler, parameters }: CommandRecord): Problem[] {
  if (handler.kind !== 'property' || handler.access !== 'set' || parameters.length === 1) return []
  const has = parameters.length === 0 ? 'no parameter' : `${parameters.length} parameters`
  return [
    {
      severity: 'warning',
      code: 'property-values',
      record: id,
      field: 'handler',
      text: `${titleOf(name)} writes a property and has ${has}. Give it exactly one: the value.`,
    },
  ]
}

function undoProblems({ id, name, undo }: CommandRecord): Problem[] {
  const what =
    undo?.kind === 'code' && undo.source.trim() === ''
      ? 'code: write what takes it back'
      : undo?.kind === 'method' && undo.method.trim() === ''
        ? 'method: name the one that takes it back'
        : null
  return what === null
    ? []
    : [
        {
          severity: 'warning',
          code: 'no-undo',
          record: id,
          field: 'undo',
          text: `${titleOf(name)} cannot be undone yet. Its undo has no ${what}.`,
        },
      ]
}
