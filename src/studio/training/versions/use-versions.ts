import { useEffect, useState } from 'react'
import type { ModelVersion } from '#store/model-store.ts'
import { useStudio } from '../../session/studio-provider.tsx'

/** The trainings that are kept, the latest first; `null` until the database has answered. */
export function useVersions(): readonly ModelVersion[] | null {
  const { training } = useStudio()
  const [versions, setVersions] = useState<readonly ModelVersion[] | null>(null)
  useEffect(() => training.watchVersions(setVersions), [training])
  return versions
}
