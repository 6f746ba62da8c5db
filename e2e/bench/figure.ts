/** One line of the table: what was measured, beside what it has to stand up to. */
export interface Figure {
  readonly name: string
  /** `null` where it could not be measured; `note` says why. */
  readonly ours: number | null
  readonly unit: 'percent' | 'share' | 'ms' | 's' | 'count' | 'kB' | 'MB'
  readonly target?: Target
  /** What others reach, in their words and on the same data. */
  readonly references?: string
  readonly note?: string
}

/** In the unit of the figure; `percent` counts to 100. */
export type Target = { readonly atLeast: number } | { readonly atMost: number }

export const atLeast = (value: number): Target => ({ atLeast: value })
export const atMost = (value: number): Target => ({ atMost: value })

/** A share of 0–1 as a figure in percent. */
export function percent(
  name: string,
  share: number | null,
  more: Partial<Pick<Figure, 'target' | 'references' | 'note'>> = {},
): Figure {
  return { name, ours: share === null ? null : share * 100, unit: 'percent', ...more }
}

/** `null` where there is nothing to meet, or nothing was measured. */
export function isMet({ ours, target }: Figure): boolean | null {
  if (!target || ours === null) return null
  return 'atLeast' in target ? ours >= target.atLeast : ours <= target.atMost
}

const DIGITS: Readonly<Record<Figure['unit'], number>> = {
  percent: 1,
  share: 3,
  ms: 1,
  s: 2,
  count: 0,
  kB: 0,
  MB: 1,
}
const SUFFIX: Readonly<Record<Figure['unit'], string>> = {
  percent: ' %',
  share: '',
  ms: ' ms',
  s: ' s',
  count: '',
  kB: ' kB',
  MB: ' MB',
}

/** The table of one section as lines, its columns aligned. */
export function tableOf(title: string, figures: readonly Figure[]): string[] {
  const rows = [
    [title, 'ours', 'target', 'met', 'references'],
    ...figures.map((figure) => [
      figure.name,
      figure.ours === null ? '–' : written(figure.ours, figure.unit),
      targetOf(figure),
      { true: 'yes', false: 'NO', null: '' }[String(isMet(figure)) as 'true' | 'false' | 'null'],
      [figure.references, figure.note].filter(Boolean).join(' · '),
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        (isNumber(column) ? cell.padStart : cell.padEnd).call(cell, widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
  return [lines[0]!, '─'.repeat(Math.max(...lines.map(({ length }) => length))), ...lines.slice(1)]
}

const isNumber = (column: number): boolean => column === 1 || column === 2

function targetOf({ target, unit }: Figure): string {
  if (!target) return ''
  return 'atLeast' in target
    ? `≥ ${written(target.atLeast, unit)}`
    : `≤ ${written(target.atMost, unit)}`
}

const written = (value: number, unit: Figure['unit']): string =>
  `${value.toFixed(DIGITS[unit])}${SUFFIX[unit]}`
