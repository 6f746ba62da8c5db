import { expect, it } from 'vitest'
import { converse, parcelDesk } from '#testing/conversation.ts'
import { workflow } from '#testing/workflow-builder.ts'

const WRONG = 'you misunderstood me'

/** Commands that only their names tell of, two of which are nearly called the same. */
const named = () =>
  workflow('Post')
    .context('Parcel', { containers: ['*'] })
    .command('send_mail')
    .command('send_maid')

it('offers those that the words were nearly the name of, too', async () => {
  const { say } = converse({}, named().build())
  expect(await say('send maip')).toBe('asks: Did you mean “Send maid” or “Send mail”?')
  expect(await say('2')).toBe('done: send_mail done')
  expect(await say(WRONG)).toBe('asks: Sorry. Did you mean “Send maid”?')
  expect(await say('yes')).toBe('done: send_maid done')
})

it.each([
  ['nothing else is like them', {}],
  ['there is nothing that could tell', { understand: () => Promise.resolve(null) }],
])('asks nothing about words where %s', async (_, options) => {
  const { say } = converse(options, named().build())
  await say('/send_mail')
  expect(await say(WRONG)).toMatch(/^done: Sorry\. Choose/)
})

it('weighs words anew that were a name, and offers nothing that is no command of the workflow', async () => {
  const { say } = converse()
  await say('/find_parcel P5')
  const asked = await say(WRONG)
  expect(asked).toMatch(/^asks: Sorry\. Did you mean/)
  expect(asked).not.toMatch(/Find parcel|Never mind|Go up|Where am I/)
})

it('offers four at most', async () => {
  const same = ['a', 'b', 'c', 'd', 'e'].reduce(
    (desk, name) => desk.command(name, { utterances: ['do the thing'] }),
    workflow('Same').context('Parcel', { containers: ['*'] }),
  )
  const { say } = converse({}, same.build())
  expect(await say('do the thing')).toMatch(/^asks: Did you mean “A”, “B” or “C”\?/)
  expect(await say(WRONG)).toBe('asks: Sorry. Did you mean “A”, “B”, “C” or “D”?')
})

it('says of the very run that it is done, and can be taken back', async () => {
  let tickets = 0
  const { say, session } = converse(
    { handle: () => Promise.resolve({ undoTicket: `t${String(++tickets)}` }) },
    parcelDesk().build(),
  )
  await say('/weigh 5')
  await say('find parcel P5')
  expect(session.undoable).toHaveLength(2)
  expect(await say(WRONG)).toMatch(
    /^asks: Sorry\. “Find parcel” is done; “undo that” takes it back\./,
  )
})
