import { describe, expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { freeTextWithin, isNameLike, isOnlyCarrier, namesIn } from './free-text.ts'
import type { SlotPatterns } from './templates.ts'

const parameter = (name: string, examples: string[] = []): Parameter =>
  parameterSchema.parse({ id: name, name, type: 'string', examples })

/** What the utterances of a command have beside the values, and the values that they show. */
const patterns = (carriers: string, values: Record<string, string[]> = {}): SlotPatterns => ({
  templates: [],
  cues: [],
  carriers: new Set(carriers.split(' ')),
  carrierPairs: new Set(),
  values: new Map(Object.entries(values)) as unknown as SlotPatterns['values'],
})

const STORY = patterns('add story epic note task', { person: ['Ada', 'Ben Lee', 'Cy'] })

/** Of a message, the value within what follows a cue; the cue and what follows are parted by `|`. */
function valueAfter(said: string, name: string): string | null {
  const [cue = '', ...rest] = said.split('|')
  const text = said.replaceAll('|', '')
  const end = rest.length > 1 ? cue.length + (rest[0]?.length ?? 0) : text.length
  const found = freeTextWithin(text, { start: cue.length, end }, parameter(name), STORY)
  return found && text.slice(found.start, found.end)
}

describe('the value within what stands after a cue', () => {
  it.each<[string, string, string | null]>([
    ['text', 'note |buy milk', 'buy milk'],
    ['text', 'note |buy milk| tomorrow', 'buy milk'],
    ['text', 'note |"buy milk" now', '"buy milk"'],
    ['text', 'note |“buy milk” now', '“buy milk”'],
    ['text', 'note |«buy milk» now', '«buy milk»'],
    ['text', "note |'buy milk' now", "'buy milk'"],
    ['text', 'note |about it "buy milk"!', '"buy milk"'],
    ['text', 'note |all of it "buy milk" ... !', '"buy milk"'],
    ['text', 'note |that "milk" is out', '"milk" is out'],
    ['text', 'note |the word "milk" is short', 'the word "milk" is short'],
    ['text', "note |don't buy Ben's milk", "don't buy Ben's milk"],
    ['text', "note |Ben's 'milk", "Ben's 'milk"],
    ['text', 'note |"" is empty', '"" is empty'],
    ['text', 'note "this" |buy milk', 'buy milk'],
    ['text', 'note |that dinner is ready', 'dinner is ready'],
    ['text', 'note |saying: dinner is ready', 'dinner is ready'],
    ['text', 'note |please, that dinner is ready', 'dinner is ready'],
    ['text', 'note |thatched roofs', 'thatched roofs'],
    ['text', 'note |: dinner', 'dinner'],
    ['text', 'note |– dinner', 'dinner'],
    ['text', 'note |-dinner', 'dinner'],
    ['text', 'note |for Anna', 'Anna'],
    ['text', 'note |about  “ducks', '“ducks'],
    ['text', 'note |for dinner', 'for dinner'],
    ['text', 'note |forAnna', 'forAnna'],
    ['text', 'note |is  as late', 'late'],
    ['text', 'that |dinner is ready', 'dinner is ready'],
    ['text', 'add a story |to the epic: Press kit', 'Press kit'],
    ['text', 'add a story |to the epic:  Press: kit', 'Press: kit'],
    ['text', 'add a story |to the shop: Press kit', 'to the shop: Press kit'],
    ['text', 'add a story |at 12:30', 'at 12:30'],
    ['text', `add a story |${'to the epic '.repeat(6)}: Anna`, `${'to the epic '.repeat(6)}: Anna`],
    ['title', 'add a story |to it called Press kit', 'Press kit'],
    ['title', 'add a story |named: Press kit', 'Press kit'],
    ['user_name', 'add one |titled  Press kit', 'Press kit'],
    ['title', 'add a story |so called', 'so called'],
    ['text', 'add a story |called Press kit', 'called Press kit'],
    ['titles', 'add a story |called Press kit', 'called Press kit'],
    ['subtitle', 'add a story |called Press kit', 'called Press kit'],
    ['text', 'add |a new story to the epic', null],
    ['text', 'add |another one', null],
    ['text', 'add |', null],
    ['text', 'buy milk, add |something here', null],
    ['person', 'add |my friend Nina Lee to the epic', 'Nina Lee'],
    ['person', "add |Nina's friend Oleg", 'Nina'],
    ['person', 'add |my friend', 'my friend'],
    ['text', 'add |my friend Nina Lee', 'my friend Nina Lee'],
  ])('of %s in “%s”', (name, said, value) => expect(valueAfter(said, name)).toBe(value))
})

describe('words that carry a value, and are none', () => {
  it.each<[string, boolean]>([
    ['the story', true],
    ['Add it to the Epic!', true],
    ['something new', true],
    ['some more stuff, please', true],
    ['Everybody', true],
    ['', true],
    ['the stories', false],
    ['the story of Anna', false],
  ])('“%s”: %s', (words, isCarrier) => expect(isOnlyCarrier(words, STORY)).toBe(isCarrier))
})

describe('a parameter whose values are names', () => {
  it.each<[string[], string[], boolean]>([
    [['Ada', 'Ben Lee', 'Jean-Luc O’Neil'], [], true],
    [[], ['Ada', 'Ben', 'É'], true],
    [['Ada'], ['Ben', 'Cy'], true],
    [['Ada', 'Ben'], [], false],
    [['Ada', 'Ben', 'cy'], [], false],
    [['Ada', 'Ben', 'Cy lee'], [], false],
    [['Ada', 'Ben', 'the Cy'], [], false],
    [['Ada', 'Ben', 'Cy 3'], [], false],
    [['Ada', 'Ben', 'Cy_Lee'], [], false],
    [[], [], false],
  ])('shows them: %j and %j: %s', (examples, shown, isIt) => {
    expect(isNameLike(parameter('it', examples), patterns('add', { it: shown }))).toBe(isIt)
  })

  it.each<[string, string[]]>([
    ['invite Nina Lee and Oleg', ['Nina Lee', 'Oleg']],
    ['Nina, Oleg', ['Nina', 'Oleg']],
    ["Nina's brother Jean-Luc", ['Nina', 'Jean-Luc']],
    ['Nina’s', ['Nina']],
    ["O's Nina", ['O', 'Nina']],
    ["D'silva", ["D'silva"]],
    ['Add Nina to the Story, Please', ['Nina']],
    ['NINA  Lee', ['NINA', 'Lee']],
    ['invite nina and R2D2', []],
  ])('finds them: “%s”', (text, names) => {
    const found = namesIn(text, { start: 0, end: text.length }, STORY)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(names)
  })

  it('finds them only where it is to look', () => {
    const text = 'Nina and Oleg Berg and Ada'
    const found = namesIn(text, { start: 9, end: 18 }, STORY)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['Oleg Berg'])
  })
})
