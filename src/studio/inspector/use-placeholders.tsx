import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import type { CommandRecord } from '#domain/document.ts'
import styles from './inspector.module.css'
import { placeholderQuery, withPlaceholder, type PlaceholderQuery } from './placeholder-query.ts'

interface PlaceholderOptions {
  readonly command: CommandRecord
  readonly field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>
  readonly onText: (text: string) => void
}

interface Placeholders {
  /** Ties the field to the list for screen readers. */
  readonly props: {
    readonly 'aria-autocomplete': 'list'
    readonly 'aria-controls': string | undefined
    readonly 'aria-activedescendant': string | undefined
  }
  /** Call on each change of text or caret. */
  readonly follow: () => void
  readonly close: () => void
  /** Whether the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean
  readonly list: ReactNode
}

/** After a `{` the parameters of the command are offered, to be written as `{parameter}`. */
export function usePlaceholders({ command, field, onText }: PlaceholderOptions): Placeholders {
  const id = useId()
  const [query, setQuery] = useState<PlaceholderQuery | null>(null)
  const [active, setActive] = useState(0)
  const names = query?.names ?? []
  const chosen = Math.min(active, names.length - 1)
  const close = (): void => setQuery(null)

  const follow = (): void => {
    const { current } = field
    const caret = current?.selectionStart ?? null
    const isCaret = caret !== null && caret === current?.selectionEnd
    const next = current && isCaret ? placeholderQuery(current.value, caret, command) : null
    if (next?.start !== query?.start) setActive(0)
    setQuery(next)
  }

  const write = (name: string | undefined): void => {
    const { current } = field
    if (!current || !query || name === undefined) return
    const { text, caret } = withPlaceholder(current.value, query, name)
    onText(text)
    close()
    current.focus()
    // Once the field has the new text.
    requestAnimationFrame(() => current.setSelectionRange(caret, caret))
  }

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!query) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive((chosen + step + names.length) % names.length)
    else if (event.key === 'Enter' || event.key === 'Tab') write(names[chosen])
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return {
    props: {
      'aria-autocomplete': 'list',
      'aria-controls': query ? id : undefined,
      'aria-activedescendant': query ? `${id}-${chosen}` : undefined,
    },
    follow,
    close,
    onKeyDown,
    list: query ? (
      <ul id={id} role="listbox" aria-label="Parameters" className={styles.placeholders}>
        {names.map((name, index) => (
          <li
            key={name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerDown={(event) => {
              // The field keeps the focus.
              event.preventDefault()
              write(name)
            }}
          >
            {`{${name}}`}
          </li>
        ))}
      </ul>
    ) : null,
  }
}
