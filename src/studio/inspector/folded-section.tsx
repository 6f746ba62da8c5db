import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import styles from './inspector.module.css'

interface FoldedSectionProps {
  readonly title: string
  /** What is set there, in a few words, so that it need not be opened to know. */
  readonly summary: string
  /** Open from the start: something is set, or wrong. */
  readonly startsOpen?: boolean
  readonly children: ReactNode
}

/** A part of a form that most records do without: a line that says what is set, until it is opened. */
export function FoldedSection({
  title,
  summary,
  startsOpen = false,
  children,
}: FoldedSectionProps) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(startsOpen)
  return (
    <div role="group" aria-labelledby={`${id}-title`} className={styles.section}>
      <h3 className={styles.foldHead}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={id}
          aria-describedby={isOpen ? undefined : `${id}-summary`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          <span id={`${id}-title`}>{title}</span>
        </button>
        {isOpen ? null : (
          <span id={`${id}-summary`} className={styles.foldSummary} title={summary}>
            {summary}
          </span>
        )}
      </h3>
      <div id={id} hidden={!isOpen} className={styles.foldBody}>
        {isOpen ? children : null}
      </div>
    </div>
  )
}
