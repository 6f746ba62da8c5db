import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import styles from './ui.module.css'

export interface MenuItem {
  readonly label: string
  readonly icon?: ReactNode
  readonly keys?: string | undefined
  /** Why it cannot be chosen now. */
  readonly because?: string | undefined
  readonly onSelect: () => void
}

interface MenuProps {
  readonly trigger: ReactElement
  /** Groups are divided by a line. */
  readonly groups: readonly (readonly MenuItem[])[]
}

export function Menu({ trigger, groups }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} sideOffset={4} collisionPadding={8} align="start">
          {groups.map((items, group) => (
            <Radix.Group key={group}>
              {group > 0 ? <Radix.Separator className={styles.menuSeparator} /> : null}
              {items.map((item) => (
                <Radix.Item
                  key={item.label}
                  className={styles.menuItem}
                  disabled={item.because !== undefined}
                  title={item.because}
                  onSelect={item.onSelect}
                >
                  {item.icon}
                  {item.label}
                  {item.keys === undefined ? null : <kbd>{item.keys}</kbd>}
                </Radix.Item>
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
