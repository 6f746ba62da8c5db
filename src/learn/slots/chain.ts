/**
 * A linear chain over the words of one text. Label 0 is "no value"; the parameters of the command
 * follow in pairs: `1 + 2p` begins a value of parameter `p`, `2 + 2p` goes on with it.
 */
export const OUTSIDE = 0
export const beginOf = (parameter: number): number => 1 + 2 * parameter
export const insideOf = (parameter: number): number => 2 + 2 * parameter
export const parameterAt = (label: number): number => (label - 1) >> 1
export const isInside = (label: number): boolean => label > 0 && label % 2 === 0

/** Whether a label may follow another; `from` is -1 before the first word. */
export const mayFollow = (from: number, to: number): boolean =>
  !isInside(to) || (from > 0 && parameterAt(from) === parameterAt(to))

/** Scores of a chain: `states` is words × labels, `moves` is labels × labels (from × to). */
export interface ChainScores {
  readonly words: number
  readonly labels: number
  readonly states: Float64Array
  readonly moves: Float64Array
}

/** What is expected of each label and each move, given the scores. */
export interface Marginals {
  readonly states: Float64Array
  /** Summed over all neighbouring words; labels × labels. */
  readonly moves: Float64Array
  /** Logarithm of the sum over all label sequences. */
  readonly logPartition: number
}

/** Forward–backward in the log domain. */
export function marginals({ words, labels, states, moves }: ChainScores): Marginals {
  const forward = new Float64Array(words * labels)
  const backward = new Float64Array(words * labels)
  const into = new Float64Array(labels)
  for (let to = 0; to < labels; to++) forward[to] = mayFollow(-1, to) ? states[to]! : -Infinity
  for (let word = 1; word < words; word++)
    for (let to = 0; to < labels; to++) {
      for (let from = 0; from < labels; from++)
        into[from] = mayFollow(from, to)
          ? forward[(word - 1) * labels + from]! + moves[from * labels + to]!
          : -Infinity
      forward[word * labels + to] = logSum(into) + states[word * labels + to]!
    }
  for (let word = words - 2; word >= 0; word--)
    for (let from = 0; from < labels; from++) {
      for (let to = 0; to < labels; to++)
        into[to] = mayFollow(from, to)
          ? moves[from * labels + to]! +
            states[(word + 1) * labels + to]! +
            backward[(word + 1) * labels + to]!
          : -Infinity
      backward[word * labels + from] = logSum(into)
    }
  const logPartition = logSum(forward.subarray((words - 1) * labels))
  const expected = new Float64Array(words * labels)
  for (let i = 0; i < expected.length; i++)
    expected[i] = Math.exp(forward[i]! + backward[i]! - logPartition)
  const expectedMoves = new Float64Array(labels * labels)
  for (let word = 1; word < words; word++)
    for (let from = 0; from < labels; from++)
      for (let to = 0; to < labels; to++)
        if (mayFollow(from, to))
          expectedMoves[from * labels + to]! += Math.exp(
            forward[(word - 1) * labels + from]! +
              moves[from * labels + to]! +
              states[word * labels + to]! +
              backward[word * labels + to]! -
              logPartition,
          )
  return { states: expected, moves: expectedMoves, logPartition }
}

/** The likeliest sequence of labels (Viterbi). */
export function bestPath({ words, labels, states, moves }: ChainScores): Int32Array {
  const best = new Float64Array(words * labels)
  const cameFrom = new Int32Array(words * labels)
  for (let to = 0; to < labels; to++) best[to] = mayFollow(-1, to) ? states[to]! : -Infinity
  for (let word = 1; word < words; word++)
    for (let to = 0; to < labels; to++) {
      let top = -Infinity
      for (let from = 0; from < labels; from++) {
        if (!mayFollow(from, to)) continue
        const score = best[(word - 1) * labels + from]! + moves[from * labels + to]!
        if (score <= top) continue
        top = score
        cameFrom[word * labels + to] = from
      }
      best[word * labels + to] = top + states[word * labels + to]!
    }
  const path = new Int32Array(words)
  if (words === 0) return path
  let last = 0
  for (let label = 1; label < labels; label++)
    if (best[(words - 1) * labels + label]! > best[(words - 1) * labels + last]!) last = label
  path[words - 1] = last
  for (let word = words - 1; word > 0; word--)
    path[word - 1] = cameFrom[word * labels + path[word]!]!
  return path
}

function logSum(values: Float64Array): number {
  let top = -Infinity
  for (const value of values) if (value > top) top = value
  if (top === -Infinity) return -Infinity
  let sum = 0
  for (const value of values) sum += Math.exp(value - top)
  return top + Math.log(sum)
}
