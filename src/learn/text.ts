/** Longer than anything the encoder can read (256 tokens), and short enough to tokenize at once. */
export const LONGEST_TEXT = 2000

/**
 * A text as the encoder sees it: composed, without control characters, with single spaces, and
 * cut. The same rule at training and at message time, so that equal words give an equal vector.
 */
export function normalizeText(text: string): string {
  // Cut first, with room for what collapses: a huge paste must not cost a huge normalisation.
  const head = text.length > LONGEST_TEXT * 4 ? text.slice(0, LONGEST_TEXT * 4) : text
  const clean = head
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return wholeCharacters(clean, LONGEST_TEXT)
}

/** The first `length` code units, without half of a surrogate pair at the end. */
function wholeCharacters(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? length - 1 : length)
}
