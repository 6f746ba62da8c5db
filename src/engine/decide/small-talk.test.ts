import { describe, expect, it } from 'vitest'
import { smallTalkIn } from './small-talk.ts'

describe('small talk', () => {
  it.each([
    ['Hello!', ['greeting']],
    ['hi there', ['greeting']],
    ['Good morning, everybody.', ['greeting']],
    ['Hey, how are you today?', ['greeting', 'how-are-you']],
    ['what’s your name?', ['who-are-you']],
    ['Thanks!', ['thanks']],
    ['thank you so much', ['thanks']],
    ['Great, thanks a lot, bye', ['praise', 'thanks', 'goodbye']],
    ['hello hello', ['greeting']],
    ["No, that's all. Thank you.", ['goodbye', 'thanks']],
  ])('is heard in “%s”', (text, kinds) => {
    expect(smallTalkIn(text)).toEqual(kinds)
  })

  it.each([
    '',
    'there',
    'now then',
    'no',
    'no sugar',
    'hello kitty lunch box',
    'good boots',
    'thanks to Anna',
    'how are you going to send it',
    'see you later alligator',
    'hi, open order W12',
    'are you open today',
    'great expectations',
  ])('is not all that “%s” says', (text) => {
    expect(smallTalkIn(text)).toEqual([])
  })
})
