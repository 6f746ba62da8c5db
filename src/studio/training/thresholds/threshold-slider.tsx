import { useRef } from 'react'
import { newId } from '#domain/ids.ts'
import type { PlotSize } from '../plots/plot-scale.ts'
import { rounded } from './threshold-view.ts'
import styles from './thresholds.module.css'

interface ThresholdSliderProps {
  readonly label: string
  readonly size: PlotSize
  readonly value: number
  /** What the value does, read after it. */
  readonly meaning: string
  /** Where calibration had put it. */
  readonly calibrated: number
  /** Why it cannot be moved. */
  readonly because: string | undefined
  /** While it is dragged: where it is; `null` when it is let go of. */
  readonly onMove: (value: number | null) => void
  /** `visit` names one visit of the slider: what its keys change is undone as one. */
  readonly onChange: (value: number, visit: string) => void
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
  Home: -1,
  End: 1,
}

/**
 * A threshold that stands in its own curve: dragged, or pressed anywhere in the plot, or moved by
 * the keys of a slider. It lies over the drawing, so that it scales with it.
 */
export function ThresholdSlider(props: ThresholdSliderProps) {
  const { label, size, value, meaning, calibrated, because, onMove, onChange } = props
  const thumb = useRef<HTMLDivElement>(null)
  const visit = useRef('')
  const dragged = useRef<number | null>(null)

  const follow = (event: React.PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect()
    if (box.width === 0) return
    dragged.current = rounded((event.clientX - box.left) / box.width)
    onMove(dragged.current)
  }
  const letGo = (isKept: boolean): void => {
    if (isKept && dragged.current !== null) onChange(dragged.current, newId())
    dragged.current = null
    onMove(null)
  }

  return (
    <div
      className={styles.area}
      style={insetOf(size)}
      data-off={because !== undefined}
      onPointerDown={(event) => {
        if (event.button !== 0 || because !== undefined) return
        event.preventDefault()
        thumb.current?.focus()
        event.currentTarget.setPointerCapture(event.pointerId)
        follow(event)
      }}
      onPointerMove={(event) => {
        if (dragged.current !== null) follow(event)
      }}
      onPointerUp={() => letGo(true)}
      onPointerCancel={() => letGo(false)}
    >
      <div
        className={styles.calibrated}
        style={{ left: `${String(calibrated * 100)}%` }}
        title={`Calibrated: ${calibrated.toFixed(2)}`}
      />
      <div
        ref={thumb}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={rounded(value)}
        aria-valuetext={`${value.toFixed(2)}: ${meaning}`}
        aria-disabled={because !== undefined}
        title={because}
        className={styles.thumb}
        style={{ left: `${String(value * 100)}%` }}
        onFocus={() => {
          visit.current = newId()
        }}
        onKeyDown={(event) => {
          const step = STEPS[event.key]
          if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return
          event.preventDefault()
          if (because !== undefined) return
          onChange(rounded(value + (event.shiftKey ? step * 5 : step)), visit.current)
        }}
      >
        <span className={styles.value} data-side={value > 0.8 ? 'left' : 'right'} aria-hidden>
          {value.toFixed(2)}
        </span>
      </div>
    </div>
  )
}

/** The drawing area within the plot, in shares of it. */
function insetOf({ width, height, left, right, top, bottom }: PlotSize): React.CSSProperties {
  const share = (part: number, whole: number): string => `${String((part / whole) * 100)}%`
  return {
    left: share(left, width),
    right: share(right, width),
    top: share(top, height),
    bottom: share(bottom, height),
  }
}
