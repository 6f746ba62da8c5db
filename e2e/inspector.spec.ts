import type { Locator, Page } from '@playwright/test'
import { storedRecords } from './database.ts'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

interface StoredCommand {
  readonly kind: 'command'
  readonly name: string
  readonly description: string
  readonly risk: string
  readonly availability: string
  readonly handler: object
  readonly parameters: readonly Readonly<Record<string, unknown>>[]
}

interface StoredUtterance {
  readonly kind: 'utterance'
  readonly text: string
  readonly slots: readonly { readonly start: number; readonly end: number }[]
}

/** The only command of the workflow, as it is stored. */
async function storedCommand(page: Page): Promise<StoredCommand> {
  const records = Object.values(await storedRecords(page)) as { kind: string }[]
  const command = records.find(({ kind }) => kind === 'command')
  if (!command) throw new Error('There is no command')
  return command as StoredCommand
}

async function storedUtterances(page: Page): Promise<StoredUtterance[]> {
  const records = Object.values(await storedRecords(page)) as { kind: string }[]
  return records.filter(({ kind }) => kind === 'utterance') as unknown as StoredUtterance[]
}

const field = (within: Locator, name: string) => within.getByRole('textbox', { name, exact: true })

/** Something wrong is said beside the field, tied to it, and what was typed is still there. */
async function expectProblem(input: Locator, problem: RegExp, typed: string): Promise<void> {
  await expect(input).toHaveAttribute('aria-invalid', 'true')
  await expect(input).toHaveAccessibleDescription(problem)
  await input.blur()
  await expect(input).toHaveValue(typed)
}

/** A workflow with one command, open in the inspector. */
async function openCommand(studio: StudioPage): Promise<void> {
  await studio.newWorkflow()
  await studio.addContext('Table')
  await studio.addCommand('Table', 'book')
  await studio.showInspector()
}

test('every field of a command is edited, and a name that cannot be is told beside it', async ({
  studio,
  page,
}) => {
  await openCommand(studio)
  const { inspector } = studio
  const name = field(inspector, 'Name')
  await name.fill('parameter value')
  await expectProblem(name, /reserved/, 'parameter value')
  await name.fill('12 %')
  await expectProblem(name, /letter from a to z/, '12 %')
  await name.fill('Book a table')
  await expect(name).toHaveAttribute('aria-invalid', 'false')
  await expect(studio.treeItem('Book a table')).toBeVisible()

  await field(inspector, 'Description').fill('Reserves a table')
  await inspector.getByRole('combobox', { name: 'Risk' }).selectOption('destructive')
  await field(inspector, 'Condition').fill('self.isFree')
  const handler = inspector.getByRole('combobox', { name: 'Handler' })
  await handler.selectOption({ label: 'A method of its class' })
  await field(inspector, 'Method').fill('bookTable')
  await inspector.getByRole('combobox', { name: 'Context' }).selectOption({ label: 'Table' })
  await expect
    .poll(() => storedCommand(page))
    .toMatchObject({
      name: 'book_a_table',
      description: 'Reserves a table',
      risk: 'destructive',
      availability: 'self.isFree',
      handler: { kind: 'method', method: 'bookTable' },
    })
  // All that was typed in one visit to a field is one step.
  await studio.button('Undo').click()
  await expect(field(inspector, 'Method')).not.toHaveValue('bookTable')
  await studio.button('Redo').click()
  await expect(field(inspector, 'Method')).toHaveValue('bookTable')
})

test('every field of a parameter is edited, and what cannot be is told beside it', async ({
  studio,
  page,
}) => {
  await openCommand(studio)
  const { inspector } = studio
  await inspector.getByRole('button', { name: 'New parameter' }).click()
  const parameters = inspector.getByRole('group', { name: 'Parameters' })
  const type = parameters.getByRole('combobox', { name: 'Type' })
  await field(parameters, 'Name').fill('party size')
  await field(parameters, 'Description').fill('How many people come')

  const pattern = field(parameters, 'Pattern')
  await pattern.fill('[0-9')
  await expectProblem(pattern, /not a regular expression/, '[0-9')
  await pattern.fill('[0-9]+')
  await expect(pattern).toHaveAttribute('aria-invalid', 'false')
  await field(parameters, 'Shortest').fill('-1')
  await expectProblem(field(parameters, 'Shortest'), /whole number from 0/, '-1')
  await field(parameters, 'Shortest').fill('')

  await type.selectOption('integer')
  await field(parameters, 'Least').fill('8')
  await field(parameters, 'Greatest').fill('2')
  await expectProblem(field(parameters, 'Greatest'), /greatest value is below the least/, '2')
  await field(parameters, 'Greatest').fill('many')
  await expectProblem(field(parameters, 'Greatest'), /Type a number/, 'many')
  await field(parameters, 'Greatest').fill('12')
  await expect(field(parameters, 'Greatest')).toHaveAttribute('aria-invalid', 'false')

  await parameters.getByRole('checkbox', { name: 'Asked for when it is missing' }).uncheck()
  await field(parameters, 'Default').fill('two')
  await expectProblem(field(parameters, 'Default'), /whole number/, 'two')
  await field(parameters, 'Default').fill('9')
  await field(parameters, 'Examples').fill('8\n12')
  await field(parameters, 'Looked up in').fill('self.sizes')

  await expect
    .poll(async () => (await storedCommand(page)).parameters)
    .toEqual([
      expect.objectContaining({
        name: 'party_size',
        type: 'integer',
        description: 'How many people come',
        required: false,
        defaultValue: 9,
        pattern: '[0-9]+',
        min: 8,
        max: 12,
        minLength: null,
        examples: ['8', '12'],
        lookup: 'self.sizes',
      }),
    ])

  await type.selectOption('enum')
  await expect(field(parameters, 'Choices')).toHaveAccessibleDescription(/nothing to choose from/)
  await field(parameters, 'Choices').fill('inside: in, within\noutside')
  await expect
    .poll(async () => (await storedCommand(page)).parameters[0]?.['choices'])
    .toEqual([
      { value: 'inside', synonyms: ['in', 'within'] },
      { value: 'outside', synonyms: [] },
    ])
})

test('values are marked by selecting them, and a list of utterances is pasted', async ({
  studio,
  page,
}) => {
  await openCommand(studio)
  const { inspector } = studio
  await studio.pasteUtterances(['book a table for 12', 'a table please'])
  // A list pasted into the field for one is a list as well; what is there already is left out.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() =>
    navigator.clipboard.writeText('reserve a table\n\na table please\n  keep us a table  '),
  )
  await field(inspector, 'Another utterance').focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect
    .poll(async () => (await storedUtterances(page)).map(({ text }) => text).sort())
    .toEqual(['a table please', 'book a table for 12', 'keep us a table', 'reserve a table'])

  const utterance = field(inspector, 'Utterance 1')
  await expect(utterance).toHaveValue('book a table for 12')
  await utterance.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await inspector
    .getByRole('group', { name: 'Mark as parameter' })
    .getByRole('button', { name: 'a new parameter' })
    .click()
  await expect(inspector.getByRole('button', { name: 'Unmark 12' })).toBeVisible()
  const marked = async () =>
    (await storedUtterances(page)).find(({ text }) => text.startsWith('book'))?.slots
  await expect.poll(marked).toEqual([expect.objectContaining({ start: 17, end: 19 })])
  expect((await storedCommand(page)).parameters).toHaveLength(1)

  // Words typed before the mark move it along.
  await utterance.fill('please book a table for 12')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await storedUtterances(page)).find(({ text }) => text.includes('12'))?.slots)
    .toEqual([expect.objectContaining({ start: 24, end: 26 })])
  await inspector.getByRole('button', { name: 'Unmark 12' }).click()
  await expect
    .poll(async () => (await storedUtterances(page)).flatMap(({ slots }) => slots))
    .toEqual([])
})
