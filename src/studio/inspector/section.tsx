import type { ReactNode } from 'react'
import styles from './inspector.module.css'

interface SectionProps {
  readonly title: string
  /** How many, or a word, beside the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <div role="group" aria-label={title} className={styles.section}>
      <h3 className={styles.sectionTitle}>
        {title}
        {aside === undefined ? null : <span className={styles.aside}>{aside}</span>}
      </h3>
      {children}
    </div>
  )
}
