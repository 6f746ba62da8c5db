import type { ReactNode } from 'react'
import { useStudio } from '../session/studio-provider.tsx'
import styles from './inspector.module.css'

/** Goes to another record by selecting it. A link in sense, and so in role. */
export function RecordLink({ id, children }: { id: string; children: ReactNode }) {
  const { ui } = useStudio()
  return (
    <button type="button" role="link" className={styles.link} onClick={() => ui.select([id])}>
      {children}
    </button>
  )
}
