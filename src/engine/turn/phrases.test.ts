import { describe, expect, it } from 'vitest'
import {
  choiceIndex,
  isAbort,
  isAccepted,
  isAgreement,
  isConsent,
  isNo,
  isNone,
  isRefusal,
  isSkip,
  isYes,
} from './phrases.ts'

describe('whole messages that answer any question', () => {
  it.each<[(text: string) => boolean, readonly string[], readonly string[]]>([
    [
      isYes,
      ['yes', 'OK!', 'Do it.', 'go ahead', 'yes, please', 'That’s right', 'of course'],
      ['yes sir', 'yesterday', 'right turn', 'no', ''],
    ],
    [
      isNo,
      ['no', 'Nope.', 'don’t', "Don't do it!", 'no, thanks', 'rather not'],
      ['no sugar', 'not', 'note', 'yes', ''],
    ],
    [
      isAbort,
      ['never mind', 'Forget it.', 'stop asking', 'cancel', 'Stop!', 'leave it'],
      ['cancel the meeting', 'stop the clock', 'no', ''],
    ],
    [
      isNone,
      ['none', 'Neither.', 'none of these', 'something else', 'not these'],
      ['nothing', 'none of your business', ''],
    ],
    [
      isSkip,
      ['skip', 'Leave it out.', 'without', 'nothing', 'default'],
      ['skip the queue', 'without sugar', ''],
    ],
  ])('%o', (is, those, others) => {
    expect(those.filter((text) => !is(text))).toEqual([])
    expect(others.filter(is)).toEqual([])
  })
})

describe('the answer to whether a command is to be run', () => {
  it.each<[string, string]>([
    ['yes', 'clear_board'],
    ['Yes, please do', 'clear_board'],
    ['yes clear it', 'clear_board'],
    ['ok, clear the board now', 'clear_board'],
    ['sure I’m sure', 'clear_board'],
    ['yeah I want to', 'clear_board'],
  ])('is a yes: %s, to %s', (text, command) => expect(isConsent(text, command)).toBe(true))

  it.each<[string, string]>([
    ['', 'clear_board'],
    ['clear the board', 'clear_board'],
    ['yes but not today', 'clear_board'],
    ['yes, the other board', 'clear_board'],
    ['stop the clock', 'stop_clock'],
  ])('is no yes: %s, to %s', (text, command) => expect(isConsent(text, command)).toBe(false))

  it.each<[string, string]>([
    ['no, because I changed my mind', 'clear_board'],
    ['no – keep all of it', 'clear_board'],
    ['Nah. I am not done', 'clear_board'],
    ["no don't clear it", 'clear_board'],
    ['nope leave the board alone', 'clear_board'],
  ])('is a no: %s, to %s', (text, command) => expect(isRefusal(text, command)).toBe(true))

  it.each<[string, string]>([
    ['', 'clear_board'],
    ['no problem', 'clear_board'],
    ['no it is fine', 'do_it'],
    ['clear the board, no more of it', 'clear_board'],
    ['nothing, really', 'clear_board'],
    ['I say no, never', 'clear_board'],
    ['no more of it – clear the board', 'erase'],
  ])('is no no: %s, to %s', (text, command) => expect(isRefusal(text, command)).toBe(false))
})

describe('an agreement that no question asked for', () => {
  it.each([
    'Awesome, please do',
    'Alright, it is good',
    'So it sounds perfect',
    'all is well, thanks',
  ])('is “%s”', (text) => expect(isAgreement(text)).toBe(true))

  it.each(['it is so', 'a good hotel', 'please'])('is not “%s”', (text) =>
    expect(isAgreement(text)).toBe(false),
  )
})

describe('a yes to what was proposed', () => {
  it.each(['yes', 'Of course', 'yes, that one please', 'that works', 'sounds good to me'])(
    'is “%s”',
    (text) => expect(isAccepted(text)).toBe(true),
  )

  it.each(['', 'thanks', 'is that right?', 'That works? ', 'what works', 'yes, that lamp', 'one'])(
    'is not “%s”',
    (text) => expect(isAccepted(text)).toBe(false),
  )
})

it.each<[string, number | null]>([
  ['1', 0],
  ['2.', 1],
  ['#2', 1],
  ['number 3', 2],
  ['Option 4', 3],
  ['12', 11],
  ['the second one', 1],
  ['the first', 0],
  ['Third one', 2],
  ['eighth', 7],
  ['the last one', 3],
  ['last', 3],
  ['ninth', null],
  ['123', null],
  ['2 or 3', null],
  ['in 2', null],
  ['one for the second', null],
  ['take the second', null],
  ['second one here', null],
  ['the one', null],
  ['two', null],
  ['', null],
])('counts the offered: “%s” is place %j', (text, index) =>
  expect(choiceIndex(text, 4)).toBe(index),
)
