import { parameterWords } from '#domain/slot-lesson.ts'
import type { Parameter } from '#domain/parameter.ts'
import { phrasesIn, type Phrase } from './phrases.ts'
import { comparable, isFunctionWord, tokensOf, type Token } from './words.ts'

/** A place that a parameter's own name and description speak for. */
export interface DescribedPlace {
  readonly start: number
  readonly end: number
  readonly strength: number
}

/**
 * Places that may be a parameter's value by what it is called and how it is described, where no
 * utterance shows one: the options that its description quotes, a name after "in" for a city, what
 * stands right before or after its own name.
 */
export function describedPlaces(
  text: string,
  parameter: Parameter,
  /** Words of the command itself: they are no values. */
  ownWords: ReadonlySet<string>,
  /** Whether any utterance shows how the command is said. */
  isTaught: boolean,
): DescribedPlace[] {
  const told = wordsOfParameter(parameter)
  const least = (isTaught ? LEAST : LEAST_UNTAUGHT)[parameter.required ? 'required' : 'optional']
  const phrases = phrasesIn(text).flatMap((phrase): DescribedPlace[] => {
    const place = withoutOwnName(text, phrase, told)
    if (!place) return []
    const said = comparable(text.slice(place.start, place.end))
    if (said.split(' ').every((word) => ownWords.has(stem(word)) || told.name.has(stem(word))))
      return []
    const wide = withRegion(text, place, parameter)
    const score = scoreOf(text, phrase, place, told)
    return score < least ? [] : [{ ...wide, strength: 20 + Math.min(17, score / 3) }]
  })
  return [
    ...optionPlaces(text, parameter),
    ...typedPlaces(text, told),
    ...pairPlaces(text, parameter, told),
    ...phrases,
  ]
}

/** How much has to speak for a place; a value that may be left out is not guessed. */
const LEAST = { required: 20, optional: 26 }
/** Of a command that nobody has shown how to say, the names and words around them are all there is. */
const LEAST_UNTAUGHT = { required: 10, optional: 20 }

interface ParameterWords {
  readonly name: ReadonlySet<string>
  readonly description: ReadonlySet<string>
  readonly roles: ReadonlySet<Role>
  readonly isCode: boolean
}

type Role = 'start' | 'end' | 'place' | 'author' | 'topic' | 'unit' | 'name'

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** What a word of a name or description says of the part its value plays. */
const ROLE_WORDS: Readonly<Record<Role, ReadonlySet<string>>> = {
  start: setOf('start starting origin source from departure departing depart pickup initial begin'),
  end: setOf('end ending destination target to arrival dropoff final goal recipient receiver'),
  place: setOf(
    'location city town place country county state region area venue court jurisdiction address ' +
      'park habitat where continent airport station neighborhood island store',
  ),
  author: setOf(
    'author artist creator director composer writer painter sculptor inventor developer',
  ),
  topic: setOf('topic subject query keyword field theme issue discovery event invention theory'),
  unit: setOf('unit units measure measurement'),
  name: setOf(
    'name person company team player species book movie song title brand product element religion',
  ),
}

const ROLE_PREPOSITIONS: Readonly<Record<Role, ReadonlySet<string>>> = {
  start: new Set(['from', 'between', 'at', 'starting']),
  end: new Set(['to', 'towards', 'toward', 'and', 'into']),
  place: new Set(['in', 'at', 'near', 'around', 'within', 'for', 'from', 'of', 'across', 'to']),
  author: new Set(['by', 'of', 'from']),
  topic: new Set(['on', 'about', 'regarding', 'of', 'for', 'concerning', 'in', 'to']),
  unit: new Set(['in', 'to', 'into', 'as']),
  name: new Set(['of', 'for', 'by', 'about', 'called', 'named', 'against', 'at', 'to', 'on']),
}

/** What a command is about often follows one of these. */
const OBJECT_PREPOSITIONS = new Set(['of', 'in', 'for', 'about', 'on', 'by', 'from', 'at', 'with'])

const CODE_WORDS = setOf('id number code docket symbol ticker sku key')

function wordsOfParameter(parameter: Parameter): ParameterWords {
  const spoken = parameterWords(parameter).split(/[\s\d]/)
  const name = new Set(spoken.map(stem))
  name.delete('')
  const described = comparable(parameter.description).split(/[^\p{L}]/u)
  const opening = described.filter((word) => word !== '').slice(0, 8)
  const description = new Set(
    described.filter((word) => word.length > 2 && !isFunctionWord(word)).map(stem),
  )
  const roles = new Set<Role>()
  for (const role of Object.keys(ROLE_WORDS) as Role[]) {
    const isRole = (word: string): boolean => ROLE_WORDS[role].has(word)
    if (spoken.some(isRole)) roles.add(role)
    else if (role !== 'start' && role !== 'end' && opening.some(isRole)) roles.add(role)
  }
  return { name, description, roles, isCode: [...name].some((word) => CODE_WORDS.has(word)) }
}

function scoreOf(
  text: string,
  phrase: Phrase,
  place: { readonly start: number; readonly end: number },
  { name, description, roles, isCode }: ParameterWords,
): number {
  const { before, after, earlier } = phrase
  const own = comparable(text.slice(phrase.start, phrase.end)).split(' ')
  // "Oslo's" is spoken of as much as what the parameter's own name is said with.
  const ownNameTaken = place.end < phrase.end || own.some((word) => name.has(stem(word)))
  const fits = [...roles].filter((role) => ROLE_PREPOSITIONS[role].has(before))
  const isObject = OBJECT_PREPOSITIONS.has(before)
  const isDirected = fits.includes('start') || fits.includes('end')
  return (
    (phrase.isName ? 14 : 0) +
    (phrase.isCode ? (isCode ? 30 : 4) : 0) +
    (isDirected ? 26 : fits.length > 0 ? 16 : isObject ? 10 : 0) +
    (ownNameTaken ? 24 : 0) +
    (name.has(stem(after)) ? 20 : description.has(stem(after)) ? 6 : 0) +
    (name.has(stem(before)) || (before === 'of' && name.has(stem(earlier))) ? 20 : 0) +
    (description.has(stem(before)) ? 6 : 0)
  )
}

/** Says what a thing is, and is a part of what it is called: `Premier League`, `Hyde Park`. */
const PROPER = setOf(
  'League City Museum Park University College School Hospital River Lake Island Bridge Club Hotel ' +
    'Church Cathedral Temple Festival Cup Award Prize Treaty War Battle Act Law Theory Station ' +
    'Airport Street Avenue Bank Hall Tower Palace Castle',
)

/** "Boston, MA" where the description asks for a city with its state or country. */
function withRegion(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  { description }: Parameter,
): { start: number; end: number } {
  const isWanted =
    /city(?:\s+name)?\s*(?:,|and)\s*(?:the\s+)?(?:state|country)/iu.test(description) ||
    /[A-Z]\p{L}+, [A-Z]{2}\b/u.test(description)
  const region = isWanted
    ? /^,\s*(?:[A-Z]{2}(?![\p{L}])|(?:\p{Lu}\.){2,3}|\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)/u.exec(
        text.slice(end),
      )
    : null
  return { start, end: end + (region?.[0].length ?? 0) }
}

/** `human cell` for `cell_type` is `human`; `city of Paris` for `city` is `Paris`. */
function withoutOwnName(
  text: string,
  { start, end }: Phrase,
  { name }: ParameterWords,
): { start: number; end: number } | null {
  const words = tokensOf(text.slice(start, end))
  // "Premier League" is called so; in "human cell" the cell only says what it is.
  const isOwn = (token: Token): boolean =>
    name.has(stem(comparable(token.text))) && !PROPER.has(token.text)
  const to = words.findLastIndex((word) => !isOwn(word))
  // "soccer player Messi": the name comes after what says whose it is.
  const called = words[words.slice(0, to).findLastIndex(isOwn) + 1]
  const isCalled = called !== undefined && /^\p{Lu}/u.test(called.text)
  const [first, last] = [isCalled ? called : words.find((word) => !isOwn(word)), words[to]]
  if (!first || !last) return null
  const owner = /['’]s$/u.exec(last.text)?.[0].length ?? 0
  return { start: start + first.start, end: start + last.end - owner }
}

const UNITS = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:kilo|centi|milli)?met(?:er|re)s?|miles?|feet|inch(?:es)?|yards?|km/h|mph|m/s|` +
    String.raw`celsius|fahrenheit|kelvin|(?:kilo|milli)?grams?|kg|pounds?|ounces?|lit(?:er|re)s?|gallons?|` +
    String.raw`seconds?|minutes?|hours?|days?|weeks?|months?|years?|degrees?|radians?|km|cm|dollars?|euros?)(?:(?:\/|\sper\s)\p{L}+)?(?![\p{L}\d])`,
  'giu',
)
const YEAR = /(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)/gu
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
/** `Jan 28, 2021`, `5th of March 2020`, `April 2022`. */
const WRITTEN_DATE = new RegExp(
  `(?<!\\p{L})(?:${MONTH}\\s?\\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,?\\s?\\d{4})?|` +
    `\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}(?:,?\\s\\d{4})?|${MONTH}\\s\\d{4})(?![\\p{L}\\d])`,
  'giu',
)
const NUMERIC_DATE = /(?<![\p{L}\d])\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)/gu
const DURATION =
  /(?<!\d)(?:\d+|an?|one|two|three|four|five|six) (?:minute|hour|day|week|month|year)s?/giu
const DIGITS = /(?<![\p{L}\d.,/-])\d{3,}(?![\p{L}\d/])/gu

/** Texts of a kind that the name tells: units, years, dates, durations, numbers that are ids. */
function typedPlaces(text: string, { name, isCode }: ParameterWords): DescribedPlace[] {
  const kinds: [boolean, RegExp, number][] = [
    [name.has('unit'), UNITS, 32],
    [name.has('year'), YEAR, 36],
    [name.has('date') || name.has('day'), NUMERIC_DATE, 36],
    [name.has('date') || name.has('day'), WRITTEN_DATE, 40],
    [name.has('duration') || name.has('period') || name.has('timeframe'), DURATION, 34],
    [isCode, DIGITS, 34],
  ]
  return kinds.flatMap(([applies, expression, strength]) =>
    applies
      ? [...text.matchAll(expression)].map(({ 0: said, index }) => ({
          start: index,
          end: index + said.length,
          strength,
        }))
      : [],
  )
}

/** Which of two a parameter is: `color1`, `first_color`; `null` for any other. */
function placeInPair(name: string): 0 | 1 | null {
  if (/(?:^first_|1$|_one$|_a$)/.test(name)) return 0
  return /(?:^second_|2$|_two$|_b$)/.test(name) ? 1 : null
}

/** What begins a message begins with what to do: "mix yellow". */
function withoutVerb(text: string, phrase: Phrase): Phrase {
  const [, second] = tokensOf(text.slice(phrase.start, phrase.end))
  return phrase.start === 0 && !phrase.isName && second
    ? { ...phrase, start: second.start }
    : phrase
}

/** "yellow and blue colors": the first and the second of two, where the parameters are counted. */
function pairPlaces(text: string, parameter: Parameter, told: ParameterWords): DescribedPlace[] {
  const index = placeInPair(parameter.name)
  if (index === null) return []
  const phrases = phrasesIn(text)
  return phrases.flatMap((first) => {
    const [second] = phrases
      .filter(({ start }) =>
        /^,?\s+(?:and|or|with|versus|vs\.?)\s+(?:(?:an?|the)\s+)?$/iu.test(
          text.slice(first.end, start),
        ),
      )
      .sort((a, b) => Number(b.isName) - Number(a.isName))
    const place =
      second && withoutOwnName(text, index === 0 ? withoutVerb(text, first) : second, told)
    return place ? [{ ...place, strength: first.isName && second.isName ? 37 : 34 }] : []
  })
}

/** Options that a description quotes: `'real' for real roots, 'all' for both`. */
export function optionPlaces(text: string, { description }: Parameter): DescribedPlace[] {
  const options = [...description.matchAll(/(?<![\p{L}])(['"‘“])([^'"’”]{2,30})['"’”](?!\p{L})/gu)]
  return options.flatMap((match): DescribedPlace[] => {
    const option = comparable(match[2] ?? '')
    if (isFunctionWord(option)) return []
    const words = tokensOf(text)
    return words.flatMap((word, i): DescribedPlace[] => {
      const length = option.split(' ').length
      const last = words[i + length - 1]
      if (!last || comparable(text.slice(word.start, last.end)) !== option) return []
      return [{ start: word.start, end: last.end, strength: 39 }]
    })
  })
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word)
