import type { ReactNode } from 'react'
import styles from './ui.module.css'

type Tone = 'plain' | 'accent' | 'warn' | 'danger' | 'info'

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  )
}

interface EmptyStateProps {
  readonly title: string
  readonly children?: ReactNode
  /** Buttons that do the first step. */
  readonly actions?: ReactNode
}

/** Says what will be here and offers the step that puts it there. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <h3>{title}</h3>
      {children === undefined ? null : <p>{children}</p>}
      {actions}
    </div>
  )
}

interface ProgressProps {
  readonly label: string
  /** 0–1; `null` while the end is not known. */
  readonly value: number | null
}

export function Progress({ label, value }: ProgressProps) {
  const percent = value === null ? undefined : Math.round(value * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={styles.progress}
    >
      <div style={{ width: `${percent ?? 100}%` }} />
    </div>
  )
}
