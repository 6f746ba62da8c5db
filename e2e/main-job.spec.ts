import type { Browser, Page } from '@playwright/test'
import { decisionsIn, type JournalDecision } from './journal.ts'
import { expect, test } from './studio-test.ts'
import { StudioPage } from './pages/studio-page.ts'

test.setTimeout(180_000)

/** What the person says, in order; the answer must contain the words. */
type Script = readonly (readonly [message: string, answer: string | RegExp])[]

async function play(studio: StudioPage, script: Script): Promise<void> {
  for (const [message, answer] of script) {
    await studio.chat.say(message)
    await studio.chat.expectReply(answer)
  }
}

/** Exports here, imports in a browser that never saw the workflow, and gives that one's studio. */
async function moveElsewhere(
  studio: StudioPage,
  browser: Browser,
  baseURL: string,
): Promise<{ page: Page; studio: StudioPage }> {
  const bundle = await studio.exportBundle()
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const elsewhere = new StudioPage(page)
  await elsewhere.open()
  await elsewhere.importBundle(bundle)
  await elsewhere.expectEncoderReady()
  return { page, studio: elsewhere }
}

/** Same commands in the same order, same probabilities to a thousandth. */
function expectSameDecisions(here: JournalDecision[], there: JournalDecision[]): void {
  expect(
    there.map(({ outcome, rung, candidates }) => [outcome, rung, candidates.map((c) => c.command)]),
  ).toEqual(
    here.map(({ outcome, rung, candidates }) => [outcome, rung, candidates.map((c) => c.command)]),
  )
  const scores = (decisions: JournalDecision[]) =>
    decisions.flatMap(({ candidates, inScope }) => [
      inScope ?? 0,
      ...candidates.map((c) => c.probability),
    ])
  const theirs = scores(there)
  for (const [index, score] of scores(here).entries())
    expect(Math.abs(score - (theirs[index] ?? NaN))).toBeLessThan(1e-3)
}

test('the main job on Retail desk', async ({ studio, page, browser, requests, baseURL }) => {
  await studio.openExample('Retail desk')
  await studio.expectEncoderReady()
  await studio.showChat()

  // From here on nothing may be asked of any network, not even of the page's own origin.
  requests.length = 0
  await studio.train()

  const script: Script = [
    ['find the customer maya.lindgren@example.com', '12 Alder Lane'],
    ['open order W7719340', 'is delivered'],
    // Ambiguous: they can be sent back, or swapped.
    ['the boots do not fit', /Did you mean.*Exchange item.*Return items/s],
    ['exchange item', /What is the item/],
    ['never mind', 'was not done'],
    // A value is missing.
    ['open an order', /order number/i],
    ['W4082615', 'Order W4082615 is pending'],
    // The order knows no sums, nor does its customer; the desk does.
    ['what is 15% of 240', '15% of 240 = 36'],
    ['can you book me a flight to Rome', 'not something I can do here'],
    // Destructive: asks for the reason, then whether it is really meant.
    ['cancel this order', /reason/i],
    ['changed my mind', /Cancel order \(Order W4082615\)\?/],
    ['yes', 'Order W4082615 is cancelled (no longer needed)'],
    // It is a cancelled order now.
    ['cancel this order', 'PendingOrder'],
  ]
  await play(studio, script)

  const strange = 'this is going nowhere fast'
  await studio.chat.say(strange)
  await expect(studio.chat.lastAnswer).not.toContainText('queue')
  await studio.chat.correctTo('Transfer to person')
  await studio.chat.say(strange)
  await studio.chat.expectReply('queue')
  await expect(studio.chat.lastAnswer).toContainText('from a correction')
  expect(requests, 'requests during training and chat').toEqual([])

  const here = await decisionsIn(page)
  const other = await moveElsewhere(studio, browser, baseURL ?? '')
  await other.studio.showChat()
  await play(other.studio, script)
  await other.studio.chat.say(strange)
  await other.studio.chat.expectReply('queue')

  // The message before its correction has no counterpart elsewhere.
  const there = await decisionsIn(other.page)
  const wrong = here.findIndex(({ text }) => text === strange)
  expectSameDecisions(here.toSpliced(wrong, 1), there)
})

const KITCHEN = `export class Kitchen {
  oven = new Oven(this)
  timers: number[] = []
}

export class Oven {
  temperature = 0
  constructor(public readonly parent: Kitchen) {}
}

export const start = () => new Kitchen()
`

test('the main job on a workflow drawn from nothing', async ({
  studio,
  page,
  browser,
  requests,
  baseURL,
}) => {
  await studio.newWorkflow()
  await studio.expectEncoderReady()
  const { outline, inspector } = studio

  await studio.addContext('Kitchen')
  await studio.addContext('Oven')
  await studio.connect('Oven', 'Lives inside', 'Kitchen')

  await studio.addCommand('Kitchen', 'set timer')
  await inspector.getByRole('combobox', { name: 'Handler' }).selectOption({ label: 'A reply' })
  await inspector
    .getByRole('textbox', { name: 'Reply' })
    .fill('The timer rings in {minutes} minutes.')
  await studio.addParameter('minutes', 'integer', 'After how many minutes it rings')
  await studio.pasteUtterances([
    'set a timer for 10 minutes',
    'start a timer',
    'wake me in 5 minutes',
    'timer for 20 minutes please',
    'remind me in 3 minutes',
    'ring after 45 minutes',
    'I need a timer',
    'count down 15 minutes',
  ])

  await studio.addCommand('Kitchen', 'open oven')
  await studio.writeHandler('Kitchen/open_oven', [
    'export default function (_input, { self, workflow }) {',
    '  workflow.enter(self.oven)',
    "  return 'You are at the oven.'",
    '}',
  ])
  await studio.pasteUtterances([
    'open the oven',
    'go to the oven',
    'let me use the oven',
    'I want to bake',
    'walk over to the oven',
    'take me to the stove',
    'oven please',
    'show me the oven',
  ])

  await studio.addCommand('Oven', 'heat up')
  await studio.writeHandler('Oven/heat_up', [
    'export default function ({ temperature }, { self }) {',
    '  self.temperature = temperature',
    '  return `Heating to ${temperature} degrees.`',
    '}',
  ])
  await studio.addParameter('temperature', 'integer', 'Degrees Celsius')
  await studio.pasteUtterances([
    'heat to 180 degrees',
    'preheat it',
    'make it 200 degrees hot',
    'warm it up',
    'set the temperature to 220',
    'turn up the heat',
    'get it hot',
    'bring it to 160 degrees',
  ])

  await studio.addCommand('Oven', 'clean oven')
  await inspector.getByRole('combobox', { name: 'Risk' }).selectOption('destructive')
  await inspector.getByRole('combobox', { name: 'Handler' }).selectOption({ label: 'A reply' })
  await inspector
    .getByRole('textbox', { name: 'Reply' })
    .fill('Everything inside is burnt to ashes.')
  await studio.pasteUtterances([
    'clean yourself',
    'start the self cleaning',
    'burn off the dirt',
    'run the cleaning programme',
    'the inside is dirty, clean it',
    'pyrolysis now',
    'get rid of the grease',
    'scrub the inside',
  ])

  await studio.addSourceFile('app/main.ts', KITCHEN)
  await expect(outline.getByRole('treeitem', { name: /Heat up/ })).toBeVisible()
  await studio.expectSaved()

  await studio.showChat()
  requests.length = 0
  await studio.train()

  const script: Script = [
    ['please set a timer', /minutes/],
    ['12', 'The timer rings in 12 minutes'],
    ['open the oven', 'You are at the oven'],
    ['heat it to 190 degrees', 'Heating to 190 degrees'],
    // The oven has no timer; the kitchen has.
    ['set a timer for 25 minutes', 'The timer rings in 25 minutes'],
    ['who won the world cup in 2018', 'not something I can do here'],
    ['clean the oven', /Clean oven.*\?/],
    ['yes', 'burnt to ashes'],
  ]
  await play(studio, script)

  const strange = 'it smells funny in there'
  await studio.chat.say(strange)
  await expect(studio.chat.lastAnswer).toBeVisible()
  await studio.chat.correctTo('Clean oven')
  await studio.chat.say(strange)
  await studio.chat.expectReply(/Clean oven.*\?/)
  await studio.chat.say('no')
  expect(requests, 'requests during training and chat').toEqual([])

  // A reload brings back exactly what was there.
  await studio.reload()
  await studio.showChat()
  await studio.chat.expectReply('was not done')
  // The model is there too, and the application where it was left: inside the oven.
  await studio.expectEncoderReady()
  await studio.chat.say('bring it to 160 degrees')
  await studio.chat.expectReply('Heating to 160 degrees')

  const here = (await decisionsIn(page)).slice(0, script.length - 2)
  const other = await moveElsewhere(studio, browser, baseURL ?? '')
  await other.studio.showChat()
  await play(other.studio, script)
  expectSameDecisions(here, (await decisionsIn(other.page)).slice(0, here.length))
  await other.studio.chat.say(strange)
  await other.studio.chat.expectReply(/Clean oven.*\?/)
})
