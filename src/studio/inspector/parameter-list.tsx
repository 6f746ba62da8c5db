import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Trash2 } from 'lucide-react'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { CommandRecord } from '#domain/document.ts'
import { addParameter, removeParameter, reorderParameter } from '#domain/edits/parameters.ts'
import { newId, type ParameterId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { withFields, type Parameter } from '#domain/parameter.ts'
import { problemsOf } from '#domain/problems.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import styles from './inspector.module.css'
import { useInspectorEdit } from './use-inspector-edit.ts'

/** What an item of the list is called: parameters of a command, fields of an object. */
export type ParameterWord = 'parameter' | 'field'

interface ParameterListProps {
  readonly command: CommandRecord
  readonly siblings: readonly Parameter[]
  /** The object these are fields of; `null` for the command's own. */
  readonly inside: ParameterId | null
  /** What stands in place of an empty list. */
  readonly advice: string
  /** What an open one is edited in. A form holds lists itself, so it cannot be known here. */
  readonly form: (parameter: Parameter, word: ParameterWord) => ReactNode
}

/** Parameters, or the fields of an object, each opening into its form: in the order they are asked for. */
export function ParameterList(props: ParameterListProps) {
  const { command, siblings, inside, advice, form } = props
  const edit = useInspectorEdit()
  const studio = useStudio()
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ParameterId | null>(null)
  const word: ParameterWord = inside === null ? 'parameter' : 'field'

  const move = (parameter: Parameter, from: number, by: number): void => {
    const to = from + by
    if (to < 0 || to >= siblings.length) return
    edit.once(`Reorder ${word}`, reorderParameter(command.id, parameter.id, to))
    studio.ui.announce(`${titleOf(parameter.name)} is number ${String(to + 1)} now`)
    focusItem(list.current, to)
  }
  const remove = (parameter: Parameter, at: number): void => {
    edit.once(`Delete ${word}`, removeParameter(command.id, parameter.id))
    studio.ui.announce(`${titleOf(word)} ${titleOf(parameter.name)} deleted`)
    focusItem(list.current, Math.min(at, siblings.length - 2))
  }

  return (
    <div ref={list} className={styles.parameters}>
      {siblings.length === 0 ? (
        <p className={styles.advice}>{advice}</p>
      ) : (
        <ul className={styles.list}>
          {siblings.map((parameter, at) => (
            <ParameterItem
              key={parameter.id}
              {...{ command, parameter, word }}
              isFirst={at === 0}
              isLast={at === siblings.length - 1}
              isOpen={open === parameter.id}
              onToggle={() => setOpen(open === parameter.id ? null : parameter.id)}
              onMove={(by) => move(parameter, at, by)}
              onRemove={() => remove(parameter, at)}
            >
              {form(parameter, word)}
            </ParameterItem>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button
          onClick={() => {
            const id = newId<ParameterId>()
            edit.once(`Add ${word}`, addParameter(command.id, id, 'value', inside))
            setOpen(id)
          }}
        >
          New {word}
        </Button>
      </div>
    </div>
  )
}

/** Once the list is drawn anew: a moved or removed item would leave the keyboard nowhere. */
function focusItem(list: HTMLElement | null, at: number): void {
  requestAnimationFrame(() => {
    const items = list?.querySelectorAll<HTMLElement>(':scope > ul > li > div > [aria-expanded]')
    const target = items?.[at] ?? list?.querySelector<HTMLElement>(':scope > div > button')
    target?.focus()
  })
}

interface ParameterItemProps {
  readonly command: CommandRecord
  readonly parameter: Parameter
  readonly word: ParameterWord
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onMove: (by: number) => void
  readonly onRemove: () => void
  readonly children: ReactNode
}

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

function ParameterItem(props: ParameterItemProps) {
  const { command, parameter, word, isFirst, isLast, isOpen, onToggle, onMove, onRemove } = props
  const troubles = useTroubles(command, parameter)
  const title = titleOf(parameter.name)
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.altKey ? MOVES[event.key] : undefined
    if (by === undefined) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <li className={styles.parameter} data-open={isOpen}>
      <div className={styles.parameterHead}>
        <button
          type="button"
          className={styles.disclosure}
          aria-expanded={isOpen}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={onToggle}
          onKeyDown={onKeyDown}
        >
          {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          <span className={styles.grow}>{title}</span>
          {troubles > 0 ? <Badge tone="danger">{troubles}</Badge> : null}
          <span className={styles.faint}>{typeWords(parameter)}</span>
        </button>
        <IconButton
          label={`Move ${title} up`}
          keys="Alt+↑"
          icon={<ArrowUp size={14} />}
          className={styles.small ?? ''}
          because={isFirst ? 'It is the first' : undefined}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={`Move ${title} down`}
          keys="Alt+↓"
          icon={<ArrowDown size={14} />}
          className={styles.small ?? ''}
          because={isLast ? 'It is the last' : undefined}
          onClick={() => onMove(1)}
        />
        <IconButton
          label={`Delete ${word} ${title}`}
          icon={<Trash2 size={14} />}
          className={styles.small ?? ''}
          onClick={onRemove}
        />
      </div>
      {isOpen ? props.children : null}
    </li>
  )
}

/** How many errors and warnings are about a parameter or anything in it. */
function useTroubles({ id }: CommandRecord, parameter: Parameter): number {
  return useDocument((document) => {
    const places = withFields([parameter]).map((each) => `parameters.${each.id}.`)
    return problemsOf(document, id).filter(
      ({ field, severity }) =>
        severity !== 'hint' && places.some((place) => field?.startsWith(place)),
    ).length
  })
}

/** `list of object, optional`; `number (kg)`. */
function typeWords({ type, itemType, unit, required }: Parameter): string {
  const kind = type === 'list' ? `list of ${itemType}` : type
  const kept = unit === '' || (type !== 'number' && type !== 'integer') ? '' : ` (${unit})`
  return `${kind}${kept}${required ? '' : ', optional'}`
}
