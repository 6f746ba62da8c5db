import { expect, it } from 'vitest'
import { parameterSchema } from '#domain/parameter.ts'
import { namedList } from './lookup-lists.ts'

const items = parameterSchema.parse({ id: 'p', name: 'items', type: 'list', lookup: 'self.items' })
const EXISTING = [
  ['wool', 'Wool scarf'],
  ['silk', 'Silk scarf'],
  ['felt', 'Felt hat'],
  ['boots', 'Boots'],
  ['tie', 'Tie'],
  ['tie2', 'Tie'],
  ['c1', 'Long coat'],
  ['c2', 'Rain coat of mine'],
].map(([value = '', label = '']) => ({ value, label }))

/** Its items, `null` where one is asked about; the place of that, and what may be meant by it. */
function read(text: string, risk: 'read' | 'write', existing = EXISTING) {
  const context = { now: 0, timeZone: 'UTC', existing, exactOnly: risk === 'write' }
  const found = namedList(text, items, existing, context, new Set(['remove']))
  if (!found) return null
  const { value, rejection } = found
  const where = text.slice(found.start, found.end)
  return rejection
    ? [where, value, rejection.problem.path, rejection.suggestions.map((each) => each.value)]
    : [where, value]
}

it.each<[string, 'read' | 'write', ReturnType<typeof read>]>([
  // One of two, in a row with what is named surely.
  [
    'remove the scarf and the boots',
    'read',
    ['scarf and the boots', [null, 'boots'], 'items[0]', ['wool', 'silk']],
  ],
  [
    'remove the boots, scarf and hat',
    'write',
    ['boots, scarf and hat', ['boots', null, null], 'items[1]', ['wool', 'silk']],
  ],
  ['remove tie, boots', 'write', ['tie, boots', [null, 'boots'], 'items[0]', ['tie', 'tie2']]],
  // Nearly a name: surely meant where nothing is changed, else asked about.
  ['remove the boots and the hat', 'read', ['boots and the hat', ['boots', 'felt']]],
  [
    'remove the boots and the hat',
    'write',
    ['boots and the hat', ['boots', null], 'items[1]', ['felt']],
  ],
  ['remove the hat and the wool scarf', 'read', ['hat and the wool scarf', ['felt', 'wool']]],
  // The only thing: it may be answered by several.
  ['remove the scarf', 'read', ['scarf', null, undefined, ['wool', 'silk']]],
  ['remove the hat', 'write', ['hat', null, undefined, ['felt']]],
  ['remove the hat', 'read', ['hat', ['felt']]],
  // Nothing is surely named: the first row counts.
  [
    'remove the scarf and the hat, not from the scarf box',
    'write',
    ['scarf and the hat', [null, null], 'items[0]', ['wool', 'silk']],
  ],
  // What is not tied to the row is said for another reason.
  ['remove the boots because of the scarf', 'write', ['boots', ['boots']]],
  [
    'remove the boots because of the hat and the felt hat',
    'read',
    ['boots because of the hat and the felt hat', ['boots', 'felt']],
  ],
  // Words of a name that was said in full are no name again, and the same thing is no two.
  ['remove the wool scarf and the boots', 'write', ['wool scarf and the boots', ['wool', 'boots']]],
  ['remove the boots and the boots', 'write', ['boots and the boots', ['boots']]],
  ['remove everything', 'write', null],
  ['remove the boots because of the hat', 'read', ['boots', ['boots']]],
  ['remove the hat with the boot', 'read', ['hat with the boot', ['felt', 'boots']]],
  // Of words that name one together, and several each, all are meant.
  [
    'remove the boots and rain coat',
    'write',
    ['boots and rain coat', ['boots', null], 'items[1]', ['c2']],
  ],
])('“%s”, to %s', (text, risk, found) => {
  expect(read(text, risk)).toEqual(found)
})
