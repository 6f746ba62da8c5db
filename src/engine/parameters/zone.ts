const MINUTE = 60_000

/**
 * How many minutes a zone is ahead of UTC at a moment: 60 for `Europe/Berlin` in winter. `null` for
 * a zone that nobody knows, and for none: the clock of the machine counts then.
 */
export function minutesAhead(timeZone: string | undefined, at: number): number | null {
  const format = timeZone === undefined ? null : clockOf(timeZone)
  if (!format) return null
  const parts = format.formatToParts(at)
  const part = (wanted: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find(({ type }) => type === wanted)?.value)
  const there = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((there - at) / MINUTE)
}

const clocks = new Map<string, Intl.DateTimeFormat | null>()

/** Making one takes a hundred times as long as using it. */
function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = newClock(timeZone)
  clocks.set(timeZone, clock)
  return clock
}

function newClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }
}
