import type { Handler, UndoHandler } from '#domain/document.ts'
import type { Json } from '#shared/json.ts'
import type { AppCommand, AppContext, AppParameter, AppSpec } from './app-spec.ts'
import { templateParts } from './template.ts'

/** What the kernel has to know beside the code: templates taken apart, what there are expressions for. */
export function kernelSpec({ contexts, commands, hosts }: AppSpec): Json {
  return {
    contexts: contexts.map(kernelContext),
    commands: commands.map(kernelCommand),
    // Where nobody may be asked there is nothing called `fetch` either.
    fetches: hosts.length > 0,
  }
}

const kernelContext = ({
  id,
  name,
  displayName,
  identity,
  parent,
  commands,
}: AppContext): Json => ({
  id,
  name,
  label: templateParts(displayName),
  identity: templateParts(identity),
  hasParent: parent !== '',
  commands,
})

const kernelParameter = ({ id, name, lookup }: AppParameter): Json => ({
  id,
  name,
  looksUp: lookup !== '',
})

const kernelCommand = (command: AppCommand): Json => ({
  id: command.id,
  qualifiedName: command.qualifiedName,
  path: command.path,
  undoPath: command.undoPath,
  conditional: command.availability !== '',
  validates: command.validation !== '',
  handler: kernelHandler(command.handler),
  undo: kernelUndo(command.undo),
  parameters: command.parameters.map(kernelParameter),
  fields: command.fields.map(kernelParameter),
})

function kernelHandler(handler: Handler): Json {
  switch (handler.kind) {
    case 'reply':
      return { kind: 'reply', parts: templateParts(handler.template) }
    case 'code':
      return { kind: 'code' }
    case 'method':
    case 'property':
    case 'stub':
      return handler
  }
}

/** What restores the state is done from outside: there is nothing to know of it inside. */
function kernelUndo(undo: UndoHandler | null): Json {
  if (undo === null || undo.kind === 'restore') return null
  return undo.kind === 'code' ? { kind: 'code' } : undo
}
