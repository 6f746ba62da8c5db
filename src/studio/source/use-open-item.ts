import { useState } from 'react'
import type { SourceItem } from './source-items.ts'

/**
 * Which item is open: the one chosen here, until a command with code is selected elsewhere, which
 * is then shown; without either, the first.
 */
export function useOpenItem(
  items: readonly SourceItem[],
  selected: string | null,
): readonly [open: SourceItem | undefined, choose: (id: string) => void] {
  const [chosen, setChosen] = useState<{ id: string | null; selected: string | null }>({
    id: null,
    selected: null,
  })
  const follows = chosen.selected !== selected && items.some(({ id }) => id === selected)
  const wanted = follows ? selected : chosen.id
  const open = items.find(({ id }) => id === wanted) ?? items[0]
  return [open, (id) => setChosen({ id, selected })]
}
