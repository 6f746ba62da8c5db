import { ABORT } from '#domain/core-commands.ts'
import { comparable, tokensOf } from '../parameters/words.ts'

/*
 * Words that answer any question. They count only as whole messages: "no sugar" is a value, and
 * "cancel the meeting" another command.
 */

const words = (text: string): string[] => tokensOf(text).map((token) => comparable(token.text))
/** "Yes, please!" and "yes please" are the same words. */
const bare = (text: string): string => words(text).join(' ')

const phrases = (text: string): ReadonlySet<string> => new Set(text.split(', ').map(bare))

const YES = phrases(
  'yes, y, yep, yeah, yup, sure, ok, okay, do it, go ahead, confirm, confirmed, correct, right, ' +
    'yes please, please do, yes do it, go for it, absolutely, of course, that is right, that’s right',
)
const NO = phrases(
  "no, n, nope, nah, don't, do not, no thanks, no thank you, stop, don't do it, do not do it, " +
    'rather not, better not, wrong',
)
const ABORTING = new Set([
  ...ABORT.utterances.map(bare),
  ...phrases('cancel, abort, stop, quit, exit, nevermind, drop that, forget about it, leave it'),
])
const NONE = phrases(
  'none, neither, none of these, none of them, none of those, neither of these, neither of them, ' +
    'no, something else, not these',
)
const SKIP = phrases('skip, skip it, none, nothing, no, leave it out, without, default, empty')
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

export const isYes = (text: string): boolean => YES.has(bare(text))
export const isNo = (text: string): boolean => NO.has(bare(text))
export const isAbort = (text: string): boolean => ABORTING.has(bare(text))
export const isNone = (text: string): boolean => NONE.has(bare(text))
export const isSkip = (text: string): boolean => SKIP.has(bare(text))

/** What may follow a yes without changing it. What hedges it ("but not today") is not among them. */
const AFFIRMING = new Set(
  (
    "yes please do go ahead it this that one them these those the a an my our your i am i'm sure certain want " +
    'to would like you can may now thanks thank confirm confirmed'
  ).split(' '),
)
/** Those that are the first word of nothing else: "stop the clock" and "correct the name" are commands. */
const PLAIN_YES = phrases('yes, y, yep, yeah, yup, sure, ok, okay')
const PLAIN_NO = phrases('no, nope, nah')

/** "yes clear it", to `clear board`: a yes, and nothing after it but what is asked anyway. */
export function isConsent(text: string, command: string): boolean {
  const [first = '', ...rest] = words(text)
  const own = new Set(comparable(command).split(' '))
  return PLAIN_YES.has(first) && rest.every((word) => AFFIRMING.has(word) || own.has(word))
}

/** Words of which one says yes without having been asked whether. */
const AGREEING = new Set([
  ...PLAIN_YES,
  ...phrases(
    'exactly, perfect, great, fine, good, correct, right, alright, absolutely, thanks, thank, ' +
      'approve, agree, agreed, awesome, excellent, wonderful',
  ),
])
const AROUND_AGREEING = phrases(
  "that, that's, this, it, is, was, all, me, to, sounds, looks, works, very, much, so, just, of, course, " +
    "well, what, wanted, will, do, work, for, help, you're, are",
)

/** "Exactly.", "yes, that sounds good": they agree, and say nothing of a value. */
export function isAgreement(text: string): boolean {
  const said = words(text)
  return (
    said.some((word) => AGREEING.has(word)) &&
    said.every((word) => AGREEING.has(word) || AFFIRMING.has(word) || AROUND_AGREEING.has(word))
  )
}

/** Thanks agree to nothing. */
const APPROVING = new Set([...AGREEING, 'works', 'work'])
for (const word of ['thanks', 'thank']) APPROVING.delete(word)
/** "Is that right": it asks; "I am fine": it declines. */
const NO_APPROVAL = phrases(
  "is, are, was, what, do, will, i, i'm, you, you're, to, for, me, of, help",
)

/** "That works", "sounds good to me": a yes to what was proposed. */
export function isApproval(text: string): boolean {
  const said = words(text)
  return (
    !text.trim().endsWith('?') &&
    !NO_APPROVAL.has(said[0] ?? '') &&
    said.some((word) => APPROVING.has(word)) &&
    said.every((word) => APPROVING.has(word) || AFFIRMING.has(word) || AROUND_AGREEING.has(word))
  )
}

/** Any yes to what was proposed: "yes, that one please", "that works". */
export const isAccepted = (text: string): boolean =>
  isYes(text) || isConsent(text, '') || isApproval(text)

/**
 * "no, because I changed my mind"; without a comma, "no" has to be about the command: "no don't
 * clear it", and not "no problem".
 */
export function isRefusal(text: string, command: string): boolean {
  const [first = '', ...rest] = words(text)
  if (!PLAIN_NO.has(first)) return false
  const own = new Set(comparable(command).split(' '))
  return (
    /^\p{L}+\s*[,.;!–—]/u.test(text) || rest.some((word) => own.has(word) && !AFFIRMING.has(word))
  )
}

const EXCEPTING =
  /(?:^|[^\p{L}])(?:not|never|except|but|without)(?: for)?(?: (?:the|a|an|my|that|this))?\s*$/iu

/** "Not the gift card", "anything but Visa": what comes after is what it is not to be. */
export const isExcepted = (text: string, start: number): boolean =>
  EXCEPTING.test(text.slice(0, start))

/** `2`, `#2`, `2.`, `the second one` → 1; of 3, `the last` → 2; anything else → `null`. */
export function choiceIndex(text: string, count: number): number | null {
  const said = comparable(text)
    .replace(/^(?:#|number |option |the )/, '')
    .replace(/ one$/, '')
  if (said === 'last') return count - 1
  if (/^\d{1,2}$/.test(said)) return Number(said) - 1
  const ordinal = ORDINALS.indexOf(said)
  return ordinal < 0 ? null : ordinal
}
