import { Search } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useDocument } from '../session/hooks.ts'
import { percent } from '../ui/format.ts'
import { correctionGroups, type CorrectionOption } from './correction-options.ts'
import { candidatesOf, takenFor } from './correction-state.ts'
import styles from './correct-dialog.module.css'
import type { SaidTurn } from './turn-items.ts'

interface CorrectionPickerProps {
  readonly turn: SaidTurn
  readonly onPick: (option: CorrectionOption) => void
  /** The option under the cursor, whenever that is another. */
  readonly onPoint: (option: CorrectionOption | null) => void
}

/**
 * A list with a search above it. Focus begins on the list, where single keys pick: 1–9 a candidate,
 * n something new, o out of scope; `/` goes to the search, where letters are letters.
 */
export function CorrectionPicker({ turn, onPick, onPoint }: CorrectionPickerProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const document = useDocument((it) => it)
  const groups = useMemo(
    () =>
      correctionGroups(document, {
        candidates: candidatesOf(turn),
        mistaken: takenFor(turn),
        query,
      }),
    [document, turn, query],
  )
  const options = groups.flatMap((group) => group.options)
  const optionId = (index: number): string => `${id}-${String(index)}`

  useEffect(() => {
    // Not at once: the dialog must first note where focus came from, to give it back there.
    const frame = requestAnimationFrame(() => list.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, query])
  const pointed = options[active]
  const pointedKey = pointed ? keyOf(pointed) : ''
  useEffect(() => {
    onPoint(pointed ?? null)
    // An option is made anew at each drawing; its key says when it is another.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pointedKey, onPoint])

  const pickActive = (): void => {
    const option = options[active]
    if (option) onPick(option)
  }
  const onArrows = (event: KeyboardEvent): boolean => {
    const next = nextIndex(event.key, active, options.length)
    if (next === null) return false
    event.preventDefault()
    setActive(next)
    return true
  }
  const onListKey = (event: KeyboardEvent): void => {
    if (onArrows(event) || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      pickActive()
    } else if (event.key === '/') {
      event.preventDefault()
      search.current?.focus()
    } else {
      const option = options.find(({ key }) => key === event.key)
      if (!option) return
      // The key must not end up in the field that the choice may open.
      event.preventDefault()
      onPick(option)
    }
  }
  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      pickActive()
    } else if (event.key !== 'Home' && event.key !== 'End') onArrows(event)
  }

  return (
    <div className={styles.picker}>
      <label className={styles.search}>
        <Search size={14} aria-hidden />
        <span className="visually-hidden">Search all commands</span>
        <input
          ref={search}
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={optionId(active)}
          aria-autocomplete="list"
          placeholder="Search all commands"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onSearchKey}
        />
        <kbd aria-hidden>/</kbd>
      </label>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="What did you mean?"
        aria-activedescendant={optionId(active)}
        tabIndex={0}
        className={styles.list}
        onKeyDown={onListKey}
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title} className={styles.group}>
            <div className={styles.groupTitle} aria-hidden>
              {group.title}
            </div>
            {group.options.map((option) => {
              const index = options.indexOf(option)
              return (
                <div
                  key={keyOf(option)}
                  id={optionId(index)}
                  role="option"
                  aria-selected={index === active}
                  className={styles.option}
                  onMouseMove={() => setActive(index)}
                  onClick={() => onPick(option)}
                  tabIndex={-1}
                >
                  <OptionContent option={option} />
                  {option.key === null ? null : <kbd aria-hidden>{option.key}</kbd>}
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}

const keyOf = (option: CorrectionOption): string =>
  option.kind === 'command' ? option.command : option.kind

function nextIndex(key: string, active: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % length
    case 'ArrowUp':
      return (active + length - 1) % length
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return null
  }
}

function OptionContent({ option }: { option: CorrectionOption }) {
  switch (option.kind) {
    case 'new-command':
      return <Words title="Something new…" text="Make a command of this message" />
    case 'out-of-scope':
      return <Words title="Out of scope" text="No command of this workflow is meant" />
    case 'command':
      return (
        <>
          <Words title={option.title} text={option.description} />
          <span className={styles.place}>{option.place}</span>
          {option.probability === null ? null : (
            <span className={styles.figure}>{percent(option.probability)}</span>
          )}
        </>
      )
  }
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <span className={styles.words}>
      <strong>{title}</strong>
      {text === '' ? null : <span>{text}</span>}
    </span>
  )
}
