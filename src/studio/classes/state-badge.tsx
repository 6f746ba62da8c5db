import type { RowState } from '#domain/classes/offer-diff.ts'
import { Badge } from '../ui/display.tsx'
import { STATE_WORDS } from './row-words.ts'

const TONES = {
  new: 'accent',
  'left-out': 'plain',
  changed: 'info',
  renamed: 'info',
  removed: 'danger',
  same: 'plain',
  there: 'plain',
} as const satisfies Record<RowState, string>

export function StateBadge({ state }: { state: RowState }) {
  return <Badge tone={TONES[state]}>{STATE_WORDS[state]}</Badge>
}
