import { useCallback, useSyncExternalStore } from 'react'
import type { WorkflowId } from '#domain/ids.ts'

const PREFIX = '#/w/'

function currentRoute(): WorkflowId | null {
  const { hash } = window.location
  return hash.startsWith(PREFIX)
    ? (decodeURIComponent(hash.slice(PREFIX.length)) as WorkflowId)
    : null
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

/** The open workflow's id from the address, so that Back works and a reload comes back here. */
export function useRoute(): [WorkflowId | null, (id: WorkflowId | null) => void] {
  const route = useSyncExternalStore(subscribe, currentRoute)
  const go = useCallback((id: WorkflowId | null) => {
    window.location.hash = id === null ? '' : `${PREFIX}${encodeURIComponent(id)}`
  }, [])
  return [route, go]
}
