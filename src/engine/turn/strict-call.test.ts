import { expect, it } from 'vitest'
import { GO_UP, WHERE_AM_I } from '#domain/core-commands.ts'
import type { Json } from '#shared/json.ts'
import { converse, lineOf } from '#testing/conversation.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'

const talking = () =>
  converse(
    {},
    workflow()
      .context('Parcel', { containers: ['*'] })
      .context('Item')
      .command('Parcel/weigh', {
        parameters: {
          grams: { type: 'integer' },
          unit: { required: false, defaultValue: 'g' },
          note: { required: false },
        },
      })
      .command('Item/open')
      .build(),
  )

const called = async (
  { session }: ReturnType<typeof talking>,
  command: string,
  values: Readonly<Record<string, Json>> = {},
) => lineOf(await session.call({ command: commandId(command), values }))

it('has the defaults of what is left out, and nothing for what has none', async () => {
  const talk = talking()
  expect(await called(talk, 'Parcel/weigh', { grams: 5, note: null })).toBe(
    'done: Parcel/weigh done',
  )
  expect(talk.ports.application.calls[0]?.values).toEqual({ grams: 5, unit: 'g' })
})

it('may be of a command that every workflow has, with no values', async () => {
  const talk = talking()
  expect(await called(talk, WHERE_AM_I.id)).toBe('done: You are in Parcel.')
  expect(await called(talk, GO_UP.id)).toBe('done: You are at the top.')
  expect(talk.events()).toContainEqual({ type: 'command-chosen', command: GO_UP.id, level: 0 })
  expect(await called(talk, WHERE_AM_I.id, { x: 1 })).toBe('refused: There is no parameter “x”.')
})

it('is refused of a command that is offered elsewhere', async () => {
  const talk = talking()
  expect(await called(talk, 'Item/open')).toBe('refused: “Open” is offered in Item, not here.')
  expect(talk.ports.application.calls).toEqual([])
})

it('says all that is wrong with it, and all that its values come to', async () => {
  const talk = talking()
  expect(await called(talk, 'Parcel/weigh', { gram: 5 })).toBe(
    'refused: There is no parameter “gram”. Grams is missing.',
  )
  const sound = converse(
    { validate: () => [{ parameter: null, text: 'Not now.' }] },
    workflow()
      .context('Parcel', { containers: ['*'] })
      .command('Parcel/weigh', { validation: 'isOpen()' })
      .build(),
  )
  const ended = await sound.session.call({ command: commandId('Parcel/weigh'), values: {} })
  expect(ended.problems).toEqual([{ path: '', code: 'together', text: 'Not now.' }])
})

it('tells the journal which of its values were given, and which are defaults', async () => {
  const talk = talking()
  await called(talk, 'Parcel/weigh', { grams: 5 })
  const sources = talk
    .events()
    .flatMap((event) => (event.type === 'value-extracted' ? [[event.name, event.source]] : []))
  expect(sources).toEqual([
    ['grams', 'form'],
    ['unit', 'default'],
  ])
})

it('has values of its own only, whatever the parameters are called', async () => {
  const document = workflow()
    .context('Parcel', { containers: ['*'] })
    .command('Parcel/print', { parameters: { toString: { required: false } } })
    .build()
  const talk = converse({}, document)
  expect(await called(talk, 'Parcel/print')).toBe('done: Parcel/print done')
  expect(talk.ports.application.calls[0]?.values).toEqual({})
})
