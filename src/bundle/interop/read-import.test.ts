import { zipSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { ImportFormat } from './formats.ts'
import { readImport, type ReadOptions } from './read-import.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (name: string, text: string, options?: ReadOptions) =>
  readImport([{ name, bytes: bytes(text) }], options)

/** Rows as a person would mark them: `cancel [W12](order_id)`. */
function shown(reading: ReturnType<typeof readImport>): string[] {
  return reading.rows.map(({ intent, text, slots, heldOut }) => {
    let out = ''
    let at = 0
    for (const { entity, start, end } of slots) {
      out += `${text.slice(at, start)}[${text.slice(start, end)}](${entity})`
      at = end
    }
    return `${intent}: ${out}${text.slice(at)}${heldOut ? ' *' : ''}`
  })
}

const formatOf = (name: string, text: string): ImportFormat | undefined =>
  read(name, text).files[0]?.format

describe('tables', () => {
  it.each([
    ['commas, a header and a quoted comma', 'text,intent\n"hi, there",greet\nbye,leave\n'],
    [
      'semicolons as spreadsheets of some countries save',
      'intent;text\ngreet;hi, there\nleave;bye',
    ],
    ['tabs, no header, the label first', 'greet\thi, there\nleave\tbye\n'],
    [
      'a byte order mark and Windows line ends',
      '\ufeffutterance,label\r\n"hi, there",greet\r\nbye,leave\r\n',
    ],
  ])('are read with %s', (_, text) => {
    expect(shown(read('t.csv', text))).toEqual(['greet: hi, there', 'leave: bye'])
  })

  it('take slots from a column of JSON, or from marks in the text', () => {
    const json = '[{""entity"":""order_id"",""start"":7,""end"":10}]'
    const own = read('t.csv', `text,intent,slots\ncancel W12,cancel,"${json}"\n`)
    const marked = read('t.csv', 'text,intent\ncancel [W12](order_id),cancel\n')
    expect(shown(own)).toEqual(['cancel: cancel [W12](order_id)'])
    expect(shown(marked)).toEqual(shown(own))
  })

  it('hold out what the file holds out, and name columns that say nothing', () => {
    const reading = read('t.csv', 'id,text,intent,split\n1,hi,greet,train\n2,hey,greet,test\n')
    expect(shown(reading)).toEqual(['greet: hi', 'greet: hey *'])
    expect(reading.notes).toEqual(['Columns that were not read: id.'])
  })

  it('tell the line of what they leave out, also after a cell of several lines', () => {
    const { rows, skipped } = read('t.csv', 'text,intent\n"two\nlines",greet\n"",greet\nhi,greet\n')
    expect(rows.map(({ where }) => where)).toEqual(['t.csv, line 2', 't.csv, line 5'])
    expect(rows[0]?.text).toBe('two lines')
    expect(skipped).toEqual([{ where: 't.csv, line 4', why: 'It has no text.' }])
  })

  it('name the line where a quote is never closed', () => {
    const { skipped } = read('t.csv', 'text,intent\nhi,greet\n"bye,leave\nmore,leave\n')
    expect(skipped.map(({ where }) => where)).toContain('t.csv, line 3')
  })

  it('are read in the letters of Windows when they are not UTF-8, and say so', () => {
    const latin = Buffer.from('text,intent\ncafé,order\n', 'latin1')
    const { rows, notes } = readImport([{ name: 't.csv', bytes: latin }])
    expect(rows[0]?.text).toBe('café')
    expect(notes[0]).toContain('Windows-1252')
  })
})

describe('JSON', () => {
  it.each([
    ['a row a line', 'a.jsonl', '{"text":"hi","intent":"greet"}\n["bye","leave"]\n'],
    [
      'a list of rows',
      'a.json',
      '[{"utterance":"hi","label":"greet"},{"text":"bye","intent":"leave"}]',
    ],
    ['texts by intent', 'a.json', '{"greet":["hi"],"leave":["bye"]}'],
    [
      'the JSON of old Rasa',
      'a.json',
      '{"rasa_nlu_data":{"common_examples":[{"text":"hi","intent":"greet","entities":[]},{"text":"bye","intent":"leave"}]}}',
    ],
  ])('is read as %s', (_, name, text) => {
    expect(shown(read(name, text))).toEqual(['greet: hi', 'leave: bye'])
  })

  it('keeps the rows of parts named for measuring aside', () => {
    const text = '{"train":[["hi","greet"]],"oos_val":[["what is love","oos"]]}'
    expect(shown(read('c.json', text))).toEqual(['greet: hi', 'oos: what is love *'])
  })

  it('reads marks by end, by last character, by length and by value', () => {
    const slots = [
      '"start":3,"end":6',
      '"startPos":3,"endPos":5',
      '"offset":3,"length":3',
      '"value":"now"',
    ]
    const rows = slots.map(
      (at) => `{"text":"go now","intent":"go","entities":[{"entity":"when",${at}}]}`,
    )
    expect(new Set(shown(read('s.jsonl', rows.join('\n'))))).toEqual(
      new Set(['go: go [now](when)']),
    )
  })

  it('skips single lines and entries that are not rows, by their place', () => {
    const { rows, skipped } = read(
      'a.jsonl',
      '{"text":"hi","intent":"greet"}\n{oops\n{"intent":"x"}\n7\n',
    )
    expect(rows).toHaveLength(1)
    expect(skipped.map(({ where }) => where)).toEqual([
      'a.jsonl, line 2',
      'a.jsonl, line 3',
      'a.jsonl, line 4',
    ])
  })

  it('that is cut off names the file and reads nothing', () => {
    expect(() => read('a.json', '[{"text":"hi"')).toThrow(
      expect.objectContaining({ code: 'import/not-readable' }),
    )
  })
})

const RASA = `version: "3.1"
nlu:
- intent: book_trip
  examples: |
    - take me to [Rome](city)
    - from [the big apple]{"entity": "city", "role": "origin", "value": "New York"} to [Oslo](city)
    no bullet here
- intent: no
  examples: |
    - not at all
- synonym: New York
  examples: |
    - NYC
- lookup: city
  examples: |
    - Rome
    - Lima
- regex: zip
  examples: |
    - \\d{5}
- regex: city
  examples: |
    - '[A-Z]\\w+'
stories:
- story: happy
`

describe('Rasa', () => {
  it('YAML gives intents, marks with roles, and the line of each', () => {
    const reading = read('nlu.yml', RASA)
    expect(reading.files).toEqual([{ name: 'nlu.yml', format: 'rasa-yaml' }])
    expect(shown(reading)).toEqual([
      'book_trip: take me to [Rome](city)',
      'book_trip: from [the big apple](origin) to [Oslo](city)',
      'no: not at all',
    ])
    expect(reading.rows[1]?.where).toBe('nlu.yml, line 6')
  })

  it('YAML marks a field of an object by its path, as an entity or as a role of one', () => {
    const reading = read(
      'nlu.yml',
      `nlu:
- intent: send
  examples: |
    - to [Elm Road 7](address.street), [Ulm]{"entity": "city", "role": "address.city"}
`,
    )
    expect(shown(reading)).toEqual(['send: to [Elm Road 7](address.street), [Ulm](address.city)'])
  })

  it('YAML gives what is known of entities, and says what was left out', () => {
    const { entities, skipped } = read('nlu.yml', RASA)
    const origin = entities.find(({ name }) => name === 'origin')
    expect(origin?.choices).toEqual([{ value: 'New York', synonyms: ['the big apple', 'NYC'] }])
    expect(entities.find(({ name }) => name === 'city')?.examples).toEqual([
      'New York',
      'Rome',
      'Lima',
    ])
    expect(skipped).toEqual([
      { where: 'nlu.yml, line 7', why: 'An example begins with “- ”; this line does not.' },
      { where: 'nlu.yml, line 24', why: '“stories” is no training data for commands.' },
      { where: 'nlu.yml, line 20', why: 'Pattern “zip”: no entity is called so.' },
    ])
  })

  it('YAML with examples as a list is read too', () => {
    const text =
      'nlu:\n- intent: greet\n  examples:\n  - text: |\n      hi\n  - hello [Ann](name)\n'
    expect(shown(read('a.yml', text))).toEqual(['greet: hi', 'greet: hello [Ann](name)'])
  })

  it('Markdown of older versions gives the same', () => {
    const text =
      '## intent:greet\n- hi <!-- short -->\n- hello [Ann](name:Anna)\n\n## story: x\n* greet\n'
    const { skipped, ...reading } = read('nlu.md', text)
    expect(shown({ ...reading, skipped })).toEqual(['greet: hi', 'greet: hello [Ann](name)'])
    expect(skipped[0]).toEqual({
      where: 'nlu.md, line 5',
      why: '“story: x” is no intent, synonym, regex or lookup.',
    })
  })

  it('does not take a link for a mark', () => {
    expect(shown(read('a.txt', 'see [this](https://example.org) page'))).toEqual([
      ': see [this](https://example.org) page',
    ])
  })
})

it('LUIS gives marks by their last character, parts for wholes, lists as choices', () => {
  const reading = read(
    'app.json',
    JSON.stringify({
      luis_schema_version: '7.0.0',
      intents: [{ name: 'Order' }],
      closedLists: [{ name: 'Size', subLists: [{ canonicalForm: 'large', list: ['big'] }] }],
      prebuiltEntities: [{ name: 'number', roles: [] }],
      patterns: [{ pattern: 'order {Size} now', intent: 'Order' }],
      utterances: [
        {
          text: 'order two big pizzas',
          intent: 'Order',
          entities: [
            {
              entity: 'Meal',
              startPos: 6,
              endPos: 19,
              children: [
                { entity: 'number', role: 'count', startPos: 6, endPos: 8 },
                { entity: 'Size', startPos: 10, endPos: 12 },
              ],
            },
          ],
        },
      ],
    }),
  )
  expect(shown(reading)).toEqual(['Order: order [two](count) [big](Size) pizzas'])
  expect(reading.entities).toMatchObject([
    { name: 'number', type: 'number' },
    { name: 'Size', type: 'enum', choices: [{ value: 'large', synonyms: ['big'] }] },
    { name: 'count', type: 'number' },
  ])
  expect(reading.skipped).toMatchObject([{ where: 'app.json, pattern 1' }])
})

it('CLU gives marks by offset and length, also counted in code points', () => {
  const project = (stringIndexType: string, offset: number) =>
    JSON.stringify({
      projectFileVersion: '2023-04-01',
      stringIndexType,
      assets: {
        entities: [
          {
            category: 'city',
            list: {
              sublists: [{ listKey: 'Rome', synonyms: [{ language: 'en', values: ['Roma'] }] }],
            },
          },
        ],
        utterances: [
          {
            text: '🎉 go to Rome',
            intent: 'Go',
            dataset: 'Test',
            entities: [{ category: 'city', offset, length: 4 }],
          },
        ],
      },
    })
  const expected = ['Go: 🎉 go to [Rome](city) *']
  expect(shown(read('clu.json', project('Utf16CodeUnit', 9)))).toEqual(expected)
  expect(shown(read('clu.json', project('UnicodeCodePoint', 8)))).toEqual(expected)
  expect(read('clu.json', project('Utf16CodeUnit', 9)).entities).toMatchObject([
    { name: 'city', type: 'enum', choices: [{ value: 'Rome', synonyms: ['Roma'] }] },
  ])
})

describe('a zip', () => {
  const zip = (files: Readonly<Record<string, unknown>>) => ({
    name: 'agent.zip',
    bytes: zipSync(
      Object.fromEntries(
        Object.entries(files).map(([path, value]) => [
          path,
          strToU8(typeof value === 'string' ? value : JSON.stringify(value)),
        ]),
      ),
    ),
  })
  const agent = {
    'agent.json': { language: 'en' },
    'package.json': { version: '1.0.0' },
    'intents/Book trip.json': { name: 'Book: trip' },
    'intents/Book trip_usersays_en.json': [
      {
        data: [
          { text: 'take me to ', userDefined: false },
          { text: 'Rome', alias: 'to', meta: '@city', userDefined: true },
          { text: ' on ', userDefined: false },
          { text: 'Friday', alias: 'when', meta: '@sys.date', userDefined: false },
        ],
        isTemplate: false,
      },
      { data: [{ text: '@city:to please' }], isTemplate: true },
    ],
    'intents/Book trip_usersays_de.json': [{ data: [{ text: 'nach Rom' }] }],
    'entities/city.json': { name: 'city' },
    'entities/city_entries_en.json': [{ value: 'Rome', synonyms: ['Rome', 'Roma'] }],
  }

  it('of Dialogflow is read in its own language, with marks, types and choices', () => {
    const reading = readImport([zip(agent)])
    expect(reading.files).toEqual([{ name: 'agent.zip', format: 'dialogflow' }])
    expect(shown(reading)).toEqual(['Book: trip: take me to [Rome](to) on [Friday](when)'])
    expect(reading.entities).toMatchObject([
      { name: 'when', type: 'date' },
      { name: 'city', type: 'enum' },
      { name: 'to', type: 'enum', choices: [{ value: 'Rome', synonyms: ['Roma'] }] },
    ])
    expect(reading.notes).toEqual(['Read in en; these languages were left out: de.'])
    expect(reading.skipped[0]?.where).toContain('phrase 2')
  })

  it('of several files is read file by file', () => {
    const reading = readImport([
      zip({ 'data/nlu.yml': RASA, 'more.csv': 'text,intent\nhi,greet\n', 'x.png': '?' }),
    ])
    expect(reading.rows.map(({ where }) => where).at(-1)).toBe('agent.zip, more.csv, line 2')
    expect(reading.skipped).toContainEqual({
      where: 'agent.zip, x.png',
      why: 'It is no file of utterances.',
    })
  })

  it.each([
    ['a spreadsheet', { '[Content_Types].xml': '<x/>' }, 'Save the sheet as CSV'],
    ['a bundle', { 'manifest.json': '{}', 'workflow.json': '{}' }, 'Espalier bundle'],
    ['nothing readable', { 'a.png': 'x' }, 'no file of utterances'],
  ])('of %s says what to do instead', (_, files, because) => {
    expect(() => readImport([zip(files)])).toThrow(because)
  })

  it('that is cut off, leads out of itself or grows without end is refused', () => {
    const whole = zip(agent)
    const cut = { ...whole, bytes: whole.bytes.slice(0, whole.bytes.length - 40) }
    expect(() => readImport([cut])).toThrow(
      expect.objectContaining({ code: 'import/not-readable' }),
    )
    expect(() => readImport([zip({ '../x.csv': 'a' })])).toThrow(
      expect.objectContaining({ code: 'import/not-readable' }),
    )
    expect(() => readImport([zip({ 'x.csv': 'a'.repeat(40_000_000) })])).toThrow(
      expect.objectContaining({ code: 'import/too-large' }),
    )
  })
})

describe('detection', () => {
  it.each<[ImportFormat, string, string]>([
    ['csv', '', 'greet,hi there\nleave,good bye\n'],
    ['text', '', 'hi, how are you\nwell, bye then\n'],
    ['jsonl', '', '{"text":"a","intent":"b"}\n{"text":"c","intent":"d"}'],
    ['rasa-yaml', 'x.txt', 'nlu:\n- intent: a\n  examples: |\n    - b\n'],
    ['text', 'list.txt', '- cancel my order\n- [W12](order_id) please\n'],
  ])('takes for %s what it is', (format, name, text) => {
    expect(formatOf(name, text)).toBe(format)
  })

  it('can be overruled', () => {
    expect(shown(read('', 'greet,hi', { format: 'text' }))).toEqual([': greet,hi'])
  })
})

describe('hostile or broken input', () => {
  it('YAML that grows by aliases stays small and is told', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b,*b]',
      'nlu:',
      '- *c',
      '- intent: ok',
      '  examples: |',
      '    - fine',
    ].join('\n')
    const reading = read('bomb.yml', bomb)
    expect(shown(reading)).toEqual(['ok: fine'])
    expect(reading.skipped).toContainEqual({
      where: 'bomb.yml, line 5',
      why: 'Aliases are not followed. Write it out.',
    })
  })

  it.each([
    ['YAML nested without end', 'x.yml', `nlu: ${'['.repeat(100_000)}`],
    ['YAML with a tab for indentation', 'x.yml', 'nlu:\n\t- intent: a'],
    ['YAML that is a list', 'x.yml', '- a\n- b'],
    ['JSON nested without end', 'x.json', '['.repeat(200_000)],
    ['bytes that are no text', 'x.csv', 'a\u0000b\u0000'],
  ])('%s is refused by name', (_, name, text) => {
    expect(() => read(name, text)).toThrow(
      expect.objectContaining({
        code: 'import/not-readable',
        details: expect.objectContaining({ file: name }) as unknown,
      }),
    )
  })

  it('keys of the prototype are names like any other', () => {
    const { rows } = read(
      'p.json',
      '[{"text":"hi","intent":"__proto__"},{"__proto__":{"text":"no"}}]',
    )
    expect(rows.map(({ intent }) => intent)).toEqual(['__proto__'])
    expect(Object.prototype).not.toHaveProperty('text')
  })

  it('a text that is too long, marks outside of it and marks over each other are left out', () => {
    const rows = [
      { text: 'x'.repeat(50_000), intent: 'a' },
      { text: 'go now', intent: 'a', entities: [{ entity: 'when', start: 3, end: 99 }] },
      {
        text: 'go now',
        intent: 'a',
        entities: [
          { entity: 'b', start: 0, end: 6 },
          { entity: 'c', start: 3, end: 6 },
        ],
      },
    ]
    const reading = read('x.json', JSON.stringify(rows))
    expect(shown(reading)).toEqual(['a: go now', 'a: [go now](b)'])
    expect(reading.skipped).toHaveLength(3)
  })

  it('moves marks along when control characters and blanks are taken out', () => {
    const text = '  book\u0000 \t a  trip to   São\u00a0Paulo  now '
    const start = text.indexOf('São')
    const rows = [{ text, intent: 'go', entities: [{ entity: 'city', start, end: start + 9 }] }]
    expect(shown(read('x.json', JSON.stringify(rows)))).toEqual([
      'go: book a trip to [São Paulo](city) now',
    ])
  })

  it('more rows than an import may have are refused as a whole', () => {
    const limits = { bytes: 1_000, rows: 2, skips: 2 }
    expect(() => read('x.txt', 'a\nb\nc', { limits })).toThrow(
      expect.objectContaining({ code: 'import/too-large' }),
    )
    expect(() => read('x.txt', 'a'.repeat(2_000), { limits })).toThrow(
      expect.objectContaining({ code: 'import/too-large' }),
    )
  })

  it('an empty file gives nothing, and no error', () => {
    expect(read('x.csv', '')).toMatchObject({ rows: [], skipped: [] })
  })
})
