import { useState, type SelectHTMLAttributes } from 'react'
import styles from './data.module.css'

export interface SelectGroup {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

interface LazySelectProps extends Omit<
  SelectHTMLAttributes<HTMLSelectElement>,
  'onChange' | 'children' | 'value'
> {
  readonly label: string
  readonly value: string
  /** What the chosen value is called. */
  readonly shown: string
  readonly groups: () => readonly SelectGroup[]
  readonly onChange: (value: string) => void
}

/**
 * A native select whose options are drawn when it is about to be used: a hundred selects of a
 * hundred commands are ten thousand options otherwise.
 */
export function LazySelect({ label, value, shown, groups, onChange, ...rest }: LazySelectProps) {
  const [isNear, setNear] = useState(false)
  const near = (): void => setNear(true)
  return (
    <select
      {...rest}
      aria-label={label}
      className={styles.select}
      value={value}
      onPointerEnter={near}
      onPointerDown={near}
      onFocus={near}
      onChange={(event) => onChange(event.target.value)}
    >
      {isNear ? (
        groups().map((group) =>
          group.label === '' ? (
            group.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))
          ) : (
            <optgroup key={group.label} label={group.label}>
              {group.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ),
        )
      ) : (
        <option value={value}>{shown}</option>
      )}
    </select>
  )
}
