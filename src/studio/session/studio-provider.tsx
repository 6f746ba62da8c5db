import { createContext, use, type ReactNode } from 'react'
import type { Studio } from './studio.ts'

const StudioReference = createContext<Studio | null>(null)

export function StudioProvider({ studio, children }: { studio: Studio; children: ReactNode }) {
  return <StudioReference value={studio}>{children}</StudioReference>
}

/** The open workflow's services. The value never changes while a workflow is open. */
export function useStudio(): Studio {
  const studio = use(StudioReference)
  if (!studio) throw new Error('useStudio outside of StudioProvider')
  return studio
}
