import type { ReactNode } from 'react'
import styles from './source.module.css'

interface SourceRowProps {
  readonly label: string
  readonly open: boolean
  readonly broken: boolean
  readonly onOpen: () => void
  /** Buttons for what can be done with it. */
  readonly children?: ReactNode
}

export function SourceRow({ label, open, broken, onOpen, children }: SourceRowProps) {
  return (
    <li className={styles.row} data-open={open}>
      <button
        type="button"
        className={`${styles.name} ${broken ? styles.broken : ''}`}
        aria-current={open ? 'true' : undefined}
        title={label}
        onClick={onOpen}
      >
        {label}
        {broken ? <span className="visually-hidden"> has an error</span> : null}
      </button>
      {children}
    </li>
  )
}
