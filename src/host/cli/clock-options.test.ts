import { describe, expect, it } from 'vitest'
import { readMoment, readTimeZone } from './clock-options.ts'
import { UsageError } from './exit-codes.ts'

describe('--time-zone', () => {
  it.each(['Europe/Berlin', 'America/New_York', 'UTC'])('takes %s', (zone) => {
    expect(readTimeZone(zone)).toEqual({ timeZone: zone })
  })

  it.each(['Europe/Atlantis', 'Berlin', ''])('does not know “%s”', (zone) => {
    expect(() => readTimeZone(zone)).toThrow(UsageError)
  })

  it('is the machine’s where it is left out', () => {
    expect(readTimeZone(undefined)).toEqual({})
  })
})

describe('--now', () => {
  it.each([
    ['2026-03-28T12:00:00Z', Date.UTC(2026, 2, 28, 12)],
    ['2026-03-28T12:00+01:00', Date.UTC(2026, 2, 28, 11)],
    ['2026-03-28T12:00:00.250-05:30', Date.UTC(2026, 2, 28, 17, 30, 0, 250)],
  ])('takes %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment)
  })

  it.each(['2026-03-28T12:00:00', '2026-03-28', 'noon', '2026-13-40T12:00:00Z', '1774699200000'])(
    'does not take “%s”, which is no moment, or another one elsewhere',
    (text) => {
      expect(() => readMoment(text)).toThrow(UsageError)
    },
  )

  it('goes on by the machine’s clock where it is left out', () => {
    expect(readMoment(undefined)).toBeNull()
  })
})
