import { expect, it } from 'vitest'
import { converse, parcelDesk } from '#testing/conversation.ts'

const document = parcelDesk()
  .context('Box', { containers: ['*'] })
  .command('open_box', { utterances: ['open the box'] })
  .command('count', { utterances: ['tell how many'] })
  .command('Box/count', { utterances: ['tell how many'] })
  .command('Box/seal', { utterances: ['seal it tightly'] })
  .build()

const ran = async (message: string): Promise<string[]> => {
  const talk = converse(
    {
      path: [],
      handle: ({ command }) => {
        if (command === 'open_box') talk.ports.application.enter(['Box'])
        return Promise.resolve({})
      },
    },
    document,
  )
  await talk.say(message)
  return talk.ports.application.calls.map(({ command }) => command)
}

it('means by a later request what it means where the one before has led', async () => {
  expect(await ran('tell how many, then open the box')).toEqual(['count', 'open_box'])
  expect(await ran('open the box, then tell how many')).toEqual(['open_box', 'Box/count'])
  expect(await ran('show the list, then open the box, then tell how many')).toEqual([
    'show_list',
    'open_box',
    'Box/count',
  ])
})

it('does by a later request what is only offered where the one before has led', async () => {
  expect(await ran('open the box and seal it tightly')).toEqual(['open_box', 'Box/seal'])
})
