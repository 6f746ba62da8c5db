import { expect, test } from './studio-test.ts'

/** By names alone: nothing need be trained for it. */
test('a destructive command is tried first, confirmed, taken back, and explained', async ({
  studio,
  page,
}) => {
  await studio.openExample('Retail desk')
  await studio.showChat()
  const { chat } = studio
  await chat.say('open order W4082615')
  await chat.say('cancel order')
  await chat.say('ordered by mistake')
  // What it would say stands in the question, and nothing of it has happened.
  await expect(chat.lastAnswer.getByRole('figure')).toContainText(/\$183\.00 goes back/)
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toContainText('W4082615')

  await chat.lastAnswer.getByRole('button', { name: 'Yes, cancel order' }).click()
  const done = chat.answers.filter({ hasText: 'Changed: Order W4082615' })
  await expect(done).toContainText('destructive')
  await done.getByRole('button', { name: 'Undo Cancel order' }).click()
  await expect(done).toContainText('taken back')
  await expect(done.getByRole('button', { name: 'Undo Cancel order' })).toHaveCount(0)
  await expect(chat.lastAnswer).toContainText('Taken back: Cancel order')
  await chat.say('order details')
  await chat.expectReply('W4082615 is pending')

  await chat.lastAnswer.getByRole('button', { name: 'Why this answer' }).click()
  const whyNot = chat.lastAnswer.getByRole('combobox', { name: 'Why not …?' })
  await whyNot.fill('Return items · DeliveredOrder')
  await expect(chat.lastAnswer).toContainText(
    '“Return items” is offered in DeliveredOrder, and this was said in Order W4082615.',
  )
  await whyNot.fill('Cancel order · PendingOrder')
  await expect(chat.lastAnswer).toContainText('The message is the name of “Order details”')
  await chat.lastAnswer.getByRole('button', { name: 'Show it on the canvas' }).click()
  await expect(studio.outline.getByRole('treeitem', { name: /^Cancel order/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
})
