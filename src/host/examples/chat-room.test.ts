import { expect, it } from 'vitest'
import { runExample, untold } from './running-example.ts'

it('lets one write as different people, and premium people write urgently', async () => {
  const room = await runExample('chat-room')
  expect(await room.run('list_users')).toContain('- Ada, online, premium')
  expect(await room.offers('send_message')).toBe(false)

  expect(await room.run('become_user', { name: 'Bruno' })).toBe('You are Bruno now.')
  expect(await room.where()).toEqual(['User', '*'])
  expect(await room.offers('send_priority_message')).toBe(false)
  expect(await room.run('read_inbox')).toContain('Chiara to Bruno: Are you coming to lunch? (new)')
  expect(await room.run('read_inbox')).not.toContain('(new)')

  expect(await room.run('become_user', { name: 'Ada' })).toBe('You are Ada now.')
  expect(await room.where()).toEqual(['PremiumUser', '*'])
  expect(await room.run('send_message', { recipient: 'Bruno', message: 'Hello' })).toBe(
    'Message sent to Bruno: “Hello”',
  )
  expect(await room.run('send_priority_message', { recipient: 'Tomas', message: 'Now!' })).toBe(
    'Priority message sent to Tomas, who is away: “Now!”',
  )
  expect(await room.run('read_receipts')).toContain('- to Bruno: “Hello”, not read yet')

  expect(await room.run('set_status', { status: 'busy' })).toBe('Ada is busy now.')
  expect(await room.run('current_user')).toBe('You are Ada, a premium user, and busy.')
  expect(await room.run('sign_off')).toContain('You are back in the room')
  expect(await room.where()).toEqual(['*'])
  expect(await room.offers('read_inbox')).toBe(false)

  const everyone = await runEverythingOfTheRoom(room)
  expect(everyone).not.toContain('Tomas')
  expect(untold(room.document, room.told)).toEqual([])
})

async function runEverythingOfTheRoom(
  room: Awaited<ReturnType<typeof runExample>>,
): Promise<string> {
  expect(await room.run('add_user', { name: 'Yusuf', membership: 'premium' })).toContain('premium')
  expect(await room.run('add_user', { name: 'yusuf' })).toContain('already')
  expect(await room.run('broadcast', { message: 'Cake!' })).toBe('Announced to all 6: “Cake!”')
  expect(await room.run('read_board')).toContain('Ada: Welcome')
  expect(await room.run('read_board')).not.toContain('lunch')
  expect(await room.run('remove_user', { name: 'Tomas' })).toBe('Tomas was removed from the room.')
  return room.run('list_users')
}

it('offers as recipients everybody but oneself', async () => {
  const room = await runExample('chat-room')
  await room.run('become_user', { name: 'Mina' })

  const names = (await room.values('send_message', 'recipient')).map(({ value }) => value)

  expect(names).toEqual(['Ada', 'Bruno', 'Chiara', 'Tomas'])
})

it('puts whoever was the removed person back into the room', async () => {
  const room = await runExample('chat-room')
  await room.run('become_user', { name: 'Chiara' })

  await room.run('remove_user', { name: 'Chiara' })

  expect(await room.where()).toEqual(['*'])
})
