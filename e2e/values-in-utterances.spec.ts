import type { Page } from '@playwright/test'
import { storedRecords } from './database.ts'
import { expect, test } from './studio-test.ts'

interface StoredUtterance {
  readonly kind: string
  readonly text: string
  readonly slots: readonly { readonly start: number; readonly end: number }[]
}

/** The words that are marked in each utterance. */
async function markedWords(page: Page): Promise<Record<string, string[]>> {
  const records = Object.values(await storedRecords(page)) as StoredUtterance[]
  return Object.fromEntries(
    records
      .filter(({ kind }) => kind === 'utterance')
      .map(({ text, slots }) => [text, slots.map(({ start, end }) => text.slice(start, end))]),
  )
}

test('values are proposed where they stand, marked with keys, and written into templates', async ({
  studio,
  page,
}) => {
  await studio.newWorkflow()
  await studio.addContext('Table')
  await studio.addCommand('Table', 'book')
  await studio.showInspector()
  const { inspector } = studio
  await inspector.getByRole('button', { name: 'New parameter' }).click()
  const parameters = inspector.getByRole('group', { name: 'Parameters' })
  await parameters.getByRole('textbox', { name: 'Name', exact: true }).fill('guests')
  await parameters.getByRole('combobox', { name: 'Type' }).selectOption('integer')
  await inspector.getByRole('button', { name: 'New parameter' }).click()
  await parameters.getByRole('textbox', { name: 'Name', exact: true }).last().fill('area')
  await parameters.getByRole('combobox', { name: 'Type' }).last().selectOption('enum')
  await parameters
    .getByRole('textbox', { name: 'Choices' })
    .last()
    .fill('terrace: outside\nhall: inside')
  await studio.pasteUtterances([
    'book a table for 12 outside',
    'a table for 4 in the hall please',
    'reserve something inside',
  ])

  // In the utterance at hand: offered at once, taken with one key, taken back with another.
  const first = inspector.getByRole('textbox', { name: 'Utterance 1', exact: true })
  await first.focus()
  const offered = inspector.getByRole('group', { name: 'Suggested values' })
  await expect(offered.getByRole('button', { name: 'Mark 12 as guests' })).toBeVisible()
  await expect(offered.getByRole('button', { name: 'Mark outside as area' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(inspector.getByRole('button', { name: 'Unmark outside' })).toBeVisible()
  await expect
    .poll(async () => (await markedWords(page))['book a table for 12 outside'])
    .toEqual(['12', 'outside'])

  // In all the others: looked at first, then marked as one edit.
  await inspector.getByRole('button', { name: 'Suggest values' }).click()
  await expect(inspector.getByText('3 values found in 2 utterances')).toBeVisible()
  await inspector.getByRole('button', { name: 'Mark all 3 values' }).click()
  await expect
    .poll(() => markedWords(page))
    .toEqual({
      'book a table for 12 outside': ['12', 'outside'],
      'a table for 4 in the hall please': ['4', 'hall'],
      'reserve something inside': ['inside'],
    })
  await studio.button('Undo').click()
  await expect.poll(async () => (await markedWords(page))['reserve something inside']).toEqual([])

  // A template: a brace offers the parameters, and one that does not exist is told.
  const quick = inspector.getByRole('textbox', { name: 'Another utterance' })
  await quick.pressSequentially('table for {g')
  await expect(inspector.getByRole('option', { name: '{guests}' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(quick).toHaveValue('table for {guests}')
  await quick.pressSequentially(' in the {zone}')
  await page.keyboard.press('Enter')
  await expect(inspector.getByText('Book has no parameter {zone}.')).toBeVisible()
  await studio.expectAccessible()

  // A field of an object: selected, chosen and marked with keys alone.
  await inspector.getByRole('button', { name: 'New parameter' }).click()
  await parameters.getByRole('textbox', { name: 'Name', exact: true }).last().fill('address')
  await parameters.getByRole('combobox', { name: 'Type' }).last().selectOption('object')
  await parameters.getByRole('button', { name: 'New field' }).click()
  await parameters.getByRole('textbox', { name: 'Name', exact: true }).last().fill('city')
  await quick.fill('somewhere in Berlin')
  await page.keyboard.press('Enter')
  const last = inspector.getByRole('textbox', { name: 'Utterance 5', exact: true })
  await last.focus()
  await page.keyboard.press('End')
  for (const _ of 'Berlin') await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Alt+ArrowDown')
  const choices = inspector.getByRole('group', { name: 'Mark as parameter' })
  await expect(choices.getByRole('button', { name: 'guests' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(choices.getByRole('button', { name: 'address › city' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(last).toBeFocused()
  await expect
    .poll(async () => (await markedWords(page))['somewhere in Berlin'])
    .toEqual(['Berlin'])
})
