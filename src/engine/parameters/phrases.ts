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
  const runs = [...runsOf(text, tokens, (token) => !isBreak(token)), ...nameRuns(text, tokens)]
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
    const inherited = around.isName ? { before, earlier } : {}
    return [{ start: first.start, end: last.end, ...around, ...inherited }]
  })
}

type Run = readonly [from: number, to: number]

/** Words that belong, in a row, with nothing but blanks between them. */
function runsOf(
  text: string,
  tokens: readonly Token[],
  belongs: (token: Token, index: number) => boolean,
): Run[] {
  const runs: [from: number, to: number][] = []
  tokens.forEach((token, index) => {
    if (!belongs(token, index)) return
    const last = runs.at(-1)
    const isNext = last?.[1] === index - 1
    const between = text.slice(tokens[index - 1]?.end, token.start)
    if (last && isNext && between.trim() === '') last[1] = index
    else runs.push([index, index])
  })
  return runs
}

const beginsSentence = (text: string, tokens: readonly Token[], index: number): boolean =>
  index === 0 || /[.!?]\s*$/.test(text.slice(0, tokens[index]?.start))

/** Capitalised words in a row; the first of a sentence is one only where another follows. */
function nameRuns(text: string, tokens: readonly Token[]): Run[] {
  const isFirst = (index: number): boolean => beginsSentence(text, tokens, index)
  const capitals = tokens.flatMap((token, index) =>
    CAPITAL.test(token.text) && !(isFirst(index) && isBreak(token)) ? [index] : [],
  )
  const runs = runsOf(
    text,
    tokens,
    (token, index) => capitals.includes(index) || WITHIN_NAMES.has(token.text),
  )
  return runs.flatMap(([from, to]): Run[] => {
    const own = capitals.filter((index) => index >= from && index <= to)
    const [first, second] = own
    const last = own.at(-1)
    if (first === undefined || last === undefined) return []
    if (!isFirst(first)) return [[first, last]]
    // "Calculate the Population Density": the sentence begins with a verb as often as with a name.
    if (second === undefined) return []
    const rest: Run = [second, last]
    return second === first + 1 ? [rest, [first, last]] : [rest]
  })
}

function surroundings(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
): Omit<Phrase, 'start' | 'end'> {
  const word = (index: number): string => tokens[index]?.text.toLowerCase() ?? ''
  const at = tokens.findLastIndex(
    ({ text: said }, index) => index < from && !ARTICLES.has(said.toLowerCase()),
  )
  const own = tokens.slice(from, to + 1).map((token) => token.text)
  const isSentenceWord = from === to && beginsSentence(text, tokens, from)
  return {
    before: word(at),
    earlier: word(at - 1),
    after: word(to + 1),
    isName:
      !isSentenceWord &&
      own.every((said) => CAPITAL.test(said) || WITHIN_NAMES.has(said)) &&
      !own.every((said) => CALENDAR.test(said)),
    isCode: from === to && own.every((said) => CODE.test(said)),
  }
}
