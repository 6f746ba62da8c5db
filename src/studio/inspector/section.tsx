import { useId, type ReactNode } from 'react'
import styles from './inspector.module.css'

interface SectionProps {
  readonly title: string
  /** How many, or a word, beside the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a form; its title is its name. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 id={id}>{title}</h3>
        {aside === undefined ? null : <span className={styles.aside}>{aside}</span>}
      </div>
      {children}
    </div>
  )
}
