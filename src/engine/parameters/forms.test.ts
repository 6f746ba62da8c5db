import { describe, expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import { findForms } from './forms.ts'

/** What looks like values of a parameter of this name. */
function found(name: string, text: string): unknown[] {
  const parameter = parameterSchema.parse({ id: 'p', name, type: 'string' })
  return findForms(text, parameter).map(({ start, end, value, source }) => {
    expect([text.slice(start, end), source]).toEqual([value, 'pattern'])
    return value
  })
}

describe('what is called by a name that everybody uses', () => {
  it.each<[string, string, string[]]>([
    ['zip', 'ship to 97214 please', ['97214']],
    ['zip', 'ship to 97214-1234, now', ['97214-1234']],
    ['zip', 'ship to 97214-12', []],
    ['zip', 'ship to 972145', []],
    ['zip', 'order #97214, W97214, 1-97214 and 97214b', []],
    ['postcode', 'near SW1A 1AA or M1 1AE', ['SW1A 1AA', 'M1 1AE']],
    ['postcode', 'near EC1 2AB, B33 8TH and CR2 6XH', ['EC1 2AB', 'B33 8TH', 'CR2 6XH']],
    ['postcode', 'near SW 1AA, sw1a 1aa, S1A 11A or SW1A 1A', []],
    ['postcode', 'near QSW1A 1AA or SW1A 1AAA', []],
    ['postal_code', 'in K1A 0B1 or M5V2T6', ['K1A 0B1', 'M5V2T6']],
    ['postal_code', 'in KIA 0B1 or K1A OB1', []],
    ['plz', 'in 10115 Berlin', ['10115']],
    ['email', 'write to anna.berg+x@mail.example.com.', ['anna.berg+x@mail.example.com']],
    ['e-mail', 'write to o’hara-b@my-mail.org, or @home, or a@b', ['hara-b@my-mail.org']],
    ['phone', 'call +49 (30) 123-4567 now', ['+49 (30) 123-4567']],
    ['mobile', 'call 0151.234.5678 or 555 0199', ['0151.234.5678', '555 0199']],
    ['tel', 'call 123456, or 5550199', ['5550199']],
    ['phone', 'ids A5550199, 1234567890123456 and 95550199x', ['95550199']],
    ['phone', 'call 555 -  0199, then 12   345 6789', ['345 6789']],
    ['website', 'see https://example.com/a?b=c, please', ['https://example.com/a?b=c']],
    ['url', 'see (http://a.example) or “www.b.example”.', ['http://a.example', 'www.b.example']],
    ['link', 'it is WWW.Example.com! not http:// alone', ['WWW.Example.com']],
    ['street', 'to 12 Alder Lane, Portland', ['12 Alder Lane']],
    ['street', 'to 12b St. John’s Road', ['12b St. John’s Road']],
    ['address_line_1', 'to 350 5th Avenue and 1 W 42nd St.', ['350 5th Avenue', '1 W 42nd St.']],
    ['road', 'at 3 Mill Road and 16 Elm', ['3 Mill Road', '16 Elm']],
    ['street', 'order 12 apples, #12 Alder, A12 Main or 123456 Main', []],
    ['street', 'in Wien-Hauptallee 12b, gleich', ['Wien-Hauptallee 12b']],
    ['street', 'in Musterstraße 12 oder Am Hofweg 3a', ['Musterstraße 12', 'Hofweg 3a']],
    ['street', 'in Goethestr. 1234, bitte', ['Goethestr. 1234']],
    ['street', 'in der hauptstrasse 5, Musterstraße 12345 oder Musterweg 3ab', []],
    ['state', 'to Austin, TX 78701', ['TX']],
    ['state', 'to Austin, TX', ['TX']],
    ['province', 'to Ottawa, ON K1A 0B1 and QC, please', ['ON', 'QC']],
    ['state', 'an OK idea, tx 78701, ATX, or TX 787', []],
    ['city', 'to 12 Main Street, New York, NY 10001', ['New York']],
    ['city', 'Rio de Janeiro 20040', ['Rio de Janeiro']],
    [
      'town',
      'nach 10115 Berlin, 8010 Graz oder 60311 Frankfurt am Main',
      ['Berlin', 'Graz', 'Frankfurt am Main'],
    ],
    ['city', 'at 1 Elm Street, TX 78701', []],
    ['city', 'to Anna Berg, Austin, please', []],
    ['recipient', 'to Anna Berg, 12 Main Street', ['Anna Berg']],
    ['customer', 'for Ludwig Maria Van Beethoven, by him', ['Ludwig Maria Van Beethoven']],
    ['name', 'my name is Jean-Luc O’Neil, from Anna', ['Jean-Luc O’Neil']],
    [
      'country',
      'to the UK, the USA, U.S. Virgin Islands, U.S., US, England, Scotland, Wales or Guinea-Bissau',
      [
        'UK',
        'USA',
        'U.S. Virgin Islands',
        'U.S.',
        'US',
        'England',
        'Scotland',
        'Wales',
        'Guinea-Bissau',
      ],
    ],
    ['country', 'ship it to the UK or to Austria', ['UK', 'Austria']],
    [
      'country',
      'in New Zealand, the USA, U.S. or Bosnia & Herzegovina',
      ['New Zealand', 'USA', 'U.S.', 'Bosnia & Herzegovina'],
    ],
    [
      'nation',
      'England, Scotland and Wales, all of the US',
      ['England', 'Scotland', 'Wales', 'US'],
    ],
    ['country', 'in Nigeria, not in Niger', ['Nigeria', 'Niger']],
    ['country', 'in austria, UKraine, aUSA or US2', []],
    ['note', '97214, TX 78701, 12 Main Street, anna@example.com, Austria', []],
  ])('%s in “%s”', (name, text, values) => expect(found(name, text)).toEqual(values))

  it.each<[string, string]>([
    ['zipCode', '97214'],
    ['shipping_zip', '97214'],
    ['contactEmail', 'a@b.org'],
    ['ship to country', 'Austria'],
    ['Home  Country', 'Austria'],
    ['postal__code', '97214'],
    ['addressLine1', '12 Alder Lane'],
    ['line1', '12 Alder Lane'],
    ['address line', '12 Alder Lane'],
  ])('however it is written: %s', (name, value) => {
    expect(found(name, `it is ${value}`)).toEqual([value])
  })

  it.each<[string, string, string]>([
    ['street', 'at 3  Mill Road', '3  Mill Road'],
    ['street', 'at 350  42nd Street', '350  42nd Street'],
    ['state', 'to Austin,  TX  78701', 'TX'],
    ['state', 'to Ottawa, ON  K1A 0B1', 'ON'],
    ['recipient', 'to  Anna Berg', 'Anna Berg'],
  ])('and whatever blanks are between: %s in “%s”', (name, text, value) => {
    expect(found(name, text)).toEqual([value])
  })

  it.each(['zipper', 'recountry', 'capacity', 'statement'])('but not %s', (name) => {
    expect(found(name, '97214 Portland, TX 78701, Austria')).toEqual([])
  })
})
