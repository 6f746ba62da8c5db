import { expect, it } from 'vitest'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { createSession } from './create-session.ts'

const field = (name: string, draft: Partial<Parameter> = {}): Parameter =>
  parameterSchema.parse({ type: 'string', ...draft, id: `f-${name}`, name })

const shop = workflow('Shop')
  .command('order', {
    risk: 'destructive',
    parameters: {
      items: {
        type: 'list',
        itemType: 'object',
        fields: [field('quantity', { type: 'integer', min: 1 }), field('product')],
      },
    },
    utterances: ['order things'],
  })
  .build()

/** The quantities of what was ordered, as they are after the words, when consent is asked again. */
async function quantities(text: string): Promise<unknown> {
  const ports = fakePorts(() => shop)
  const session = createSession(ports, { document: () => shop, model: () => FAKE_MODEL })
  const items = [1, 2].map((quantity) => ({ quantity, product: `tea ${quantity}` }))
  await session.say(`/order ${JSON.stringify({ items })}`)
  const result = await session.say(text)
  if (result.status !== 'waiting' || result.question.kind !== 'confirm') return result.status
  const held = result.question.values['items'] as readonly { readonly quantity: number }[]
  return held.map(({ quantity }) => quantity)
}

it.each([
  ['change the quantity of the second item to 5', [1, 5]],
  ['change the quantity of the first to 5', [5, 2]],
  ['change the quantity of the 2nd to 5', [1, 5]],
  ['change the quantity of item 9 to 5', [1, 2]],
  ['change the quantity of the third to 5', [1, 2]],
  ['change the colour of the second to 5', [1, 2]],
])('%s', async (text, expected) => expect(await quantities(text)).toEqual(expected))
