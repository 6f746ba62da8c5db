import { recordById } from '#domain/queries.ts'
import { titleOf } from '#domain/names.ts'
import type { TurnValue } from '#engine/turn/turn-state.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { SOURCE_WORDS, valueText } from './answer-line.ts'
import styles from './chat.module.css'
import type { SaidTurn } from './turn-items.ts'

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
  const change = ({ name }: TurnValue): void => {
    chat.setDraft(`${name}=`)
    onWantsTyping()
  }
  return (
    <ul aria-label="Values" className={styles.chips}>
      {values.map((value) => {
        const name =
          command?.parameters.find(({ id }) => id === value.parameter)?.name ?? value.name
        const chip = (
          <>
            <span className={styles.chipName}>{titleOf(name)}</span>
            <span className={styles.chipValue}>{valueText(value.value)}</span>
          </>
        )
        const source = SOURCE_WORDS[value.source]
        return (
          <li key={value.parameter}>
            <Tooltip text={canChange ? `${source}; choose to change it` : source}>
              {canChange ? (
                <button type="button" className={styles.chip} onClick={() => change(value)}>
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
