import { coreCommandById } from './core-commands.ts'
import type { Document, Startup, WorkflowRecord } from './document.ts'
import { titleOf } from './names.ts'
import { originOf } from './origins.ts'
import type { Problem } from './problem.ts'
import { recordById, workflowOf } from './queries.ts'

/** What is wrong with the workflow itself: what it begins with, and what it may reach. */
export function workflowProblems(document: Document): Problem[] {
  const workflow = workflowOf(document)
  return [...startupProblems(document, workflow), ...hostProblems(workflow)]
}

function startupProblems(document: Document, { id, startup }: WorkflowRecord): Problem[] {
  const about = { record: id, field: 'startup' } as const
  if (startup?.kind === 'message')
    return startup.text.trim() === ''
      ? [
          {
            ...about,
            severity: 'warning',
            code: 'startup-empty',
            text: 'A new conversation begins with a message that says nothing. Write it, or choose nothing.',
          },
        ]
      : []
  return startup ? actionProblems(document, startup).map((each) => ({ ...about, ...each })) : []
}

function actionProblems(
  document: Document,
  { command: id, values }: Extract<Startup, { kind: 'action' }>,
): Omit<Problem, 'record' | 'field'>[] {
  if (coreCommandById(id)) return []
  const command = recordById(document, 'command', id)
  if (!command)
    return [
      {
        severity: 'error',
        code: 'startup-unknown',
        text: 'A new conversation begins with a command that is not there. Choose another.',
      },
    ]
  const lacking = command.parameters
    .filter(({ name, required }) => required && values[name] === undefined)
    .map(({ name }) => titleOf(name))
  return lacking.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'startup-lacks-values',
          text: `A new conversation begins with a question, because ${titleOf(command.name)} needs ${lacking.join(', ')}. Give the value here to begin without it.`,
        },
      ]
}

function hostProblems({ id, settings }: WorkflowRecord): Problem[] {
  return settings.hosts
    .filter((host) => originOf(host) !== host)
    .map((host) => ({
      severity: 'error',
      code: 'host-not-origin',
      record: id,
      field: 'settings.hosts',
      text: `“${host}” is not the origin of an address, such as https://api.example.com. Handlers cannot reach it.`,
    }))
}
