import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Tooltip } from './tooltip.tsx'
import styles from './ui.module.css'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly tone?: 'plain' | 'primary' | 'danger' | 'quiet'
  /**
   * Why it cannot be used now. The button stays focusable and says so, which a `disabled` one
   * could not.
   */
  readonly because?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({
  tone = 'plain',
  because,
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const button = (
    <button
      type="button"
      aria-disabled={because !== undefined}
      className={`${styles.button} ${tone === 'plain' ? '' : styles[tone]} ${className}`}
      onClick={because === undefined ? onClick : (event) => event.preventDefault()}
      {...rest}
    >
      {children}
    </button>
  )
  return because === undefined ? button : <Tooltip text={because}>{button}</Tooltip>
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'tone'> {
  /** Its accessible name, and its tooltip. */
  readonly label: string
  readonly keys?: string | undefined
  readonly icon: ReactNode
}

export function IconButton({
  label,
  keys,
  icon,
  because,
  className = '',
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={because ?? label} keys={because === undefined ? keys : undefined}>
      <button
        type="button"
        aria-label={label}
        aria-disabled={because !== undefined}
        className={`${styles.button} ${styles.quiet} ${styles.icon} ${className}`}
        onClick={because === undefined ? onClick : (event) => event.preventDefault()}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
