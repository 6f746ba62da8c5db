import { useState } from 'react'
import { updateSettings } from '#domain/edits/workflow.ts'
import { workflowOf } from '#domain/queries.ts'
import { useDocument, useSaving, useTraining } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'

type Setting = 'outOfScopeThreshold' | 'routeThreshold'

export interface ThresholdState {
  /** What is shown: the value in force, or where it is being dragged. */
  readonly value: number
  readonly calibrated: number
  /** The person has set it. */
  readonly isSet: boolean
  readonly because: string | undefined
  readonly move: (value: number | null) => void
  readonly set: (value: number, visit: string) => void
  readonly reset: () => void
}

const CALIBRATED_BY = { outOfScopeThreshold: 'outOfScope', routeThreshold: 'route' } as const

/** A threshold of the workflow: set by a person, or else as the model was calibrated. */
export function useThreshold(setting: Setting): ThresholdState {
  const { document } = useStudio()
  const chosen = useDocument((it) => workflowOf(it).settings[setting])
  const calibrated = useTraining((state) => state.model?.thresholds[CALIBRATED_BY[setting]] ?? 0)
  const following = useSaving((state) => state.following)
  const [moving, setMoving] = useState<number | null>(null)
  return {
    value: moving ?? chosen ?? calibrated,
    calibrated,
    isSet: chosen !== null,
    because: following ? 'Another tab writes this workflow' : undefined,
    move: setMoving,
    set: (value, visit) =>
      document.edit('Set threshold', updateSettings({ [setting]: value }), `${setting} ${visit}`),
    reset: () => document.edit('Calibrated threshold', updateSettings({ [setting]: null })),
  }
}
