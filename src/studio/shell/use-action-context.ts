import { createContext, use } from 'react'
import { runAction, type ActionSource } from '../actions/action.ts'
import { actionById, type ActionContext, type StudioActionId } from '../actions/studio-actions.ts'

const ActionReference = createContext<ActionContext | null>(null)
export const ActionProvider = ActionReference.Provider

export function useActionContext(): ActionContext {
  const context = use(ActionReference)
  if (!context) throw new Error('useActionContext outside of ActionProvider')
  return context
}

/** Runs an action by its id; what it throws is worded for the person. */
export function useRunAction(): (id: StudioActionId, source: ActionSource) => void {
  const context = useActionContext()
  return (id, source) => void runAction(actionById(id), context, source, context.studio.report)
}
