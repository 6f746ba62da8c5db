/*
 * What a few utterances cannot teach and everyone knows: which words say numbers, dates and times,
 * which are countries or states. English; other words have no class.
 */
export const WORD_CLASSES = [
  'number',
  'ordinal',
  'month',
  'day',
  'part of day',
  'unit of time',
  'this',
  'article',
  'whose',
  'preposition',
  'country',
  'state',
  'year',
] as const
export type WordClass = (typeof WORD_CLASSES)[number]

const listed = (text: string): string[] => text.trim().split(/\s*,\s*/u)

const WORDS: Readonly<Partial<Record<WordClass, string>>> = {
  number: `
    zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve,
    thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty,
    forty, fifty, sixty, seventy, eighty, ninety, hundred, thousand, million, half, dozen,
    couple`,
  ordinal: `
    first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh,
    twelfth, last, next, previous`,
  month: `
    january, february, march, april, june, july, august, september, october, november,
    december, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec`,
  day: `
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed,
    thu, thur, thurs, fri, today, tomorrow, tonight, yesterday, now, weekend, weekday,
    weekends, weekdays`,
  'part of day': `
    morning, afternoon, evening, night, noon, midnight, midday, dawn, dusk, sunrise,
    sunset, breakfast, brunch, lunch, dinner, lunchtime, dinnertime, am, pm`,
  'unit of time': `
    second, seconds, minute, minutes, min, mins, hour, hours, hr, hrs, day, days, week,
    weeks, month, months, year, years, fortnight, decade, decades, century, season, spring,
    summer, autumn, fall, winter`,
  this: `
    this, current, that, these, those`,
  article: `
    a, an, the`,
  whose: `
    my, your, his, her, its, our, their`,
  preposition: `
    in, on, at, to, from, for, of, with, by, near, into, onto, around, about, until, till,
    before, after`,
}

const PLACES: Readonly<Partial<Record<WordClass, string>>> = {
  country: `
    afghanistan, albania, algeria, andorra, angola, antigua and barbuda, argentina,
    armenia, australia, austria, azerbaijan, bahamas, bahrain, bangladesh, barbados,
    belarus, belgium, belize, benin, bhutan, bolivia, bosnia, bosnia and herzegovina,
    botswana, brazil, brunei, bulgaria, burkina faso, burma, burundi, cambodia, cameroon,
    canada, cape verde, central african republic, chad, chile, china, colombia, comoros,
    congo, costa rica, croatia, cuba, cyprus, czech republic, czechia, denmark, djibouti,
    dominica, dominican republic, east timor, ecuador, egypt, el salvador, england,
    equatorial guinea, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon,
    gambia, germany, ghana, great britain, greece, greenland, grenada, guatemala, guinea,
    guinea bissau, guyana, haiti, honduras, hong kong, hungary, iceland, india, indonesia,
    iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan,
    kenya, kiribati, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia,
    libya, liechtenstein, lithuania, luxembourg, macau, macedonia, madagascar, malawi,
    malaysia, maldives, mali, malta, mauritania, mauritius, mexico, micronesia, moldova,
    monaco, mongolia, montenegro, morocco, mozambique, myanmar, namibia, nauru, nepal,
    netherlands, new zealand, nicaragua, niger, nigeria, north korea, north macedonia,
    northern ireland, norway, oman, pakistan, palau, palestine, panama, papua new guinea,
    paraguay, peru, philippines, poland, portugal, puerto rico, qatar,
    republic of the congo, romania, russia, rwanda, saint lucia, samoa, san marino,
    saudi arabia, scotland, senegal, serbia, seychelles, sierra leone, singapore, slovakia,
    slovenia, solomon islands, somalia, south africa, south korea, south sudan, spain,
    sri lanka, sudan, suriname, swaziland, sweden, switzerland, syria, taiwan, tajikistan,
    tanzania, thailand, togo, tonga, trinidad and tobago, tunisia, turkey, turkmenistan,
    tuvalu, u s, u s a, uganda, uk, ukraine, united arab emirates, united kingdom,
    united states, united states of america, uruguay, usa, uzbekistan, vanuatu,
    vatican city, venezuela, vietnam, wales, yemen, zambia, zimbabwe`,
  state: `
    alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware,
    florida, georgia, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana,
    maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana,
    nebraska, nevada, new hampshire, new jersey, new mexico, new york, north carolina,
    north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina,
    south dakota, tennessee, texas, utah, vermont, virginia, washington, west virginia,
    wisconsin, wyoming, district of columbia`,
}

/** In capitals alone, so that "in", "or" and "me" are not meant. */
const STATE_LETTERS: ReadonlySet<string> = new Set(
  listed(`
    AL, AK, AZ, AR, CA, CO, CT, DE, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD, MA, MI,
    MN, MS, MO, MT, NE, NV, NH, NJ, NM, NY, NC, ND, OH, OK, OR, PA, RI, SC, SD, TN, TX, UT,
    VT, VA, WA, WV, WI, WY, DC`),
)

/** Parameters are called by what their values are: words of names, and the classes they promise. */
const NAMES: Readonly<Partial<Record<WordClass, string>>> = {
  number: 'number, count, value, amount, rating, price, duration, year',
  ordinal: 'date',
  month: 'date, month',
  day: 'date, day, time, when',
  'part of day': 'time, when',
  'unit of time': 'time, duration',
  whose: 'owner',
  country: 'country',
  state: 'state',
  year: 'year',
}

const byWord = (lists: Readonly<Partial<Record<WordClass, string>>>): Map<string, WordClass[]> => {
  const classes = new Map<string, WordClass[]>()
  for (const name of WORD_CLASSES)
    for (const word of listed(lists[name] ?? ''))
      classes.set(word, [...(classes.get(word) ?? []), name])
  return classes
}

const CLASSES = byWord(WORDS)
const PLACE_CLASSES = byWord(PLACES)
const NAME_CLASSES = byWord(NAMES)
/** The words of the longest place. */
const LONGEST_PLACE = 5

/** What values a word of a parameter's name promises. */
export const promisedClasses = (word: string): readonly WordClass[] =>
  NAME_CLASSES.get(word.toLowerCase()) ?? []

/** One for each word, as `wordPlaces` cuts them; `null` where a word has none. */
export function wordClasses(words: readonly string[]): (WordClass | null)[] {
  const lower = words.map((word) => word.toLowerCase())
  const classes = words.map((word, i) => classAlone(word, lower[i]!))
  markPlaces(lower, classes)
  markDates(lower, classes)
  return classes
}

function classAlone(word: string, lower: string): WordClass | null {
  if (/^(?:19|20)\d\d$/u.test(word)) return 'year'
  if (/^\d+$/u.test(word)) return 'number'
  if (/^\d+(?:st|nd|rd|th)$/u.test(lower)) return 'ordinal'
  if (/^\d+(?:am|pm|h)$/u.test(lower)) return 'part of day'
  if (STATE_LETTERS.has(word)) return 'state'
  return CLASSES.get(lower)?.[0] ?? null
}

function markPlaces(lower: readonly string[], classes: (WordClass | null)[]): void {
  for (let from = 0; from < lower.length; from++)
    for (let end = Math.min(lower.length, from + LONGEST_PLACE); end > from; end--) {
      const place = PLACE_CLASSES.get(lower.slice(from, end).join(' '))?.[0]
      if (!place) continue
      classes.fill(place, from, end)
      from = end - 1
      break
    }
}

const isNumber = (word: string | undefined): boolean => /^\d+$/u.test(word ?? '')

/** `2/6/2020`, `8:30`, `8 p.m.` */
function markDates(lower: readonly string[], classes: (WordClass | null)[]): void {
  lower.forEach((word, i) => {
    const sign = lower[i + 1] ?? ''
    if (isNumber(word) && isNumber(lower[i + 2]) && '/:-'.includes(sign))
      classes.fill(sign === ':' ? 'part of day' : 'day', i, i + 3)
    if (/^[ap]$/u.test(word) && sign === '.' && lower[i + 2] === 'm')
      classes.fill('part of day', i, i + 3)
  })
}
