import { describe, expect, it } from 'vitest'
import { byteSize, duration, moment, percent, plural, score, shortened } from './format.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('format', () => {
  it.each([
    [0.934, 0, '93 %'],
    [0.934, 1, '93.4 %'],
    [0, 0, '0 %'],
    [null, 0, '–'],
  ])('says the share %s with %s digits as %s', (share, digits, text) => {
    expect(plain(percent(share, digits))).toBe(text)
  })

  it.each([
    [0.2, '<1 ms'],
    [12.4, '12 ms'],
    [999.7, '1.0 s'],
    [1234, '1.2 s'],
    [125_000, '2 min 5 s'],
  ])('says %s ms as %s', (ms, text) => {
    expect(plain(duration(ms))).toBe(text)
  })

  it.each([
    [740, '740 B'],
    [12_340, '12.3 kB'],
    [999_960, '1.0 MB'],
    [1_400_000, '1.4 MB'],
  ])('says %s bytes as %s', (bytes, text) => {
    expect(plain(byteSize(bytes))).toBe(text)
  })

  it('keeps a dash for what was not measured', () => {
    expect(score(null)).toBe('–')
    expect(score(0.876)).toBe('0.88')
  })

  it('counts in the right number', () => {
    expect(plural(1, 'message')).toBe('1 message')
    expect(plural(1200, 'message')).toBe('1,200 messages')
  })

  it('leaves the date out of a moment of today', () => {
    const noon = new Date(2026, 10, 20, 12, 5).getTime()
    expect(moment(noon, noon + 1000)).toBe('12:05')
    expect(moment(noon, noon + 3 * 86_400_000)).toContain('20 Nov')
  })

  it('shortens a long text without reading all of it', () => {
    expect(shortened('one\n two', 20)).toBe('one two')
    expect(shortened('x'.repeat(100_000), 10)).toBe('xxxxxxxxx…')
    expect(shortened(`${' '.repeat(50)}late`, 10)).toBe('…')
  })
})
