import { useState } from 'react'
import { count } from '../ui/format.ts'
import styles from './chat.module.css'

/** More than this is folded: a page of text, in UTF-16 units. */
const FOLD_ABOVE = 1200
const FOLDED = 300

/** Text as it was written; what is very long is folded, so that it does not bury the rest. */
export function LongText({ text }: { text: string }) {
  const [isWhole, setIsWhole] = useState(false)
  if (text.length <= FOLD_ABOVE) return <div className={styles.text}>{text}</div>
  return (
    <>
      <div className={styles.text} data-whole={isWhole}>
        {isWhole ? text : `${text.slice(0, FOLDED)}…`}
      </div>
      <button
        type="button"
        className={styles.link}
        aria-expanded={isWhole}
        onClick={() => setIsWhole(!isWhole)}
      >
        {isWhole ? 'Show less' : `Show all (${count(text.length)} characters)`}
      </button>
    </>
  )
}
