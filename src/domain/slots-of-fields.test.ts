import { describe, expect, it } from 'vitest'
import { commandId, parameterId, workflow } from '#testing/workflow-builder.ts'
import type { Document } from './document.ts'
import { duplicateCommand } from './edits/commands.ts'
import { removeParameter, renameParameter, updateParameter } from './edits/parameters.ts'
import { annotate } from './edits/slots.ts'
import { addUtterances, moveUtterances, readUtterances } from './edits/utterances.ts'
import type { CommandId, ParameterId, UtteranceId } from './ids.ts'
import { parameterSchema, type Parameter } from './parameter.ts'
import { utteranceProblems } from './problems-of-utterances.ts'
import { recordById, utterancesOf } from './queries.ts'
import { slotLesson } from './slot-lesson.ts'
import { freeSlots, knownValuesIn, valuesOfCommand } from './slot-suggestions.ts'
import { slotTargets, targetNamed } from './slot-targets.ts'
import { trainingRows } from './training-rows.ts'

const SEND = commandId('send')
const ADDRESS = parameterId('send', 'address')

const field = (id: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', name: id.split('.').at(-1), ...draft, id })

const address: Partial<Parameter> = {
  type: 'object',
  fields: [
    field('a.street'),
    field('a.city', { examples: ['Berlin', 'Bonn'] }),
    field('a.contact', { type: 'object', fields: [field('a.contact.phone')] }),
  ],
}
const items: Partial<Parameter> = {
  type: 'list',
  itemType: 'object',
  fields: [field('i.product'), field('i.quantity', { type: 'integer' })],
}

const sending = (...utterances: string[]): Document =>
  workflow()
    .command('send', { parameters: { address, items, note: {} }, utterances })
    .build()

const command = (document: Document, id: CommandId = SEND) => recordById(document, 'command', id)!

/** Each utterance with what is marked in it, by path. */
const marksOf = (document: Document, id: CommandId = SEND): unknown[] =>
  utterancesOf(document, id).map(({ text, slots }) => [
    text,
    ...slots.map(({ parameter, start, end }) => {
      const target = slotTargets(command(document, id)).find(
        (each) => each.parameter.id === parameter,
      )
      return `${target?.path ?? 'gone'}: ${text.slice(start, end)}`
    }),
  ])

const textsOf = (document: Document): string[] =>
  utterancesOf(document, SEND).map(({ text }) => text)

describe('what utterances can mark', () => {
  it('is each parameter, and each field of an object or of a list of objects by its path', () => {
    expect(slotTargets(command(sending())).map(({ path, isWhole }) => [path, isWhole])).toEqual([
      ['address', true],
      ['address.street', false],
      ['address.city', false],
      ['address.contact', true],
      ['address.contact.phone', false],
      ['items', true],
      ['items.product', false],
      ['items.quantity', false],
      ['note', false],
    ])
  })

  it('is found by its path in any case, and by nothing less', () => {
    const { parameters } = command(sending())
    expect(targetNamed({ parameters }, 'Address.City')?.parameter.id).toBe('a.city')
    expect(targetNamed({ parameters }, 'city')).toBeUndefined()
    expect(targetNamed({ parameters }, 'address.zip')).toBeUndefined()
  })

  it('has no fields where the type has none', () => {
    const document = updateParameter(SEND, ADDRESS, { type: 'string' })(sending())
    expect(slotTargets(command(document)).map(({ path }) => path)).not.toContain('address.city')
  })
})

describe('an edit', () => {
  const marked = sending('send it to [Main Street 5](address.street), [Berlin](address.city)')

  it('marks a field', () => {
    const document = annotate('send#0' as UtteranceId, 'a.city' as ParameterId, {
      start: 11,
      end: 18,
    })(sending('send it to Berlin'))
    expect(marksOf(document)).toEqual([['send it to Berlin', 'address.city: Berlin']])
  })

  it('keeps the marks of a field, and of an object, that is renamed', () => {
    const document = renameParameter(SEND, 'a.city' as ParameterId, 'town')(marked)
    expect(marksOf(renameParameter(SEND, ADDRESS, 'place')(document))).toEqual([
      ['send it to Main Street 5, Berlin', 'place.street: Main Street 5', 'place.town: Berlin'],
    ])
  })

  it('writes templates anew under the name a parameter or field has now', () => {
    const document = sending(
      '{ address.City }, then {note} and [Berlin](address.city), {address.city}',
      '{address} and {else.city}',
    )
    const renamed = renameParameter(SEND, 'a.city' as ParameterId, 'town')(document)
    const moved = renameParameter(SEND, ADDRESS, 'destination')(renamed)
    expect(marksOf(moved)).toEqual([
      [
        '{destination.town}, then {note} and Berlin, {destination.town}',
        'destination.town: Berlin',
      ],
      ['{destination} and {else.city}'],
    ])
  })

  it('takes the marks of a field away with it, and those of all fields with their object', () => {
    const withoutCity = removeParameter(SEND, 'a.city' as ParameterId)(marked)
    expect(marksOf(withoutCity)).toEqual([
      ['send it to Main Street 5, Berlin', 'address.street: Main Street 5'],
    ])
    expect(marksOf(removeParameter(SEND, ADDRESS)(marked))).toEqual([
      ['send it to Main Street 5, Berlin'],
    ])
  })

  it('gives the copy of a command marks of its own fields', () => {
    const COPY = 'copy' as CommandId
    const document = duplicateCommand(SEND, COPY)(marked)
    expect(marksOf(document, COPY)).toEqual(marksOf(marked))
    const ids = utterancesOf(document, COPY)[0]!.slots.map(({ parameter }) => parameter)
    expect(ids).not.toContain('a.city')
  })

  it('keeps a mark where an utterance moves to a command with the same path', () => {
    const other = parameterSchema.parse({
      ...address,
      id: 'o',
      name: 'x',
      fields: [field('o.city')],
    })
    const document = workflow()
      .command('send', {
        parameters: { address, note: {} },
        utterances: ['to [Main Street 5](address.street), [Berlin](address.city)'],
      })
      .command('bill', { parameters: { address: other } })
      .build()
    const BILL = commandId('bill')
    expect(marksOf(moveUtterances(['send#0' as UtteranceId], BILL)(document), BILL)).toEqual([
      ['to Main Street 5, Berlin', 'address.city: Berlin'],
    ])
  })
})

it('is marked as it is typed, once, and only where there is such a parameter or field', () => {
  const lines = [
    'bring it to [Main Street 5](address.street), [ Ulm ](Address.City)',
    'bring it to Main Street 5, Ulm',
    'see [our page](home) about [it](address)',
  ]
  expect(readUtterances(sending(), SEND, lines.join('\n'))).toMatchObject({
    texts: [lines[0], lines[2]],
    duplicate: 1,
  })
  expect(marksOf(addUtterances(SEND, lines)(sending()))).toEqual([
    ['bring it to Main Street 5, Ulm', 'address.street: Main Street 5', 'address.city: Ulm'],
    ['see [our page](home) about it', 'address: it'],
  ])
})

describe('a problem', () => {
  const problemsIn = (...utterances: string[]) =>
    utteranceProblems(sending(...utterances)).map(({ severity, code, text }) => [
      severity,
      code,
      text,
    ])

  it('is none where fields are marked or written', () => {
    expect(problemsIn('send it to [Berlin](address.city)', 'to {address.contact.phone}')).toEqual(
      [],
    )
  })

  it('names the field that was probably meant', () => {
    expect(problemsIn('send it to {city}')).toEqual([
      ['warning', 'unknown-placeholder', 'Send has no parameter {city}. Write {address.city}.'],
    ])
  })

  it('names all that can be written where nothing is called so', () => {
    expect(problemsIn('send it to {address.zip}').map(([, , text]) => text)).toEqual([
      'Send has no parameter {address.zip}. It has {address.street}, {address.city}, {address.contact.phone}, {items.product}, {items.quantity}, {note}.',
    ])
  })

  it('is a hint where an object is marked or written as a whole', () => {
    const advice = 'as a whole. Mark its parts instead: street, city, contact › phone.'
    expect(problemsIn('send it to [Main Street 5, Berlin](address)', 'ship to {address}')).toEqual([
      ['hint', 'slot-whole', `“send it to Main Street 5, Berlin” marks Address ${advice}`],
      ['hint', 'slot-whole', `“ship to {address}” marks Address ${advice}`],
    ])
  })

  it('is a mark of a field that an object no longer has', () => {
    const document = sending('send it to [Berlin](address.city)')
    const flat = updateParameter(SEND, ADDRESS, { type: 'string' })(document)
    expect(utteranceProblems(flat).map(({ code }) => code)).toEqual(['slot-invalid'])
  })
})

describe('what is taught', () => {
  const kindsOf = (document: Document): string[] =>
    slotLesson(document).parameters.map(({ kind }) => kind)

  it('is each field by its own name and type, and an object only where it is marked as one', () => {
    expect(kindsOf(sending('to [Berlin](address.city)'))).toEqual([
      'street:string',
      'city:string',
      'phone:string',
      'product:string',
      'quantity:integer',
      'note:string',
    ])
    expect(kindsOf(sending('to [Main Street 5, Berlin](address)'))).toContain('address:object')
  })

  it('shares what is learned of a city with every command that has one', () => {
    const document = workflow()
      .command('send', { parameters: { address }, utterances: ['to [Berlin](address.city)'] })
      .command('greet', { parameters: { city: {} }, utterances: ['hello [Bonn](city)'] })
      .build()
    expect(kindsOf(document).filter((kind) => kind === 'city:string')).toHaveLength(2)
  })

  it('tells fields of one name apart by as much of their paths as it takes', () => {
    const place = (id: string): Partial<Parameter> => ({
      type: 'object',
      fields: [field(`${id}.city`), field(`${id}.${id}_date`)],
    })
    const document = workflow()
      .command('travel', {
        parameters: { origin: place('from'), destination: place('to') },
        utterances: ['from [Bonn](origin.city) to [Berlin](destination.city)'],
      })
      .build()
    expect(kindsOf(document)).toEqual([
      'origin city:string',
      'from date:string',
      'destination city:string',
      'to date:string',
    ])
  })

  it('takes two spellings of one name for one kind, as nothing tells them apart', () => {
    const document = workflow()
      .command('fly', {
        parameters: { arrivalTime: {}, arrival_time: {} },
        utterances: ['at [5](arrivalTime)'],
      })
      .build()
    expect(kindsOf(document)).toEqual(['arrival time:string', 'arrival time:string'])
  })

  it('fills templates in with the values of fields, and says the last name of others', () => {
    const document = sending('send it to {address.city}, {address.contact.phone}')
    const rows = slotLesson(document).rows.map(({ text, slots }) => [
      text,
      ...slots.map(({ parameter, start, end }) => [parameter, text.slice(start, end)]),
    ])
    expect(rows).toEqual([
      ['send it to Berlin, phone', ['a.city', 'Berlin']],
      ['send it to Bonn, phone', ['a.city', 'Bonn']],
    ])
    expect(trainingRows(document).map(({ text }) => text)).toContain('send it to Berlin, phone')
    expect(textsOf(document)).toHaveLength(1)
  })
})

it('proposes the known values of fields, and never an object as a whole', () => {
  const document = sending('to [Main Street 5](address.street)', 'to [Bad Place 1, Ulm](address)')
  const values = valuesOfCommand(command(document), utterancesOf(document, SEND))
  const text = 'bring it to main street 5 in Bonn, or Bad Place 1, Ulm'
  const found = freeSlots({ text, slots: [] }, knownValuesIn(text, values))
  expect(found.map(({ parameter, start, end }) => [parameter, text.slice(start, end)])).toEqual([
    ['a.street', 'main street 5'],
    ['a.city', 'Bonn'],
  ])
})
