import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useRef, type ReactNode } from 'react'
import styles from './ui.module.css'

interface DialogProps {
  readonly title: string
  /** One sentence under the title. */
  readonly description?: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** For tables; a question needs no more than the usual width. */
  readonly wide?: boolean
  /** Buttons, the main one last. */
  readonly actions?: ReactNode
}

/** A modal with its title as its name; Escape and the backdrop close it, focus goes back. */
export function Dialog(props: DialogProps) {
  const { title, description, open, wide = false, onClose, children, actions } = props
  const opener = useRef<Element | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          className={styles.dialog}
          data-wide={wide}
          // Radix gives focus back to a trigger of its own; these are opened from anywhere.
          onOpenAutoFocus={() => {
            opener.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (opener.current instanceof HTMLElement) opener.current.focus()
          }}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className={styles.dialogHead}>
            <div>
              <Radix.Title className={styles.dialogTitle}>{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className={styles.hint}>{description}</Radix.Description>
              )}
            </div>
            {/* Without a tooltip: as the first thing focused it would open one, and Escape close that. */}
            <button
              type="button"
              aria-label="Close"
              className={`${styles.button} ${styles.quiet} ${styles.icon}`}
              onClick={onClose}
            >
              <X size={16} />
            </button>
          </div>
          <div className={styles.dialogBody}>{children}</div>
          {actions === undefined ? null : <div className={styles.dialogFoot}>{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
