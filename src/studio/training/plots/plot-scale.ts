/** The drawing area of a plot in its own units, and the margins that hold axes and labels. */
export interface PlotSize {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const WIDE: PlotSize = { width: 520, height: 216, left: 58, right: 14, top: 10, bottom: 36 }
export const SQUARE: PlotSize = { ...WIDE, width: 272 }

/** A value of 0–1 to the plot's units; y grows upwards. */
export interface PlotScale {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

export function plotScale(size: PlotSize): PlotScale {
  const { width, height, left, right, top, bottom } = size
  return {
    x: (value) => left + value * (width - left - right),
    y: (value) => height - bottom - value * (height - top - bottom),
  }
}

export interface PlotPoint {
  readonly x: number
  readonly y: number
}

/** An SVG path through points of 0–1. */
export function linePath(points: readonly PlotPoint[], { x, y }: PlotScale): string {
  return points
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${place(x(point.x))} ${place(y(point.y))}`)
    .join('')
}

/** The area between two lines over the same places, of 0–1. */
export function areaPath(
  points: readonly { readonly x: number; readonly low: number; readonly high: number }[],
  scale: PlotScale,
): string {
  if (points.length === 0) return ''
  const upper = points.map(({ x, high }) => ({ x, y: high }))
  const lower = points.map(({ x, low }) => ({ x, y: low })).reverse()
  return `${linePath([...upper, ...lower], scale)}Z`
}

const place = (value: number): string => value.toFixed(1).replace(/\.0$/, '')
