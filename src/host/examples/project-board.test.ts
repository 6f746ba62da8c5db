import { beforeEach, describe, expect, it } from 'vitest'
import { runExample, untold, type RunningExample } from './running-example.ts'

describe('The project board', () => {
  let board: RunningExample
  const told = new Set<string>()

  beforeEach(async () => {
    board = await runExample('project-board')
    return () => {
      for (const command of board.told) told.add(command)
    }
  })

  it('is walked down, along and up', async () => {
    const epic = await board.run('open_item', { title: 'Checkout redesign' })
    expect(epic).toContain('Checkout redesign is an epic of the board')
    expect(await board.run('list_children')).toMatch(/- Payment form: .*Priya/)
    expect(await board.run('go_down')).toContain('Payment form is a story')
    expect(await board.run('go_down')).toContain('Show errors beside the field is a task')
    expect(await board.run('go_down')).toContain('has no parts')
    expect(await board.run('next_item')).toContain('Test with a screen reader is a task')
    expect(await board.where()).toEqual(['Task', 'Story', 'Epic', '*'])
    expect(await board.offers('add_task')).toBe(true)

    await board.application.goUp()

    expect(await board.where()).toEqual(['Story', 'Epic', '*'])
  })

  it('goes on with the next story after the last task of one', async () => {
    await board.run('open_item', { title: 'Test with a screen reader' })

    expect(await board.run('next_item')).toContain('Order summary is a story')
  })

  it('answers for the whole board from the deepest task', async () => {
    await board.run('open_item', { title: 'Rank by popularity' })

    expect(await board.run('workload', { person: 'Jonas' })).toContain('- Rank by popularity')
    expect(await board.run('overdue_items')).toContain('- List the discounts')
    expect(await board.run('board_overview')).toContain('Checkout redesign is 20% done: 1 of 5')
  })

  it('changes title, status, person and due date of an item', async () => {
    await board.run('open_item', { title: 'Round the totals' })

    expect(await board.run('rename', { title: 'Round totals' })).toContain('“Round totals” now')
    expect(await board.run('set_status', { status: 'done' })).toBe('Round totals is done now.')
    expect(await board.run('assign', { person: 'Amina' })).toBe('Amina is on Round totals now.')
    expect(await board.run('set_due_date', { due: '2001-01-01' })).toContain('is due on 2001-01-01')
    expect(await board.run('log_hours', { hours: 2 })).toBe(
      '2 more hours on Round totals; 2 in all.',
    )
    const details = await board.run('item_details')
    expect(details).toContain('Round totals is a task of Order summary: done.')
    expect(details).toContain('Amina is on it.')
  })

  it('lets the status of what has parts follow from them', async () => {
    await board.run('open_item', { title: 'Order summary' })
    expect(await board.run('set_status', { status: 'done' })).toContain('it is blocked')
    expect(await board.run('progress')).toContain('0% done: 0 of 2')

    for (const title of ['List the discounts', 'Round the totals']) {
      await board.run('open_item', { title })
      await board.run('set_status', { status: 'done' })
    }

    await board.run('open_item', { title: 'Order summary' })
    expect(await board.run('item_details')).toContain('a story of Checkout redesign: done')
  })

  it('grows by an epic with a story with a task', async () => {
    await board.run('add_epic', { title: 'Dark mode' })
    await board.run('add_story', { title: 'Colours' })
    await board.run('add_task', { title: 'Check the contrast' })

    expect(await board.where()).toEqual(['Story', 'Epic', '*'])
    expect((await board.values('open_item', 'title')).map(({ value }) => value)).toContain(
      'Check the contrast',
    )
  })

  it('moves a task to another story, and an epic nowhere', async () => {
    await board.run('open_item', { title: 'Filter by price' })
    expect(await board.run('move_item', { destination: 'Order summary' })).toBe(
      'Filter by price is in Order summary now.',
    )
    expect(await board.where()).toEqual(['Task', 'Story', 'Epic', '*'])
    expect(await board.run('item_details')).toContain('a task of Order summary')

    await board.run('open_item', { title: 'Search' })
    expect(await board.offers('move_item')).toBe(false)
  })

  it('asks again for a day that is over, a title that is taken, a status that follows', async () => {
    await board.run('open_item', { title: 'Round the totals' })
    expect(await board.problems('set_due_date', { due: '2001-01-01' })).toEqual([
      expect.stringMatching(/^due: 2001-01-01 is over; it is \d{4}-\d\d-\d\d\.$/),
    ])
    expect(await board.problems('set_due_date', { due: '2999-01-01' })).toEqual([])
    expect(await board.problems('rename', { title: 'payment FORM' })).toEqual([
      'title: There is a story called Payment form already.',
    ])
    expect(await board.problems('rename', { title: 'Round totals' })).toEqual([])
    expect(await board.problems('set_status', { status: 'done' })).toEqual([])

    await board.run('open_item', { title: 'Order summary' })
    expect(await board.problems('set_status', { status: 'done' })).toEqual([
      'The status of Order summary follows from its parts: it is blocked.',
    ])
  })

  it('takes back what was deleted with all below it, and hours one by one', async () => {
    await board.run('open_item', { title: 'Payment form' })
    expect(await board.rehearse('delete_item')).toContain('with 3 items below it')
    expect(await board.where()).toEqual(['Story', 'Epic', '*'])
    const parts = await board.run('list_children')
    await board.run('delete_item')

    await board.undo()

    expect(await board.where()).toEqual(['Story', 'Epic', '*'])
    expect(await board.run('list_children')).toBe(parts)
    await board.run('open_item', { title: 'Rank by popularity' })
    await board.run('log_hours', { hours: 2 })
    expect(await board.undo()).toBe('2 hours less on Rank by popularity; 1 in all.')
  })

  it('deletes an item with all below it and goes back to what held it', async () => {
    await board.run('open_item', { title: 'Payment form' })

    const reply = await board.run('delete_item')

    expect(reply).toContain('with 3 items below it')
    expect(await board.where()).toEqual(['Epic', '*'])
    expect(await board.run('list_children')).not.toContain('Payment form')
  })

  it('has a story about each of its commands', () => {
    expect(untold(board.document, told)).toEqual([])
  })
})
