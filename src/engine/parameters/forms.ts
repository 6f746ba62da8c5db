import type { Parameter } from '#domain/parameter.ts'
import type { Span } from './parameter-type.ts'

/*
 * What values look like that are called by names everybody uses: a postcode, a phone number, a
 * street, a country. Weaker than a pattern or examples of the parameter's own.
 */

interface Form {
  readonly name: RegExp
  readonly value: RegExp
  readonly strength: number
}

/** Words of a place's name; two capitals are rather a state. */
const PLACE_WORD = String.raw`\p{Lu}[\p{L}'’-]*[\p{Ll}.]`
const CAPITALS = String.raw`${PLACE_WORD}(?:\s(?:${PLACE_WORD}|of|de|la|am|an|der))*`
const STATE_AND_ZIP = String.raw`(?=,?\s+[A-Z]{2}\b|,?\s+\d{5}\b)`

const FORMS: readonly Form[] = [
  {
    name: /\b(?:zip|zipcode|postal code|postcode|plz)\b/,
    value:
      /(?<![\p{L}\d#-])(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\p{L}\d-])/gu,
    strength: 50,
  },
  {
    name: /\be-?mail\b/,
    value: /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/gu,
    strength: 52,
  },
  {
    name: /\b(?:phone|mobile|telephone|tel|cell|fax)\b/,
    value: /(?<![\p{L}\d])\+?\d(?:[\s().-]{0,2}\d){6,14}(?!\d)/gu,
    strength: 48,
  },
  {
    name: /\b(?:url|link|website|web page|webpage|site|homepage)\b/,
    value: /(?:https?:\/\/|www\.)[^\s<>"”]+[^\s<>"”.,;:!?)]/giu,
    strength: 52,
  },
  {
    name: /\b(?:street|address line|address1|line ?1|road)\b/,
    value:
      /(?<![\p{L}\d#])\d{1,5}[a-zA-Z]?\s+(?:\p{Lu}[\p{L}'’.]*|\d+(?:st|nd|rd|th))(?:\s(?:\p{Lu}[\p{L}'’.]*|\d+(?:st|nd|rd|th)))*/gu,
    strength: 48,
  },
  {
    name: /\b(?:street|road)\b/,
    value:
      /(?<!\p{L})\p{Lu}[\p{L}.-]*(?:straße|strasse|str\.|weg|gasse|allee|platz)\s\d{1,4}[a-z]?(?![\p{L}\d])/gu,
    strength: 48,
  },
  {
    name: /\b(?:state|province)\b/,
    value: /(?<![\p{L}\d])[A-Z]{2}(?=\s+\d{5}|\s+[A-Z]\d[A-Z]|\s*(?:,|$))/gu,
    strength: 48,
  },
  {
    name: /\b(?:city|town)\b/,
    value: new RegExp(
      `(?<=(?:^|,)\\s*)${CAPITALS}${STATE_AND_ZIP}|(?<=\\b\\d{4,5}\\s)${CAPITALS}`,
      'gu',
    ),
    strength: 48,
  },
]

/** People, where the words before say that somebody is meant: "to Anna Berg, 12 Main Street". */
const PERSON: Form = {
  name: /\b(?:name|recipient|addressee|person|customer|contact|attendee|guest)\b/,
  value: /(?<=\b(?:to|for|from|by|with|is|name)\s+)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){1,3}/gu,
  strength: 42,
}

/** Places that look like a value of what the parameter is called. */
export function findForms(text: string, { name }: Parameter): Span[] {
  const said = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\s]+/gu, ' ')
    .toLowerCase()
  const spans = [...FORMS, PERSON]
    .filter((form) => form.name.test(said))
    .flatMap(({ value, strength }) =>
      [...text.matchAll(value)].map((match) => spanOf(match.index, match[0], strength)),
    )
  return /\b(?:country|nation)\b/.test(said) ? [...spans, ...countriesIn(text)] : spans
}

const spanOf = (start: number, said: string, strength: number): Span => ({
  start,
  end: start + said.length,
  value: said,
  source: 'pattern',
  strength,
})

let countries: RegExp | null = null

function countriesIn(text: string): Span[] {
  countries ??= countryNames()
  return [...text.matchAll(countries)].map((match) => spanOf(match.index, match[0], 46))
}

/** The names that the machine has for all regions of two letters. */
function countryNames(): RegExp {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i))
  const known = letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? []))
  const all = [...new Set([...known, 'USA', 'US', 'U.S.', 'UK', 'England', 'Scotland', 'Wales'])]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\d])(?:${all.join('|')})(?![\\p{L}\\d])`, 'gu')
}
