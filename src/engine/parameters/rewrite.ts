/** A text with some of its words said otherwise, and where each of its letters was before. */
export interface Rewritten {
  readonly text: string
  /** The place in the original that a place in the rewritten text stands for. */
  readonly placeOf: (start: number, end: number) => { readonly start: number; readonly end: number }
}

/** What is to be found, and how it is said instead; `null` leaves it as it is. */
export interface Rewriting {
  readonly find: RegExp
  readonly say: (match: RegExpExecArray) => string | null
}

interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly isNew: boolean
}

/** Says words otherwise, each once: what was rewritten is not read again by a later rule. */
export function rewrite(text: string, rules: readonly Rewriting[]): Rewritten {
  const pieces = rules.reduce<readonly Piece[]>(
    (sofar, rule) => sofar.flatMap((piece) => (piece.isNew ? piece : applied(piece, rule))),
    [{ text, start: 0, end: text.length, isNew: false }],
  )
  return {
    text: pieces.map((piece) => piece.text).join(''),
    placeOf: (start, end) => ({
      start: originalOf(pieces, start, 'start'),
      end: originalOf(pieces, end, 'end'),
    }),
  }
}

function applied(piece: Piece, { find, say }: Rewriting): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const keep = (to: number): void => {
    if (to > at)
      pieces.push({
        text: piece.text.slice(at, to),
        start: piece.start + at,
        end: piece.start + to,
        isNew: false,
      })
    at = to
  }
  for (const match of piece.text.matchAll(find)) {
    const said = say(match)
    if (said === null || match[0] === '') continue
    keep(match.index)
    at = match.index + match[0].length
    pieces.push({
      text: said,
      start: piece.start + match.index,
      end: piece.start + at,
      isNew: true,
    })
  }
  keep(piece.text.length)
  return pieces
}

function originalOf(pieces: readonly Piece[], place: number, edge: 'start' | 'end'): number {
  let from = 0
  for (const { text, start, end, isNew } of pieces) {
    const to = from + text.length
    const isWithin = edge === 'start' ? place < to : place <= to
    if (isWithin) return isNew ? (edge === 'start' ? start : end) : start + place - from
    from = to
  }
  return pieces.at(-1)?.end ?? 0
}
