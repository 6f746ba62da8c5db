import { zipSync } from 'fflate'
import { exampleFiles, withJson } from './bundles.ts'
import { putRow, rowsOf } from './database.ts'
import { StartPage } from './pages/start-page.ts'
import { expect, test } from './studio-test.ts'

const ACCURATE = /^Accurate/
const FAST = /^Fast/

test('another sentence encoder is chosen, learned anew, and taken back with undo', async ({
  studio,
  page,
}) => {
  test.setTimeout(180_000)
  await studio.openExample('Hello world')
  await studio.train()
  const chat = page.getByRole('region', { name: 'Chat' })
  const training = page.getByRole('status', { name: 'Training' })
  await studio.chat.say('what is 4 plus 5')
  await studio.chat.expectReply('4 + 5 = 9')

  await studio.showInspector()
  const encoder = studio.inspector.getByRole('combobox', { name: 'Sentence encoder' })
  await expect(encoder.getByRole('option', { name: ACCURATE })).toBeAttached()
  const fast = await encoder.getByRole('option', { name: FAST }).innerText()
  await encoder.selectOption({ label: fast })

  // What was learned is not asked with the wrong encoder; names do without one.
  await expect(training).toContainText('Train again')
  await expect(studio.inspector).toContainText('The workflow was trained with another one')
  await studio.showChat()
  await expect(chat.getByRole('alert')).toContainText('trained with another sentence encoder')
  await studio.chat.say('what is 6 plus 7')
  await studio.chat.expectReply('Commands work by their names')
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')

  await chat.getByRole('button', { name: 'Train again' }).click()
  await expect(chat.getByRole('alert')).toBeHidden({ timeout: 60_000 })
  await studio.chat.say('what is 6 plus 7')
  await studio.chat.expectReply('6 + 7 = 13')

  // Back to the other encoder, whose model is gone by now: it says so again.
  await studio.button('Undo').click()
  await expect(chat.getByRole('alert')).toContainText('trained with another sentence encoder')
  await studio.button('Redo').click()
  await expect(chat.getByRole('alert')).toBeHidden()
  await studio.chat.say('what is 8 plus 7')
  await studio.chat.expectReply('8 + 7 = 15')
})

test('a workflow that wants an encoder of elsewhere says so, and takes another', async ({
  studio,
  page,
}) => {
  const files = withJson(await exampleFiles('hello-world'), 'workflow.json', (json) => {
    const workflow = json['workflow'] as Record<string, unknown>
    workflow['encoder'] = 'all-mpnet-base-v2'
  })
  await studio.open()
  await new StartPage(page).importFile('elsewhere.espalier.zip', zipSync(files))
  await expect(studio.canvas).toBeVisible()

  const alert = page.getByRole('region', { name: 'Chat' }).getByRole('alert')
  await studio.showChat()
  await expect(alert).toContainText('does not have the sentence encoder “all-mpnet-base-v2”')
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')

  await studio.showInspector()
  const encoder = studio.inspector.getByRole('combobox', { name: 'Sentence encoder' })
  await expect(encoder).toHaveValue('all-mpnet-base-v2')
  await expect(studio.inspector).toContainText('Choose one of the others, then train again')
  await encoder.selectOption({
    label: await encoder.getByRole('option', { name: FAST }).innerText(),
  })
  await studio.showChat()
  await expect(alert).toBeHidden()
  await studio.expectEncoderReady()
})

test('a workflow trained with an earlier release of its encoder opens, and asks to be trained again', async ({
  studio,
  page,
}) => {
  test.setTimeout(180_000)
  await studio.openExample('Hello world')
  await studio.train()
  await studio.expectSaved()

  const [row] = await rowsOf<{ model: { encoder: object } }>(page, 'models')
  if (!row) throw new Error('The model is not kept')
  const { model } = row
  const encoder = { ...model.encoder, revision: '000000000000' }
  await putRow(page, 'models', { ...row, model: { ...model, encoder } })
  await studio.reload()

  const chat = page.getByRole('region', { name: 'Chat' })
  await expect(chat.getByRole('alert')).toContainText('another release of its sentence encoder')
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
  await chat.getByRole('button', { name: 'Train again' }).click()
  await expect(chat.getByRole('alert')).toBeHidden({ timeout: 60_000 })
  await studio.chat.say('what is 4 plus 5')
  await studio.chat.expectReply('4 + 5 = 9')
})
