/** Shown where nothing was measured; the reason stands beside it. */
export const NOTHING = '–'

/** 0.934 → `93 %`, with a space that does not break; `null` is a dash. */
export function percent(share: number | null, digits = 0): string {
  return share === null ? NOTHING : `${(share * 100).toFixed(digits)}\u00a0%`
}

/** A score on its own scale, 0.8734 → `0.87`; `null` is a dash. */
export function score(value: number | null, digits = 2): string {
  return value === null ? NOTHING : value.toFixed(digits)
}

/** A time span in the unit a person would use: `<1 ms`, `12 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1) return '<1\u00a0ms'
  if (ms < 999.5) return `${String(Math.round(ms))}\u00a0ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}\u00a0s`
  const seconds = Math.round(ms / 1000)
  return `${String(Math.floor(seconds / 60))}\u00a0min ${String(seconds % 60)}\u00a0s`
}

/** Decimal units, as disks and downloads count: `740 B`, `12.3 kB`, `1.4 MB`, `10.7 GB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)}\u00a0B`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)}\u00a0kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`
  return `${(bytes / 1e9).toFixed(1)}\u00a0GB`
}

export const count = (n: number): string => n.toLocaleString('en')

/** `1 message`, `3 messages`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

const sameDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const otherDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment, short: the time of day if it was today, else with its date. Both in Unix ms. */
export function moment(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return (isToday ? sameDay : otherDay).format(at)
}

const withSeconds = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** The time of day to the second, Unix ms: `06:40:57`. */
export const clockTime = (at: number): string => withSeconds.format(at)

/** The start of a text on one line, at most `length` characters with the ellipsis. */
export function shortened(text: string, length: number): string {
  const line = text
    .slice(0, length * 2)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= length && text.length <= length * 2 ? line : `${line.slice(0, length - 1)}…`
}
