import type { ReactNode } from 'react'
import type { Slot } from '#domain/document.ts'
import { placeholdersIn } from '#domain/utterance-templates.ts'
import styles from './inspector.module.css'

interface MarkedTextProps {
  readonly text: string
  readonly slots: readonly Slot[]
  /** Values that are proposed: dashed. */
  readonly suggestions?: readonly Slot[]
}

/**
 * The text as the field above it wraps it, with its slots shaded: it lies behind the field, which
 * cannot shade a part of its own text, and gives it its height.
 */
export function MarkedText({ text, slots, suggestions = [] }: MarkedTextProps) {
  const marks = [
    ...slots.map(({ start, end }) => ({ start, end, look: 'slot' })),
    ...placeholdersIn(text).map(({ start, end }) => ({ start, end, look: 'placeholder' })),
    ...suggestions.map(({ start, end }) => ({ start, end, look: 'suggestion' })),
  ].sort((a, b) => a.start - b.start)
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end, look } of marks) {
    if (start < at || end > text.length) continue
    parts.push(
      text.slice(at, start),
      <mark key={start} data-look={look}>
        {text.slice(start, end)}
      </mark>,
    )
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
