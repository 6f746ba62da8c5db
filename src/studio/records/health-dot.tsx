import type { Health } from './command-health.ts'
import styles from './records.module.css'

/** Full, half or ring: never by colour alone. Its words are in the row's name (`commandSummary`). */
export const HealthDot = ({ health }: { health: Health }) => (
  <span className={styles.dot} data-health={health} aria-hidden />
)
