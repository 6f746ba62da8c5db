/** A word or number of a text with its place; punctuation around it is left out. */
export interface Token {
  readonly text: string
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

const TOKEN = /[^\s]+/gu
const LEADING = /^[\s"'“”‘’«»()[\]{}<>.,;:!?…]+/u
const TRAILING = /[\s"'“”‘’«»()[\]{}<>.,;:!?…]+$/u

/** The words of a text, without the punctuation around them; `john@x.com` and `#W-1` stay whole. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const lead = LEADING.exec(match[0])?.[0].length ?? 0
    const word = match[0].slice(lead).replace(TRAILING, '')
    const start = match.index + lead
    if (word !== '') tokens.push({ text: word, start, end: start + word.length })
  }
  return tokens
}

/**
 * A text reduced to what counts when two are compared: lower case, single spaces, underscores as
 * spaces, no punctuation at its ends.
 */
export function comparable(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('_', ' ')
    .replaceAll(/[‘’]/g, "'")
    .replace(LEADING, '')
    .replace(TRAILING, '')
    .replaceAll(/\s+/g, ' ')
}

/** Words that tie a sentence together and name nothing. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its my your our his her their me you us him them i we they ' +
    'he she to for from of in on at by with and or but as is are was were be been am do does did ' +
    'can could would should will shall may might must please just now then there here all any some ' +
    'no not yes what which who whom whose when where why how if so up out about into over again ' +
    'want need like give get tell show let make have has had thanks hi hello hey ' +
    "i'm i'd i'll i've it's that's let's what's who's there's here's don't can't isn't we're you're"
  ).split(' '),
)

export const isFunctionWord = (word: string): boolean =>
  FUNCTION_WORDS.has(word.toLowerCase().replace('’', "'"))

/** Text between one pair of matching quotes is what was quoted; anything else is as it was. */
export function unquoted(text: string): string {
  const trimmed = text.trim()
  const [, open = '', inner = '', close = ''] =
    /^(["'`“‘«])([\s\S]*)(["'`”’»])$/u.exec(trimmed) ?? []
  return CLOSING[open] === close && !inner.includes(close) ? inner.trim() : trimmed
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '«': '»',
}

/** A text as a part of a `u` expression that stands for itself; there only syntax may be escaped. */
export const escapeForUnicode = (text: string): string =>
  text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** `1`, `1 and 2`, `1, 2 or 3`: a list as a sentence says it. */
export function enumerate(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`
}
