import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { problems } from '#domain/problems.ts'
import { talkTo, type Talk } from '../talk.ts'
import { harbour } from './harbour.ts'
import { notebook } from './notebook.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

/** The harbour, entered by the action that nobody says. */
async function inHarbour(...boarding: string[]): Promise<Talk> {
  const talk = await talkTo(harbour(), { wasm })
  await talk.act('open_harbour')
  for (const name of boarding) await talk.say(`board the ${name}`)
  return talk
}

describe('hierarchy and inheritance together', () => {
  it('is a sound workflow, with a command that nobody says', () => {
    const found = problems(harbour())
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
    const unsaid = found.filter(({ code }) => code === 'no-utterances')
    expect(unsaid.map(({ record }) => record)).toEqual(['open_harbour'])
  })

  it('offers a derived instance its own commands, those of its base and those further out', async () => {
    const talk = await inHarbour('Tern')
    expect(await talk.where()).toEqual(['Tern', 'North harbour', '*'])
    expect(await talk.offered()).toEqual([
      ['Boat/describe', 'Boat/hail', 'Ferry/load_cars'],
      ['Harbour/board', 'Harbour/list_boats', 'Harbour/register_boat'],
      ['open_harbour', 'tell_tide'],
    ])
  })

  it('does not offer a base what only the derived one can do', async () => {
    const talk = await inHarbour('Heron')
    expect((await talk.offered())[0]).toEqual(['Boat/describe', 'Boat/hail'])
    expect(await talk.say('/load_cars 3')).toContain('Load cars')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
    expect(await talk.say('load 3 cars')).not.toContain('cars on board')
    expect(talk.ran().at(-1)?.command).toBe('Harbour/board')
  })

  it('runs an inherited command on the derived instance', async () => {
    const talk = await inHarbour('Tern')
    expect(await talk.say('what kind of boat is this')).toBe('Tern is a ferry.')
    expect(await talk.say('load 3 cars')).toBe('3 cars on board.')
  })

  it('asks the container where the narrow context has nothing to say', async () => {
    const talk = await inHarbour('Tern')
    expect(await talk.say('which boats lie here')).toBe('Heron, Tern')
    expect(talk.last.command).toEqual({ id: 'Harbour/list_boats', level: 1 })
    expect(await talk.where()).toEqual(['Tern', 'North harbour', '*'])
  })

  it('reaches the root from below an object of the application', async () => {
    const talk = await inHarbour('Tern')
    expect(await talk.say('how high is the tide')).toBe('The tide is low.')
    expect(talk.last.command).toEqual({ id: 'tell_tide', level: 2 })
  })

  it('closes a command by the state of the instance it stands on', async () => {
    const talk = await inHarbour('Tern')
    await talk.act('Ferry/load_cars', { count: 30 })
    expect((await talk.offered())[0]).not.toContain('Ferry/load_cars')
    expect(await talk.say('load 3 cars')).not.toContain('cars on board')
    expect(await talk.act('Ferry/load_cars', { count: 1 })).toContain('not available')
    expect(talk.ran().filter(({ command }) => command === 'Ferry/load_cars')).toHaveLength(1)
  })
})

describe('a command that nobody says', () => {
  it('runs as an action, by its name and by its title', async () => {
    for (const say of ['open_harbour', '/open_harbour', 'Open harbour']) {
      const talk = await talkTo(harbour(), { wasm })
      expect(await talk.say(say)).toBe('Open.')
      expect(await talk.where()).toEqual(['North harbour', '*'])
    }
    const talk = await talkTo(harbour(), { wasm })
    expect(await talk.act('open_harbour')).toBe('Open.')
  })

  it('is not taken for what is said in other words', async () => {
    const talk = await talkTo(harbour(), { wasm })
    for (const text of ['let me into the port', 'bring me to the boats', 'begin'])
      await talk.say(text)
    expect(talk.ran().map(({ command }) => command)).not.toContain('open_harbour')
    expect(await talk.where()).toEqual(['*'])
  })
})

/** In the diary: a section in it, one in that, and a note in there. */
async function inNote(): Promise<Talk> {
  const talk = await talkTo(notebook(), { wasm })
  await talk.act('open_notebook')
  await talk.say('add a section called Travel')
  await talk.say('add a section called Portugal')
  await talk.say('write a note called Lisbon')
  return talk
}

describe('a class that inherits from its own container', () => {
  it('is a sound workflow, with a command that nobody says', () => {
    const found = problems(notebook())
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
    const unsaid = found.filter(({ code }) => code === 'no-utterances')
    expect(unsaid.map(({ record }) => record)).toEqual(['open_notebook'])
  })

  it('goes as deep as instances do', async () => {
    const talk = await inNote()
    expect(await talk.where()).toEqual(['Lisbon', 'Portugal', 'Travel', 'Diary', '*'])
    expect((await talk.offered()).map((commands) => commands.length)).toEqual([2, 6, 6, 5, 2])
  })

  it('offers a section what a notebook can do, on the section itself', async () => {
    const talk = await inNote()
    await talk.say('go up')
    expect(await talk.say('how many parts does it have')).toBe('Portugal: 1 parts.')
    expect(talk.last.command).toEqual({ id: 'Notebook/count', level: 0 })
  })

  it('climbs through instances of one class, one at a time', async () => {
    const talk = await inNote()
    const places: string[][] = []
    for (let i = 0; i < 4; i++) {
      await talk.say('go up')
      places.push(await talk.where())
    }
    expect(places.map(([first]) => first)).toEqual(['Portugal', 'Travel', 'Diary', '*'])
    await talk.act('open_notebook')
    await talk.say('open Travel')
    await talk.say('go into Portugal')
    expect(await talk.where()).toEqual(['Portugal', 'Travel', 'Diary', '*'])
    await talk.say('go to the top')
    expect(await talk.where()).toEqual(['*'])
  })

  it('is taken apart on consent only, and leaves the person outside', async () => {
    const talk = await inNote()
    await talk.say('go up')
    expect(await talk.say('dissolve the section')).toContain('Dissolve')
    expect(await talk.say('yes')).toBe('Dissolved.')
    expect(await talk.where()).toEqual(['Travel', 'Diary', '*'])
  })
})

describe('one name at several levels', () => {
  it('means the narrowest when it stands alone', async () => {
    const talk = await inNote()
    expect(await talk.say('/rename Porto')).toBe('The note is Porto now.')
    await talk.say('go up')
    expect(await talk.say('/rename Trips')).toBe('The section is Trips now.')
  })

  it('means the one that is named with its context', async () => {
    const talk = await inNote()
    expect(await talk.say('Section/rename Trips')).toBe('The section is Trips now.')
    expect(await talk.where()).toEqual(['Lisbon', 'Trips', 'Travel', 'Diary', '*'])
    expect(await talk.say('count')).toBe('Trips: 1 parts.')
  })

  it('is told apart by what is said', async () => {
    const talk = await inNote()
    expect(await talk.say('rename the section to Trips')).toBe('The section is Trips now.')
    expect(await talk.say('rename the note to Porto')).toBe('The note is Porto now.')
    expect(await talk.say('how many notebooks are there')).toBe('One notebook.')
  })

  it('never lets an inherited command count beside the own one', async () => {
    const talk = await inNote()
    await talk.say('go up')
    expect((await talk.offered())[0]).not.toContain('Notebook/rename')
  })

  it('is not sought further out where it is closed', async () => {
    const talk = await inNote()
    expect(await talk.say('finish this note')).toBe('Lisbon is finished.')
    await talk.say('tick it off')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
    expect(talk.ran().filter(({ command }) => command === 'Note/finish')).toHaveLength(1)
  })
})
