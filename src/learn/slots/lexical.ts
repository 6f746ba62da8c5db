/** Names of what can be seen of a word and those around it, hashed to 32 bits. */
export interface LexicalFeatures {
  /** What holds of any word in that place. */
  readonly around: Uint32Array
  /** What only this word has: left out now and then in training, so that the place must tell. */
  readonly own: Uint32Array
}

/** One for each word. `asked` are the kinds of the parameters that the text answers for. */
export function lexicalFeatures(
  words: readonly string[],
  asked: readonly string[] = [],
): LexicalFeatures[] {
  const lower = words.map((word) => word.toLowerCase())
  const shapes = words.map(shapeOf)
  const cases = words.map(caseOf)
  const caseAt = (index: number): string => cases[index] ?? (index < 0 ? '<' : '>')
  const at = (index: number): string => lower[index] ?? (index < 0 ? '<' : '>')
  const questions = asked.map((kind) => hash(`asked ${kind}`))
  return words.map((_, i) => {
    const word = at(i)
    return {
      around: Uint32Array.from([
        hash('word'),
        hash(`-1 ${at(i - 1)}`),
        hash(`+1 ${at(i + 1)}`),
        hash(`-2 ${at(i - 2)}`),
        hash(`+2 ${at(i + 2)}`),
        hash(`-2-1 ${at(i - 2)} ${at(i - 1)}`),
        hash(`+1+2 ${at(i + 1)} ${at(i + 2)}`),
        hash(`shape ${shapes[i]!}`),
        hash(`-1 shape ${shapes[i - 1] ?? ''}`),
        hash(`+1 shape ${shapes[i + 1] ?? ''}`),
        hash(`case ${caseAt(i - 1)}${caseAt(i)}`),
        hash(`case ${caseAt(i - 1)}${caseAt(i)}${caseAt(i + 1)}`),
        hash(`from start ${Math.min(i, 4)}`),
        hash(`from end ${Math.min(words.length - 1 - i, 3)}`),
        ...questions,
      ]),
      own: Uint32Array.from([
        hash(`0 ${word}`),
        hash(`-1+0 ${at(i - 1)} ${word}`),
        hash(`+0+1 ${word} ${at(i + 1)}`),
        ...[2, 3, 4].flatMap((length) => [
          hash(`begins ${word.slice(0, length)}`),
          hash(`ends ${word.slice(-length)}`),
        ]),
      ]),
    }
  })
}

/** `McDonald7` → `AaAa0`, `12345` → `00`: at most two of a kind in a row. */
const shapeOf = (word: string): string =>
  word
    .replaceAll(/\p{Lu}/gu, 'A')
    .replaceAll(/[\p{Ll}\p{Lo}]/gu, 'a')
    .replaceAll(/\p{N}/gu, '0')
    .replaceAll(/(.)\1{2,}/gu, '$1$1')

/** Where names begin and end: of the first word, a large letter says little. */
function caseOf(word: string, index: number): string {
  if (/^\p{Lu}/u.test(word)) return index === 0 ? 'first' : 'A'
  if (/^\p{L}/u.test(word)) return 'a'
  return /^\p{N}/u.test(word) ? '0' : '.'
}

/** FNV-1a with a final mix. */
export function hash(text: string): number {
  let mixed = 0x811c9dc5
  for (let i = 0; i < text.length; i++) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
