import { describe, expect, it } from 'vitest'
import { minutesAhead } from './zone.ts'

describe('how far a zone is ahead of UTC', () => {
  it.each<[zone: string | undefined, at: string, minutes: number | null]>([
    ['UTC', '2026-01-02T12:00:00Z', 0],
    ['Europe/Berlin', '2026-01-02T12:00:00Z', 60],
    ['Europe/Berlin', '2026-07-02T12:00:00Z', 120],
    // The hour the clocks are set at.
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 60],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 120],
    ['Asia/Kolkata', '2026-01-02T12:00:00Z', 330],
    ['Asia/Kathmandu', '2026-01-02T23:59:59Z', 345],
    ['America/New_York', '2026-01-01T00:30:00Z', -300],
    ['America/St_Johns', '2026-12-31T23:59:30Z', -210],
    // Another day, month and year there.
    ['Pacific/Kiritimati', '2025-12-31T12:00:00Z', 840],
    ['Pacific/Pago_Pago', '2026-01-01T05:00:00Z', -660],
    // At its midnight it is 0 o'clock, not 24.
    ['Europe/Berlin', '2026-01-01T23:00:00Z', 60],
    ['Nowhere/Land', '2026-01-02T12:00:00Z', null],
    ['', '2026-01-02T12:00:00Z', null],
    [undefined, '2026-01-02T12:00:00Z', null],
  ])('%s at %s: %j minutes', (zone, at, minutes) => {
    expect(minutesAhead(zone, Date.parse(at))).toBe(minutes)
    expect(minutesAhead(zone, Date.parse(at))).toBe(minutes)
  })

  it('is whole minutes at any millisecond', () => {
    expect(minutesAhead('Europe/Berlin', Date.parse('2026-01-02T12:00:00.999Z'))).toBe(60)
  })
})
