import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './ui.module.css'

interface TooltipProps {
  readonly text: string
  /** A shortcut as people read it: `⌘Z` or `Ctrl+Z`; see `shortcutText`. */
  readonly keys?: string | undefined
  readonly children: ReactElement
}

/** Says a control's name or why it is off. Needs `Radix.Provider` once, in the shell. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
          {text}
          {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const TooltipProvider = Radix.Provider
