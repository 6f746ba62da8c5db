interface Letter {
  readonly text: string
  /** In the text; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

/**
 * Where the tokens of a BERT tokenizer stand in the text they were made of. It gives no offsets, so
 * they are laid along the text as it was cleaned for it: lower case, without accents. A token that
 * is unknown stands for the rest of its word.
 */
export function tokenPlaces(
  text: string,
  tokens: readonly string[],
): { start: number; end: number }[] {
  const letters = lettersOf(text)
  let at = 0
  return tokens.map((token) => {
    while (letters[at]?.text === ' ') at++
    const from = at
    if (token === UNKNOWN) while (at < letters.length && !endsWord(letters, at++));
    else {
      const piece = token.replace(/^##/, '')
      let length = 0
      while (at < letters.length && length < piece.length) length += letters[at++]!.text.length
    }
    const start = letters[from]?.start ?? text.length
    return { start, end: Math.max(start, letters[at - 1]?.end ?? text.length) }
  })
}

const UNKNOWN = '[UNK]'

/** What is read of each character: nothing of an accent, more than one letter of some. */
function lettersOf(text: string): Letter[] {
  const letters: Letter[] = []
  let start = 0
  for (const character of text) {
    const end = start + character.length
    const read = /\s/u.test(character)
      ? ' '
      : character
          .normalize('NFD')
          .replaceAll(/\p{Mn}/gu, '')
          .toLowerCase()
    if (read !== '') letters.push({ text: read, start, end })
    start = end
  }
  return letters
}

/** Punctuation is a word by itself, and so is each ideograph. */
function endsWord(letters: readonly Letter[], at: number): boolean {
  const [here, next] = [letters[at]!.text, letters[at + 1]?.text ?? ' ']
  return next === ' ' || isAlone(here) || isAlone(next)
}

const isAlone = (letter: string): boolean => /[\p{P}$+<=>^`|~\p{Script=Han}]/u.test(letter)
