import { describe, expect, it } from 'vitest'
import { workflow } from '#testing/workflow-builder.ts'
import { cutsIn, openerOf, tiesIn } from './cuts.ts'

describe('what a request begins with', () => {
  it.each([
    ['Pay it', 'pay'],
    ['  could you please pay it', 'pay'],
    ['and then I’d like to pay it', 'pay'],
    ['make sure to pay it', 'pay'],
    ['the bill', ''],
    ['12 boots', ''],
    ['2nd order', ''],
    ['', ''],
  ])('“%s” begins with “%s”', (text, opener) => {
    expect(openerOf(text)).toBe(opener)
  })
})

/** What stands on the right of each tie; `!` where the tie is a strong one. */
const tied = (text: string): string[] =>
  tiesIn(text).map(({ end, start, isStrong }) => {
    expect(text.slice(0, end)).not.toMatch(/[\s,]$/u)
    return `${isStrong ? '!' : ''}${text.slice(start)}`
  })

describe('what ties things together', () => {
  it.each([
    ['pay it and send it', ['send it']],
    ['pay it, please, then send it & close', ['!send it & close', 'close']],
    ['pay it. Also, send it', ['!send it']],
    ['a, b plus c', ['b plus c', 'c']],
    ['pay “this and that” and “go, stop”', ['“go, stop”']],
    ['pay (a and b), (c and d)', ['(c and d)']],
    ["say 'a and b' and don't and won't", ["don't and won't", "won't"]],
    // Nothing before it, or nothing after it.
    [', pay it', []],
    ['pay it, ', []],
    ['pay it and ', []],
    // A condition and what follows from it.
    ['if it rains, pay', []],
    ['pay, if it rains and snows', ['snows']],
    ['pay, when is it due', ['when is it due']],
  ])('in “%s” is before %j', (text, right) => {
    expect(tied(text)).toEqual(right)
  })
})

describe('where a message may fall into two', () => {
  const document = workflow()
    .command('pay', { utterances: ['settle the bill', 'the bill please'] })
    .build()
  const cut = (text: string, isControl?: (text: string) => boolean): string[] =>
    cutsIn(text, document, isControl).map(({ start }) => text.slice(start))

  it('is where a request begins, or what forbids something, or a control', () => {
    expect(cut('look and pay')).toEqual(['pay'])
    expect(cut('look and settle it')).toEqual(['settle it'])
    expect(cut('look and don’t touch')).toEqual(['don’t touch'])
    expect(cut('look and the bill')).toEqual([])
    expect(cut('look and 12')).toEqual([])
    expect(cut('look and undo that', (text) => text === 'undo that')).toEqual(['undo that'])
    expect(cut('look and touch')).toEqual([])
  })
})
