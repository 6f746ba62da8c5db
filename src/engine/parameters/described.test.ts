import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { describedPlaces, optionPlaces } from './described.ts'

interface Draft {
  readonly description?: string
  readonly required?: boolean
  readonly ownWords?: string
  readonly isTaught?: boolean
}

const parameter = (name: string, { description = '', required = true }: Draft): Parameter =>
  parameterSchema.parse({ id: name, name, type: 'string', description, required })

/** What of a message may be this parameter's value, each once, the likeliest first. */
function likely(text: string, name: string, draft: Draft = {}): string[] {
  const own = new Set((draft.ownWords ?? '').split(' '))
  const places = describedPlaces(text, parameter(name, draft), own, draft.isTaught ?? false)
  const sorted = [...places].sort((a, b) => b.strength - a.strength)
  return [...new Set(sorted.map(({ start, end }) => text.slice(start, end)))]
}

const best = (text: string, name: string, draft?: Draft): string | undefined =>
  likely(text, name, draft)[0]

describe('what stands after the right small word is the likeliest value', () => {
  it.each<[string, string, string]>([
    ['origin', 'fly with Emirates from Oslo', 'Oslo'],
    ['start_point', 'a train with wifi starting Oslo', 'Oslo'],
    ['pickup', 'a cab with wifi at Oslo', 'Oslo'],
    ['source', 'a train with wifi between Oslo and Bergen', 'Oslo'],
    ['destination', 'fly with Emirates to Bergen', 'Bergen'],
    ['target', 'fly with Emirates towards Bergen', 'Bergen'],
    ['goal', 'fly with Emirates toward Bergen', 'Bergen'],
    ['arrival', 'fly with Emirates into Bergen', 'Bergen'],
    ['dropoff', 'with Emirates between Oslo and Bergen', 'Bergen'],
    ['recipient', 'send with Fedex to Bergen', 'Bergen'],
    ['departure', 'fly with Emirates from Oslo', 'Oslo'],
    ['city', 'jazz with Ella in Oslo', 'Oslo'],
    ['venue', 'jazz with Ella at Sentrum', 'Sentrum'],
    ['airport', 'hotels with Hilton near Gardermoen', 'Gardermoen'],
    ['region', 'trips with Hilton around Telemark', 'Telemark'],
    ['county', 'trips with Hilton within Telemark', 'Telemark'],
    ['country', 'weather with Yr for Norway', 'Norway'],
    ['state', 'people with Visa from Utah', 'Utah'],
    ['park', 'maps with Google, and of Rondane', 'Rondane'],
    ['continent', 'trips with Hilton across Asia', 'Asia'],
    ['island', 'trips with Hilton to Senja', 'Senja'],
    ['artist', 'songs with Ella by Monk', 'Monk'],
    ['author', 'books with Ella, and of Hamsun', 'Hamsun'],
    ['painter', 'posters with Ella from Munch', 'Munch'],
    ['topic', 'books with Ella on Physics', 'Physics'],
    ['subject', 'books with Ella about Physics', 'Physics'],
    ['theme', 'books with Ella regarding Physics', 'Physics'],
    ['field', 'books with Ella concerning Physics', 'Physics'],
    ['theory', 'history with Ella, and of Relativity', 'Relativity'],
    ['query', 'search with Ella for Physics', 'Physics'],
    ['issue', 'experts with Ella in Physics', 'Physics'],
    ['event', 'reactions with Ella to Eurovision', 'Eurovision'],
    ['unit', 'tell it with Ella in Stone', 'Stone'],
    ['units', 'change it with Ella to Stone', 'Stone'],
    ['measure', 'change it with Ella into Stone', 'Stone'],
    ['measurement', 'say it with Ella as Stone', 'Stone'],
    ['team', 'results with Ella, and of Brann', 'Brann'],
    ['player', 'results with Ella for Messi', 'Messi'],
    ['book', 'quotes with Ella by Hamsun', 'Hamsun'],
    ['movie', 'talk with Ella about Alien', 'Alien'],
    ['company', 'one with Ella called Equinor', 'Equinor'],
    ['brand', 'one with Ella named Equinor', 'Equinor'],
    ['person', 'play with Ella against Magnus', 'Magnus'],
    ['product', 'look with Ella at Pixel', 'Pixel'],
    ['song', 'listen with Ella to Alfa', 'Alfa'],
    ['title', 'notes with Ella on Alfa', 'Alfa'],
  ])('%s in “%s” is %s', (name, text, value) => expect(best(text, name)).toBe(value))

  it.each<[string, Draft, string, string]>([
    ['it', { description: 'The city to look at.' }, 'jazz with Ella in Oslo', 'Oslo'],
    ['it', { description: 'Who is the artist of it.' }, 'jazz with Ella from Munch', 'Munch'],
    [
      'it',
      { description: 'One two three four five six seven eight city.' },
      'jazz about Ella in Oslo',
      'Ella',
    ],
    ['it', { description: 'Where to go to, the destination.' }, 'jazz of Ella to Oslo', 'Ella'],
    ['it', { description: 'Where it is from, the origin.' }, 'jazz of Ella leaving Oslo', 'Ella'],
    ['it', { description: 'Where it is from, the origin.' }, 'jazz of Ella at Oslo', 'Ella'],
    ['destination_city', {}, 'in oslo, to bergen', 'bergen'],
    ['origin_city', {}, 'in oslo, from bergen', 'bergen'],
    ['home_city', {}, 'jazz with Ella around Oslo', 'Oslo'],
    ['city2', {}, 'jazz by Ella around Oslo', 'Oslo'],
  ])('by its description, too: %s (%j) in “%s” is %s', (name, draft, text, value) => {
    expect(best(text, name, draft)).toBe(value)
  })
})

describe('its own name says which it is', () => {
  it.each<[string, Draft, string, string[]]>([
    ['colour', {}, 'the colour red', ['red']],
    ['colour', {}, 'a red colour', ['red']],
    ['colours', {}, 'the colour red', ['red']],
    ['cell_type', {}, 'human cell', ['human']],
    ['city', {}, 'the city of Paris', ['Paris']],
    ['gas', {}, 'the gas Neon', ['Neon']],
    ['player', {}, 'of the soccer player Lionel Messi', ['Lionel Messi']],
    ['player', {}, 'of the soccer player yesterday', ['soccer player yesterday']],
    ['player', {}, 'of the player', []],
    ['league', {}, 'of the Premier League', ['Premier League']],
    ['league', {}, 'of the League', []],
    ['league', {}, 'of the premier league', ['premier']],
    ['park', {}, 'of the Park Hyde', ['Park Hyde']],
    ['city', {}, 'of Oslo’s', ['Oslo']],
    ['city', {}, "of Oslo's", ['Oslo']],
    ['material', { ownWords: 'order sheet' }, 'order the sheets', []],
    ['material', { ownWords: 'order sheet' }, 'of the sheet material', []],
    ['material', { ownWords: 'order sheet' }, 'of the steel sheets', ['steel sheets']],
  ])('%s %j in “%s” is %j', (name, draft, text, values) => {
    expect(likely(text, name, draft)).toEqual(values)
  })

  it.each<[string, Draft, string, string]>([
    ['dosage', {}, 'of aspirin and dosage daily', 'daily'],
    ['dosage', {}, 'of aspirin with daily dosage', 'daily'],
    ['dosage', {}, 'about aspirin; we need dosage of nothing', 'nothing'],
    ['dosage', {}, 'about aspirin; we need nothing of dosage', 'aspirin'],
    ['it', {}, 'with Bergen about Oslo’s', 'Oslo'],
    ['method', {}, 'of Newton, via Simpson, method', 'Simpson'],
    ['it', { description: 'Which rule.' }, 'from Newton with Simpson rule', 'Simpson'],
    ['it', { description: 'If or.' }, 'via Newton or Simpson', 'Newton'],
    ['docket', {}, 'of Oslo with 2022/AL25', '2022/AL25'],
    ['sku', {}, 'of Oslo with AB-12', 'AB-12'],
    ['phone_number', {}, 'of Oslo with 12345', '12345'],
  ])('%s %j in “%s” is rather %s', (name, draft, text, value) => {
    expect(best(text, name, draft)).toBe(value)
  })

  it('has to speak for a value the more, the less it is needed and the better it is known', () => {
    const text = 'books with Physics'
    expect(likely(text, 'it')).toEqual(['Physics'])
    expect(likely(text, 'it', { required: false })).toEqual(['Physics'])
    expect(likely(text, 'it', { isTaught: true })).toEqual(['Physics'])
    expect(likely(text, 'it', { isTaught: true, required: false })).toEqual([])
    expect(likely('books with physics', 'it')).toEqual(['physics'])
    expect(likely('books with physics', 'it', { required: false })).toEqual([])
    expect(likely('books with physics', 'it', { isTaught: true })).toEqual([])
  })
})

describe('texts of a kind', () => {
  it.each<[string, string, string]>([
    ['unit', 'of Oslo in metres per second', 'metres per second'],
    ['units', 'of Oslo, Miles or so', 'Miles'],
    ['unit', 'of Oslo, km/h or so', 'km/h'],
    ['unit', 'of Oslo, grams/mole or so', 'grams/mole'],
    ['unit', 'of Oslo, kilometer or so', 'kilometer'],
    ['unit', 'of Oslo, litres or so', 'litres'],
    ['unit', 'of Oslo, fahrenheit or so', 'fahrenheit'],
    ['unit', 'of Oslo, inches or so', 'inches'],
    ['year', 'of Oslo during 1905 or so', '1905'],
    ['years', 'of Oslo, 2026 or so', '2026'],
    ['date', 'of Oslo, 2026-03-04 or so', '2026-03-04'],
    ['day', 'of Oslo, 3.4.2026 or so', '3.4.2026'],
    ['date', 'of Oslo, 3/4/26 or so', '3/4/26'],
    ['date', 'of Oslo, Jan 28, 2021 or so', 'Jan 28, 2021'],
    ['day', 'of Oslo, September 3rd or so', 'September 3rd'],
    ['date', 'of Oslo, 5th of March 2020 or so', '5th of March 2020'],
    ['date', 'of Oslo, 5 Mar. 2020 or so', '5 Mar. 2020'],
    ['date', 'of Oslo, april 2022 or so', 'april 2022'],
    ['duration', 'of Oslo, 12 Days or so', '12 Days'],
    ['period', 'of Oslo, a week or so', 'a week'],
    ['timeframe', 'of Oslo, six months or so', 'six months'],
    ['docket_id', 'of Oslo, 10234 or so', '10234'],
  ])('of %s in “%s” is %s', (name, text, value) => expect(best(text, name)).toBe(value))

  it.each<[string, string, string]>([
    ['speed', 'of Oslo, miles or so', 'miles'],
    ['unit', 'of Oslo, smiles or so', 'smiles'],
    ['unit_price', 'of Oslo, dollars or so', 'Oslo'],
    ['year', 'of Oslo, 19055 or so', '19055'],
    ['year', 'of Oslo, 1405 or so', '1405'],
    ['date', 'of Oslo, W1-2-3 or so', 'W1-2-3'],
    ['docket_id', 'of Oslo, 12 or so', '12'],
    ['note', 'of Oslo, 2026-03-04 or so', '2026-03-04'],
    ['note', 'of Oslo, Jan 28 or so', 'Jan 28'],
    ['note', 'of Oslo, 12 days or so', '12 days'],
    ['docket_id', 'of Oslo, 1.234 or so', '1.234'],
  ])('not of %s in “%s”: %s', (name, text, other) => {
    if (other === 'Oslo') expect(best(text, name)).toBe('dollars')
    else expect(best(text, name)).not.toBe(other)
  })
})

describe('a city with its state or country', () => {
  it.each<[string, string, string]>([
    ['The city and state.', 'a flat in Boston, MA please', 'Boston, MA'],
    ['The city name, the country.', 'a flat in Oslo, Norway please', 'Oslo, Norway'],
    ['City and country', 'a flat in London, U.K. please', 'London, U.K.'],
    ['Such as Boston, MA', 'a flat in London, New Zealand please', 'London, New Zealand'],
    ['The city, state', 'a flat in Boston, please', 'Boston'],
    ['The city, state', 'a flat in Boston, MAY', 'Boston'],
    ['The city.', 'a flat in Boston, MA please', 'Boston'],
    ['Which one, if any', 'a flat in Boston, MA please', 'Boston'],
    ['The city  name ,  the  state', 'a flat in Boston,MA please', 'Boston,MA'],
    ['The city, state', 'a flat in Boston and Austin, MA please', 'Boston'],
  ])('“%s”: in “%s” it is %s', (description, text, value) => {
    expect(best(text, 'place', { description })).toBe(value)
  })
})

describe('the first and the second of two', () => {
  it.each<[string, string, string, string]>([
    ['color', '', 'mix yellow and blue colors', 'yellow blue'],
    ['color', '', 'mix bright yellow and dark blue colors', 'bright yellow|dark blue'],
    ['color', '', 'please have bright yellow and dark blue', 'bright yellow|dark blue'],
    ['city', '', 'New York and Boston', 'New York|Boston'],
    ['team', '', 'odds of Brann and Start yesterday', 'Brann Start'],
    ['team', '', 'stats of red and blue, Brann and Start', 'Brann Start'],
    ['team', '', 'odds of Brann  vs  the  Start', 'Brann Start'],
    ['team', '', 'stats of Brann and Start', 'Brann Start'],
    ['team', '', 'Brann, vs. Start', 'Brann Start'],
    ['team', '', 'odds of Brann versus the Start', 'Brann Start'],
    ['team', '', 'odds of Brann with a Start', 'Brann Start'],
    ['team', '', 'odds of Brann or an Odd', 'Brann Odd'],
  ])('%s%s in “%s” are %s', (name, _, text, pair) => {
    const [first, second] = pair.split(pair.includes('|') ? '|' : ' ')
    for (const [one, two] of [
      ['1', '2'],
      ['_1', '_2'],
      ['_one', '_two'],
      ['_a', '_b'],
    ])
      expect([best(text, `${name}${one}`), best(text, `${name}${two}`)]).toEqual([first, second])
    expect([best(text, `first_${name}`), best(text, `second_${name}`)]).toEqual([first, second])
  })

  it.each([
    'my_first_team',
    'team1_name',
    'team_one_name',
    'team_a_name',
    'my_second_team',
    'team2_name',
    'team_two_name',
    'team_b_name',
  ])('are not meant by %s', (name) => {
    expect(best('stats via Brann and Start for Odd', name)).toBe('Odd')
  })

  it('are not told apart by any other name', () => {
    expect(likely('odds of Brann and Start', 'team')).toEqual(['Brann', 'Start'])
  })
})

describe('options that a description quotes', () => {
  const options = (text: string, description: string): string[] =>
    optionPlaces(text, parameter('kind', { description })).map(({ start, end }) =>
      text.slice(start, end),
    )

  it.each<[string, string, string[]]>([
    ["Use 'real' or 'all'.", 'find real ones', ['real']],
    ['Use "real" or "all".', 'find all the Real', ['Real']],
    ['Use ‘real’ or “full time”.', 'real, full time', ['real', 'full time']],
    ["Use 'S&P 500' or so.", 'the s&p  500', ['s&p  500']],
    ["Use 'real' or so.", 'unreal really', []],
    ["The player's and the team's.", 'the s and the team', []],
    ["Use 'x', or 'the', or ' '.", 'x the', []],
    [`Use '${'long '.repeat(7)}'.`, 'long '.repeat(7), []],
    ["Use 'full time'.", 'full', []],
  ])('%s in “%s”', (description, text, found) => expect(options(text, description)).toEqual(found))
})
