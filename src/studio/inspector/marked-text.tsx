import type { ReactNode } from 'react'
import type { Slot } from '#domain/document.ts'
import styles from './inspector.module.css'

/**
 * The text as the field above it wraps it, with its slots shaded: it lies behind the field, which
 * cannot shade a part of its own text, and gives it its height.
 */
export function MarkedText({ text, slots }: { text: string; slots: readonly Slot[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end } of slots) {
    if (start < at || end > text.length) continue
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  // A last line that is empty has no height of its own.
  parts.push(`${text.slice(at)}\u200b`)
  return (
    <div aria-hidden className={styles.markedText}>
      {parts}
    </div>
  )
}
