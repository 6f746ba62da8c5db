import { isFunctionWord, tokensOf, type Token } from './words.ts'

/** A run of words that may be what one thing is called, and what stands around it. */
export interface Phrase {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  /** The word before it, as compared, articles left out: `from`, `in`; '' at the beginning. */
  readonly before: string
  /** The word before that one. */
  readonly earlier: string
  /** The word after it; '' at the end. */
  readonly after: string
  /** Written as names are: `New York`, `Treaty of Lisbon`. */
  readonly isName: boolean
  /** Letters or signs with digits: `CA123456`, `2022/AL2562`. */
  readonly isCode: boolean
}

/** Beside the small words, what ties phrases together and is part of none. */
const TYING = new Set(
  (
    'between using with within without during after before under over per via near around against ' +
    'through throughout toward towards across along among based given considering including ' +
    'excluding where while since until than because also only just starting ending called named ' +
    'titled having being located regarding concerning is are was were'
  ).split(' '),
)

const isBreak = ({ text }: Token): boolean => {
  const word = text.toLowerCase()
  return (isFunctionWord(word) && !/^\p{Lu}{2,}$/u.test(text)) || TYING.has(word)
}

const CAPITAL = /^\p{Lu}/u
const CODE = /^(?=.*\d)(?=.*[\p{L}/_-])[\p{L}\p{N}/_.:-]+$/u
/** Stand within a name: `Treaty of Lisbon`. */
const WITHIN_NAMES = new Set(['of', 'the', 'de', 'la', 'von', 'van'])
/** Written as names are, and none. */
const CALENDAR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|[AP]M)$/u
const ARTICLES = new Set(['the', 'a', 'an', 'my', 'our', 'this', 'that'])

/** The phrases of a text: runs between small words and signs, and the names within and across them. */
export function phrasesIn(text: string): Phrase[] {
  const tokens = tokensOf(text)
  const isJoined = (index: number): boolean => {
    const [here, next] = [tokens[index], tokens[index + 1]]
    return (
      here !== undefined && next !== undefined && /^\s+$/.test(text.slice(here.end, next.start))
    )
  }
  const runs = [
    ...runsOf(tokens, isJoined, (token) => !isBreak(token)),
    ...nameRuns(text, tokens, isJoined),
  ]
  const seen = new Set<string>()
  return runs.flatMap(([from, to]): Phrase[] => {
    const [first, last] = [tokens[from], tokens[to]]
    const key = `${from} ${to}`
    if (!first || !last || seen.has(key)) return []
    seen.add(key)
    const around = surroundings(text, tokens, from, to)
    // "of the footballer Lionel Messi": what stands before the whole stands before the name.
    const whole = runs.find(([a, b]) => a < from && b === to)
    const { before, earlier } = whole ? surroundings(text, tokens, whole[0], whole[1]) : around
    const inherited = around.isName && whole ? { before, earlier } : {}
    return [{ start: first.start, end: last.end, ...around, ...inherited }]
  })
}

type Run = readonly [from: number, to: number]

function runsOf(
  tokens: readonly Token[],
  isJoined: (index: number) => boolean,
  belongs: (token: Token, index: number) => boolean,
): Run[] {
  const runs: Run[] = []
  let from = -1
  tokens.forEach((token, index) => {
    if (!belongs(token, index)) from = -1
    else {
      if (from < 0) from = index
      const next = tokens[index + 1]
      if (!next || !isJoined(index) || !belongs(next, index + 1)) {
        runs.push([from, index])
        from = -1
      }
    }
  })
  return runs
}

/** Capitalised words in a row; the first of a sentence is one only where another follows. */
function nameRuns(
  text: string,
  tokens: readonly Token[],
  isJoined: (index: number) => boolean,
): Run[] {
  const isFirst = (index: number): boolean => {
    const token = tokens[index]
    return index === 0 || (token !== undefined && /[.!?]\s*$/.test(text.slice(0, token.start)))
  }
  const isCapital = (index: number): boolean => {
    const token = tokens[index]
    return token !== undefined && CAPITAL.test(token.text) && !(isFirst(index) && isBreak(token))
  }
  const isWithin = (index: number): boolean =>
    WITHIN_NAMES.has(tokens[index]?.text ?? '') && isCapital(index - 1) && reachesCapital(index)
  const reachesCapital = (index: number): boolean =>
    isCapital(index + 1) ||
    (WITHIN_NAMES.has(tokens[index + 1]?.text ?? '') && isCapital(index + 2))
  const runs = runsOf(
    tokens,
    isJoined,
    (_, index) => isCapital(index) || isWithin(index) || (isWithin(index - 1) && isWithin(index)),
  )
  return runs.flatMap(([from, to]): Run[] => {
    if (!isFirst(from)) return [[from, to]]
    // "Calculate the Population Density": the sentence begins with a verb as often as with a name.
    let next = from + 1
    while (next < to && !isCapital(next)) next++
    if (next > to) return []
    return next === from + 1
      ? [
          [next, to],
          [from, to],
        ]
      : [[next, to]]
  })
}

function surroundings(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
): Omit<Phrase, 'start' | 'end'> {
  const word = (index: number): string => tokens[index]?.text.toLowerCase() ?? ''
  let at = from - 1
  while (ARTICLES.has(word(at))) at--
  const own = tokens.slice(from, to + 1)
  const [first] = own
  const isSentenceWord =
    own.length === 1 && (from === 0 || /[.!?]\s*$/.test(text.slice(0, first?.start ?? 0)))
  return {
    before: word(at),
    earlier: word(at - 1),
    after: word(to + 1),
    isName:
      !isSentenceWord &&
      own.every(({ text: said }) => CAPITAL.test(said) || WITHIN_NAMES.has(said)) &&
      !own.every(({ text: said }) => CALENDAR.test(said)),
    isCode: own.length === 1 && CODE.test(first?.text ?? ''),
  }
}
