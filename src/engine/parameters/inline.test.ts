import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { namedValues, placeNamed, positionalValues, splitOutsideQuotes } from './inline.ts'

const parameter = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: name, name })

const address = parameter('address', {
  type: 'object',
  fields: [
    parameter('street'),
    parameter('door', { type: 'object', fields: [parameter('floor'), parameter('number')] }),
    parameter('phones', { type: 'list', itemType: 'string' }),
  ],
})
const items = parameter('items', {
  type: 'list',
  itemType: 'object',
  fields: [parameter('product'), parameter('count', { type: 'integer' })],
})
const tags = parameter('tags', { type: 'list', itemType: 'string' })
const colour = parameter('colour')
const all = [address, items, tags, colour]

describe('values written out by their names', () => {
  it.each<[string, unknown]>([
    [' {"colour": "red"} ', { colour: 'red' }],
    ['"red"', null],
    ['["red"]', null],
    ['{"colour": "red"', null],
    ['{"0": "red"}', null],
    ['<colour>red</colour> <tags>a</tags>\n', { colour: 'red', tags: 'a' }],
    ['<tags><tag>a</tag><tag>b</tag></tags>', { tags: ['a', 'b'] }],
    ['<address><door><floor>2</floor></door></address>', { address: { door: { floor: '2' } } }],
    ['<address><lift>2</lift></address>', { address: { lift: '2' } }],
    ['<colour>red</colour', null],
    ['<>red</>', null],
    ['', null],
    ['red', null],
    ['colour = red ', { colour: 'red' }],
    [' colour=red', { colour: 'red' }],
    ['colour=red; tags=a', { colour: 'red', tags: 'a' }],
    ['colour=red ,  tags=a', { colour: 'red', tags: 'a' }],
    ['colour=a=b', { colour: 'a=b' }],
    ['colour=x size=3', { colour: 'x size=3' }],
    ['Colour=“deep red”', { colour: 'deep red' }],
    ['size=3 colour=red', null],
    ['my colour=red', null],
    [
      'address.door.floor=2, address.street=Mill Road',
      { address: { door: { floor: '2' }, street: 'Mill Road' } },
    ],
    ['floor=2 number=7', { address: { door: { floor: '2', number: '7' } } }],
    ['address.phones[0]=123', { address: { phones: ['123'] } }],
    ['tags[0]=a tags[1]=b', { tags: ['a', 'b'] }],
    ['items[0].count=2', { items: [{ count: '2' }] }],
    ['items[0].size=2', null],
    ['tags[0].x=2', null],
    ['address[0]=2', null],
    ['address.street.x=2', null],
    ['count=2', null],
  ])('%s', (text, values) => expect(namedValues(text, all)).toEqual(values))

  it.each<[string, unknown]>([
    ['Address. Street', ['address', 'street']],
    ['address..street', null],
    ['address.lift', null],
    ['ADDRESS.Street', ['address', 'street']],
    [' address.street ', ['address', 'street']],
    ['address.door.floor', ['address', 'door', 'floor']],
    ['floor', ['address', 'door', 'floor']],
    ['address', ['address']],
    ['product', null],
    ['items[2].Product', ['items', 2, 'product']],
    ['items[2]', ['items', 2]],
    ['items[2][1]', null],
    ['size[2]', null],
    ['[2]', null],
  ])('belong to a place: %s', (name, steps) => expect(placeNamed(name, all)).toEqual(steps))
})

describe('values by their position', () => {
  const to = parameter('to')
  const count = parameter('count', { type: 'integer' })
  const text = parameter('text')

  it.each<[string, Parameter[], unknown]>([
    ['Anna hello', [to, text], { to: 'Anna', text: 'hello' }],
    ['Anna 3 it is late', [to, count, text], { to: 'Anna', count: '3', text: 'it is late' }],
    ['a a a a', [to, count, text], { to: 'a', count: 'a', text: 'a a' }],
    ['a a, a, a', [to, text], { to: 'a a', text: 'a, a' }],
    ['Anna, it is late ', [to, text], { to: 'Anna', text: 'it is late' }],
    ['Anna  it is  late ', [to, text], { to: 'Anna', text: 'it is  late' }],
    ['Anna it is “late”', [to, text], { to: 'Anna', text: 'it is “late”' }],
    ['Anna 3', [to, count], { to: 'Anna', count: '3' }],
    ['Anna 3 4', [to, count], null],
    ['Anna, , late, again', [to, text], { to: 'Anna', text: 'late, again' }],
    ['Anna a b', [to, tags], { to: 'Anna', tags: 'a b' }],
    ['Anna', [], null],
    [' , ', [to], null],
  ])('%s', (said, parameters, values) => {
    expect(positionalValues(said, parameters)).toEqual(values)
  })

  it.each<[string, string[]]>([
    ['a b  c', ['a', 'b', 'c']],
    ['a b, c', ['a b', 'c']],
    ['"a b" “c d” «e f»', ['"a b"', '“c d”', '«e f»']],
    ['"a, b", “c, d”, «e, f»', ['"a, b"', '“c, d”', '«e, f»']],
    ["'a b' it's 'c d'", ["'a b'", "it's", "'c d'"]],
    ["'a, b', it's, don't, 'c, d'", ["'a, b'", "it's", "don't", "'c, d'"]],
    ["the 'a, b' here, c", ["the 'a, b' here", 'c']],
    ["it's a, b's", ["it's a", "b's"]],
    ["the '90s, it's", ["the '90s", "it's"]],
    ["'a, b'c, d", ["'a", "b'c", 'd']],
    ["7'a, b' c", ["7'a", "b' c"]],
    ['say "hi, you', ['say "hi', 'you']],
    ['5" wide, 3“ high, «x', ['5" wide', '3“ high', '«x']],
    ['"a b"c', ['"a b"', 'c']],
    ["'a b'c", ["'a", "b'c"]],
    ['“a "b” c', ['“a "b”', 'c']],
    ['«» ""', ['«»', '""']],
    ['a,b', ['a', 'b']],
    ['  ', []],
  ])('are parted: %s', (said, parts) => expect(splitOutsideQuotes(said)).toEqual(parts))
})
