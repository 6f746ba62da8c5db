import { expect, test } from './studio-test.ts'

test('past messages of all conversations are judged by keyboard, and it can be undone', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.showChat()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.say('zebras play chess')
  await studio.button('Conversations').click()
  await page.getByRole('menuitem', { name: 'New conversation' }).click()
  await studio.chat.say('tot up 4 and 5')

  await studio.showDrawer('Corrections')
  const list = page.getByRole('listbox', { name: 'Past messages, the doubtful first' })
  const triage = page.getByRole('region', { name: 'Past messages' })
  await expect(list.getByRole('option')).toHaveCount(3)
  await list.focus()
  const current = list.getByRole('option', { selected: true })
  const judged = (count: number) => triage.getByText(`${count} of 3 judged`)

  // The refused ones lead; what they mean is said by one key each.
  await expect(current).toContainText('tot up 4 and 5')
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog', { name: 'What did you mean?' })
  await expect(dialog.getByRole('region', { name: 'What else would change' })).toBeVisible()
  await dialog.getByRole('option', { name: /^Add two numbers/ }).click()
  await expect(judged(1)).toBeVisible()

  await list.focus()
  await expect(current).toContainText('zebras')
  await page.keyboard.press('ArrowUp')
  await expect(current).toContainText('Means Add two numbers')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('o')
  await expect(judged(2)).toBeVisible()
  await expect(current).toContainText('add_two_numbers 2 3')
  await page.keyboard.press('Enter')
  await expect(judged(3)).toBeVisible()
  await page.keyboard.press('u')
  await expect(judged(2)).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: /by keyboard/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await studio.expectAccessible()

  // Kept at once: the words go where they were said to go, in any conversation.
  await studio.chat.say('tot up 4 and 5')
  await expect(studio.chat.lastAnswer).toContainText('from a correction')

  await page.getByRole('tab', { name: /^Put right/ }).click()
  const corrections = page.getByRole('region', { name: 'Corrections' })
  await corrections.getByRole('searchbox', { name: 'Search corrections' }).fill('tot up')
  await expect(corrections.getByRole('listitem')).toHaveCount(1)
  await corrections.getByRole('button', { name: /^Keep “tot up 4 and 5” for You alone/ }).click()
  await expect(corrections.getByText('only for You')).toBeVisible()
  await studio.expectAccessible()
  await corrections.getByRole('button', { name: /^Remove the correction of “tot up/ }).click()
  await expect(corrections.getByText('No correction matches.')).toBeVisible()
})

test('one message makes a command, which answers those words from then on', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.showChat()
  await studio.chat.say('sing me a lullaby please')
  await studio.chat.lastAnswer.getByRole('button', { name: 'Not what I meant' }).click()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'What did you mean?' })
  await dialog.getByRole('textbox', { name: 'Name of the new command' }).fill('Sing')
  await dialog.getByRole('textbox', { name: 'What it answers for now' }).fill('La la la.')
  await dialog.getByRole('button', { name: 'Make the command' }).click()
  await expect(studio.treeItem('Sing')).toBeVisible()
  // The new command is selected, so the inspector stands where the chat was.
  await studio.showChat()
  await studio.chat.say('Sing me a lullaby please!')
  await studio.chat.expectReply('La la la.')
})
