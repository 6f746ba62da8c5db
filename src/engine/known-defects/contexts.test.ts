import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { harbour } from '#testing/shapes/harbour.ts'
import { notebook } from '#testing/shapes/notebook.ts'
import { code, talkTo, withSource } from '#testing/talk.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { cafe } from '#testing/shapes/cafe.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

describe('what can be done depends on the state, not on the class alone', () => {
  it('opens and closes a command as its instance changes', async () => {
    const talk = await talkTo(cafe(), { wasm })
    await talk.act('sit_down', { number: 0 })
    expect(await talk.offered()).toMatchObject([['Table/leave', 'Table/pay'], {}])
    expect(await talk.say('pay the bill')).toBe('Paid.')
    expect((await talk.offered())[0]).toEqual(['Table/leave'])
    for (const again of ['pay the bill', '/pay', 'Table/pay', 'Pay']) {
      await talk.say(again)
      expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
    }
    expect(await talk.act('Table/pay')).toContain('not available')
    expect(talk.ran().filter(({ command }) => command === 'Table/pay')).toHaveLength(1)
  })
})

describe('the way up', () => {
  it('is open although the narrow context is sure of itself', async () => {
    const talk = await talkTo(harbour(), { wasm })
    await talk.act('open_harbour')
    await talk.act('Harbour/board', { name: 'Tern' })
    expect(await talk.say('which boats lie here')).toBe('Heron, Tern')
    expect(await talk.say('how high is the tide')).toBe('The tide is low.')
    expect(talk.ran().slice(-2)).toMatchObject([
      { command: 'Harbour/list_boats' },
      { command: 'tell_tide' },
    ])
  })

  it('is what the instance says, where the drawing says otherwise', async () => {
    const document = withSource(
      workflow('Attic')
        .context('Box', { containers: ['*'] })
        .context('Crate', { containers: ['*'] })
        .context('Toy', { containers: ['Box'] })
        .command('find_toy', { handler: code('workflow.enter(self.toy)\nreturn "Found."') })
        .command('Crate/seal')
        .command('Box/open')
        .build(),
      {
        'app/main.ts': `
class Crate { constructor(readonly parent: unknown) {} }
class Toy { constructor(readonly parent: unknown) {} }
class Attic { toy = new Toy(new Crate(this)) }
export const start = () => new Attic()
`,
      },
    )
    const talk = await talkTo(document, { wasm })
    await talk.act('find_toy')
    expect(await talk.where()).toEqual(['Toy', 'Crate', '*'])
    expect(await talk.offered()).toEqual([[], ['Crate/seal'], ['find_toy']])
    expect(await talk.say('/open')).not.toBe('open done')
    expect(await talk.say('/seal')).toBe('seal done')
  })

  it('does not need classes to be called as contexts are', async () => {
    const document = withSource(
      workflow('Garage')
        .context('Vehicle', { containers: ['*'], displayName: '{name}' })
        .command('take', { handler: code('workflow.enter(self.it)\nreturn "Taken."') })
        .command('Vehicle/honk')
        .build(),
      {
        'app/main.ts': `
class $Impl_42 { contextName = 'Vehicle'; name = 'Beetle' }
export const start = () => ({ it: new $Impl_42() })
`,
      },
    )
    const talk = await talkTo(document, { wasm })
    await talk.act('take')
    expect(await talk.where()).toEqual(['Beetle', '*'])
    expect(await talk.say('/honk')).toBe('honk done')
  })

  it('leads to instances that are empty, too', async () => {
    const document = withSource(
      workflow('Empty')
        .context('Basket', { containers: ['*'] })
        .command('take', { handler: code('workflow.enter(self.basket)\nreturn ""') })
        .command('Basket/count', { handler: code('return self.length') })
        .build(),
      {
        'app/main.ts': `
class Basket extends Array<string> { contextName = 'Basket' }
export const start = () => ({ basket: new Basket() })
`,
      },
    )
    const talk = await talkTo(document, { wasm })
    await talk.act('take')
    expect(await talk.where()).toEqual(['Basket', '*'])
    expect(await talk.say('/count')).toBe('0')
  })
})

describe('after moving', () => {
  it('offers what there is now, and runs nothing of before', async () => {
    const talk = await talkTo(cafe(), { wasm })
    await talk.act('sit_down', { number: 0 })
    expect((await talk.offered())[0]).toContain('Table/leave')
    await talk.say('leave the table now')
    expect(await talk.offered()).toHaveLength(1)
    await talk.act('Table/leave')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
    await talk.say('leave the table now')
    expect(talk.last).toMatchObject({ status: 'ended', outcome: 'refused' })
  })
})

describe('after a restart', () => {
  it('is where it was, at any depth, with all objects', async () => {
    const before = await talkTo(notebook(), { wasm })
    await before.act('open_notebook')
    for (const title of ['Travel', 'Portugal', 'North'])
      await before.act('Notebook/add_section', { title })
    await before.act('Notebook/add_note', { title: 'Porto' })
    await before.say('finish this note')
    const saved = await before.application.save()

    const after = await talkTo(notebook(), { wasm, saved, resume: before.entries })
    expect(await after.where()).toEqual(await before.where())
    expect(await after.offered()).toEqual(await before.offered())
    expect(await after.say('go up')).not.toBe('')
    expect(await after.say('how many parts does it have')).toBe('North: 1 parts.')
    await after.say('go into Porto')
    expect((await after.offered())[0]).not.toContain('Note/finish')
  })

  it('is so even where the source of the application is another', async () => {
    const before = await talkTo(cafe(), { wasm })
    await before.act('sit_down', { number: 0 })
    await before.say('pay the bill')
    const saved = await before.application.save()
    const document = cafe()
    const main = document['file:app/main.ts']
    if (main?.kind !== 'source-file') throw new Error('No source')
    const edited = { ...main, text: `// Edited.\n${main.text}` }
    const after = await talkTo({ ...document, [main.id]: edited }, { wasm, saved })
    expect(await after.where()).toEqual(['Table 0', '*'])
    expect((await after.offered())[0]).toEqual(['Table/leave'])
  })
})
