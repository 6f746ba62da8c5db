import { ContextMenu as Radix } from 'radix-ui'
import { useRef, useState, type ReactElement } from 'react'
import type { MenuItem } from './menu.tsx'
import styles from './ui.module.css'

type Groups = readonly (readonly MenuItem[])[]

interface ContextMenuProps {
  /** The area whose right click, context-menu key or Shift+F10 opens it; one element. */
  readonly children: ReactElement
  /** Asked when it opens, with what was pointed at or has the focus. */
  readonly groupsFor: (target: Element) => Groups
}

/** One menu for a whole area: what it offers depends on where it was opened. */
export function ContextMenu({ children, groupsFor }: ContextMenuProps) {
  const [groups, setGroups] = useState<Groups>([])
  const chosen = useRef<(() => void) | null>(null)
  return (
    <Radix.Root>
      <Radix.Trigger
        asChild
        onContextMenu={(event) => {
          if (event.target instanceof Element) setGroups(groupsFor(event.target))
        }}
      >
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles.menu}
          collisionPadding={8}
          // The menu gives the focus back first; a field or dialog that the item opens then has it.
          onCloseAutoFocus={() => {
            if (chosen.current) queueMicrotask(chosen.current)
            chosen.current = null
          }}
        >
          {groups.map((items, group) => (
            <Radix.Group key={group}>
              {group > 0 ? <Radix.Separator className={styles.menuSeparator} /> : null}
              {items.map((item) => (
                <Radix.Item
                  key={item.label}
                  className={styles.menuItem}
                  disabled={item.because !== undefined}
                  title={item.because}
                  onSelect={() => {
                    chosen.current = item.onSelect
                  }}
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
