const DAY_MS = 86_400_000

export function today(): string {
  return daysFromNow(0)
}

/** `YYYY-MM-DD`; negative days lie in the past. */
export function daysFromNow(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
}
