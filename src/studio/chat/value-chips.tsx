import { recordById } from '#domain/queries.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { SOURCE_WORDS } from './answer-line.ts'
import styles from './chat.module.css'
import type { SaidTurn } from './turn-items.ts'
import { valueParts } from './value-parts.ts'

interface ValueChipsProps {
  readonly turn: SaidTurn
  /** While a question is open, a chip puts its name into the message, to give another value. */
  readonly canChange: boolean
  readonly onWantsTyping: () => void
}

/** The values the command has, each with where it came from. */
export function ValueChips({ turn, canChange, onWantsTyping }: ValueChipsProps) {
  const { chat } = useStudio()
  const command = useDocument((document) =>
    recordById(document, 'command', turn.command?.id ?? null),
  )
  const { values } = turn
  if (values.length === 0) return null
  const change = (path: string): void => {
    chat.setDraft(`${path}=`)
    onWantsTyping()
  }
  const chips = values.flatMap((value) => {
    const own = command?.parameters.find(({ id }) => id === value.parameter)
    return valueParts(own?.name ?? value.name, value.value, own).map((part) => ({
      ...part,
      source: SOURCE_WORDS[value.source],
    }))
  })
  return (
    <ul aria-label="Values" className={styles.chips}>
      {chips.map(({ path, title, text, source }) => {
        const chip = (
          <>
            <span className={styles.chipName}>{title}</span>
            <span className={styles.chipValue}>{text}</span>
          </>
        )
        return (
          <li key={path}>
            <Tooltip text={canChange ? `${source}; choose to change it` : source}>
              {canChange ? (
                <button type="button" className={styles.chip} onClick={() => change(path)}>
                  {chip}
                </button>
              ) : (
                <span className={styles.chip}>
                  {chip}
                  <span className="visually-hidden">, {source}</span>
                </span>
              )}
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
