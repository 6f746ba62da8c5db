import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CommandRecord } from '#domain/document.ts'
import { addParameter, removeParameter, reorderParameter } from '#domain/edits/parameters.ts'
import { newId, type ParameterId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import { problemsOf } from '#domain/problems.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import styles from './inspector.module.css'
import { ParameterForm } from './parameter-form.tsx'
import { Section } from './section.tsx'
import { useInspectorEdit } from './use-inspector-edit.ts'

/** The typed inputs of a command, in the order they are asked for. */
export function ParametersSection({ command }: { command: CommandRecord }) {
  const edit = useInspectorEdit()
  const [open, setOpen] = useState<ParameterId | null>(null)
  const { parameters } = command
  return (
    <Section title="Parameters" aside={parameters.length}>
      {parameters.length === 0 ? (
        <p className={styles.advice}>
          None. What it needs to know, such as a date or a number, is a parameter.
        </p>
      ) : (
        <ul className={styles.list}>
          {parameters.map((parameter, index) => (
            <ParameterItem
              key={parameter.id}
              command={command}
              parameter={parameter}
              index={index}
              isOpen={open === parameter.id}
              onToggle={() => setOpen(open === parameter.id ? null : parameter.id)}
            />
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button
          onClick={() => {
            const id = newId<ParameterId>()
            edit.once('Add parameter', addParameter(command.id, id, 'value'))
            setOpen(id)
          }}
        >
          New parameter
        </Button>
      </div>
    </Section>
  )
}

interface ParameterItemProps {
  readonly command: CommandRecord
  readonly parameter: Parameter
  readonly index: number
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function ParameterItem({ command, parameter, index, isOpen, onToggle }: ParameterItemProps) {
  const studio = useStudio()
  const edit = useInspectorEdit()
  const errors = useDocument(
    (document) =>
      problemsOf(document, command.id).filter(
        ({ field, severity }) =>
          severity !== 'hint' && field?.startsWith(`parameters.${parameter.id}.`),
      ).length,
  )
  const title = titleOf(parameter.name)
  const move = (to: number): void =>
    edit.once('Reorder parameter', reorderParameter(command.id, parameter.id, to))
  const isLast = index === command.parameters.length - 1
  return (
    <li className={styles.parameter} data-open={isOpen}>
      <div className={styles.parameterHead}>
        <button
          type="button"
          className={styles.disclosure}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          <span className={styles.grow}>{title}</span>
          {errors > 0 ? <Badge tone="danger">{errors}</Badge> : null}
          <span className={styles.faint}>
            {parameter.type}
            {parameter.required ? '' : ', optional'}
          </span>
        </button>
        <IconButton
          label={`Move ${title} up`}
          icon={<ArrowUp size={14} />}
          className={styles.small ?? ''}
          because={index === 0 ? 'It is the first' : undefined}
          onClick={() => move(index - 1)}
        />
        <IconButton
          label={`Move ${title} down`}
          icon={<ArrowDown size={14} />}
          className={styles.small ?? ''}
          because={isLast ? 'It is the last' : undefined}
          onClick={() => move(index + 1)}
        />
        <IconButton
          label={`Delete parameter ${title}`}
          icon={<Trash2 size={14} />}
          className={styles.small ?? ''}
          onClick={() => {
            edit.once('Delete parameter', removeParameter(command.id, parameter.id))
            studio.ui.announce(`Parameter ${title} deleted`)
          }}
        />
      </div>
      {isOpen ? <ParameterForm command={command} parameter={parameter} /> : null}
    </li>
  )
}
