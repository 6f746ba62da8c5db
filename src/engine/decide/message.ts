/** More than this is kept in the journal but not read for meaning; no command needs so many words. */
export const UNDERSTOOD_LENGTH = 2_000

const CONTROL = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu

/**
 * What is understood of a message: composed (NFC), without control and invisible characters,
 * single spaces, at most `UNDERSTOOD_LENGTH` UTF-16 units, never ending in half a character.
 */
export function understandable(text: string): string {
  // Cut first: normalising a very long message would cost more than understanding it.
  return wholeCharacters(text, UNDERSTOOD_LENGTH * 2)
    .replaceAll(/[\p{Zs}\t\r\n]+/gu, ' ')
    .replaceAll(CONTROL, '')
    .normalize('NFC')
    .trim()
    .slice(0, UNDERSTOOD_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
}

const wholeCharacters = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
