import type { ReactNode } from 'react'
import { percent } from '../../ui/format.ts'
import { plotScale, type PlotSize } from './plot-scale.ts'
import styles from './plots.module.css'

interface PlotProps {
  readonly size: PlotSize
  /** What the picture shows, for those who do not see it. */
  readonly label: string
  readonly xTitle: string
  readonly yTitle: string
  readonly xTicks?: readonly number[]
  readonly yTicks?: readonly number[]
  readonly xText?: (value: number) => string
  readonly yText?: (value: number) => string
  /** Drawn in the plot's units; see `plotScale`. */
  readonly children: ReactNode
  /** Controls over the picture, placed by `--at` (0–1 along x). */
  readonly over?: ReactNode
}

const QUARTERS = [0, 0.25, 0.5, 0.75, 1]
const asPercent = (value: number): string => percent(value)

/** Axes, grid and titles around a drawing whose values are 0–1 on both axes. */
export function Plot({
  size,
  label,
  xTitle,
  yTitle,
  xTicks = QUARTERS,
  yTicks = QUARTERS,
  xText = asPercent,
  yText = asPercent,
  children,
  over,
}: PlotProps) {
  const { x, y } = plotScale(size)
  const { width, height, left, right, top, bottom } = size
  return (
    <div className={styles.plot} style={{ maxWidth: width * 1.15 }}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${String(width)} ${String(height)}`}>
        <g aria-hidden>
          {yTicks.map((tick) => (
            <g key={tick}>
              <line
                className={styles.grid}
                x1={left}
                x2={width - right}
                y1={y(tick)}
                y2={y(tick)}
              />
              <text className={styles.tick} x={left - 6} y={y(tick) + 3.5} textAnchor="end">
                {yText(tick)}
              </text>
            </g>
          ))}
          {xTicks.map((tick) => (
            <text key={tick} className={styles.tick} x={x(tick)} y={y(0) + 14} textAnchor="middle">
              {xText(tick)}
            </text>
          ))}
          <text
            className={styles.axis}
            x={(left + width - right) / 2}
            y={height - 5}
            textAnchor="middle"
          >
            {xTitle}
          </text>
          <text
            className={styles.axis}
            transform={`translate(11 ${String((top + height - bottom) / 2)}) rotate(-90)`}
            textAnchor="middle"
          >
            {yTitle}
          </text>
          {children}
        </g>
      </svg>
      {over}
    </div>
  )
}

interface LegendProps {
  readonly items: readonly { readonly tone: PlotTone; readonly label: string }[]
}

/** How a line or an area is drawn; told apart by more than its colour. */
export type PlotTone = 'own' | 'outside' | 'heldOut' | 'right' | 'wrong' | 'asked' | 'lost'

export function Legend({ items }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {items.map(({ tone, label }) => (
        <li key={tone}>
          <span className={styles.key} data-tone={tone} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  )
}
