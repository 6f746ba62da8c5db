import { memo } from 'react'
import type { EntityTarget, MarkedEntity } from '#domain/import/import-mapping.ts'
import { SCALAR_TYPES, type ParameterType } from '#domain/parameter.ts'
import { count } from '../ui/format.ts'
import ui from '../ui/ui.module.css'
import styles from './import.module.css'

interface EntityRowProps {
  readonly entity: MarkedEntity
  readonly target: EntityTarget
  /** Parameters the chosen commands have already. */
  readonly known: readonly { readonly name: string; readonly type: ParameterType }[]
  readonly onChange: (entity: string, target: EntityTarget) => void
}

/** One imported entity, and the parameter it becomes. */
export const EntityRow = memo(function EntityRow(props: EntityRowProps) {
  const { entity, target, known, onChange } = props
  const { name, marks, words } = entity
  const own = target.kind === 'parameter' ? known.find((each) => each.name === target.name) : null
  const choose = (value: string): void => {
    if (value === 'drop') return onChange(name, { kind: 'drop' })
    const found = known.find((each) => each.name === value.slice(1))
    onChange(
      name,
      found ? { kind: 'parameter', ...found } : { kind: 'parameter', name, type: 'string' },
    )
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.number}>{count(marks)}</td>
      <td className={styles.words} title={words.join(', ')}>
        {words.slice(0, 4).join(', ')}
      </td>
      <td>
        <div className={styles.target}>
          <select
            aria-label={`${name} becomes`}
            className={ui.input}
            value={target.kind === 'drop' ? 'drop' : own ? `=${own.name}` : 'new'}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="new">Parameter called</option>
            {known.map((each) => (
              <option key={each.name} value={`=${each.name}`}>
                {`Parameter ${each.name}`}
              </option>
            ))}
            <option value="drop">No mark</option>
          </select>
          {target.kind === 'parameter' && !own ? (
            <>
              <input
                aria-label={`Name of the parameter for ${name}`}
                className={ui.input}
                value={target.name}
                onChange={(event) => onChange(name, { ...target, name: event.target.value })}
              />
              <select
                aria-label={`Type of the parameter for ${name}`}
                className={ui.input}
                value={target.type}
                onChange={(event) =>
                  onChange(name, { ...target, type: event.target.value as ParameterType })
                }
              >
                {SCALAR_TYPES.map((type) => (
                  <option key={type} value={type}>
                    {type}
                  </option>
                ))}
              </select>
            </>
          ) : null}
        </div>
      </td>
    </tr>
  )
})
