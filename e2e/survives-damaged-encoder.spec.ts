import type { Page, Route } from '@playwright/test'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

const WEIGHTS = '**/models/**/model_quantized.onnx'

/** The file as it is, but for one byte in its middle: what a bad disk or a bad copy makes of it. */
async function withOneByteFlipped(route: Route): Promise<void> {
  const response = await route.fetch()
  const body = await response.body()
  const middle = body.length >> 1
  body.writeUInt8(body.readUInt8(middle) ^ 0xff, middle)
  await route.fulfill({ response, body })
}

const FAULTS = [
  {
    name: 'damaged',
    fault: withOneByteFlipped,
    sentence: 'A file of the sentence encoder is damaged',
  },
  {
    name: 'missing',
    fault: (route: Route) => route.fulfill({ status: 404, body: 'Not found' }),
    sentence: 'The sentence encoder could not be loaded',
  },
]

/** Everything that needs no encoder, by hand. */
async function expectRestWorks(studio: StudioPage): Promise<void> {
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
  await studio.chat.say('show history')
  await studio.chat.expectReply('2 + 3 = 5')
  await studio.expectSaved()
}

async function expectUnderstands(studio: StudioPage): Promise<void> {
  await studio.chat.say('what is 4 plus 5')
  await studio.chat.expectReply('4 + 5 = 9')
}

const forgetKeptFiles = (page: Page) =>
  page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })

const toast = (page: Page) => page.getByRole('region', { name: /Notifications/ })

for (const { name, fault, sentence } of FAULTS) {
  test(`without training: a ${name} encoder file is told, and all else works`, async ({
    studio,
    page,
  }) => {
    await page.route(WEIGHTS, fault)
    await studio.openExample('Hello world')
    await studio.button('Train').click()
    await expect(toast(page)).toContainText(sentence)
    await studio.showDrawer('Training report')
    await expect(page.getByRole('region', { name: 'Training report' })).toContainText(sentence)
    await expectRestWorks(studio)

    await page.unroute(WEIGHTS)
    await studio.reload()
    await studio.train()
    await expectUnderstands(studio)
  })

  test(`after training: a ${name} encoder file is told where one talks`, async ({
    studio,
    page,
  }) => {
    await studio.openExample('Hello world')
    await studio.train()
    await expectUnderstands(studio)

    await page.route(WEIGHTS, fault)
    // What the browser kept of it is good enough, for as long as the browser keeps it.
    await studio.reload()
    await expectUnderstands(studio)

    await forgetKeptFiles(page)
    await studio.reload()
    await studio.chat.say('what is 4 plus 5')
    await expect(page.getByRole('region', { name: 'Chat' })).toContainText(sentence)
    await expectRestWorks(studio)

    await page.unroute(WEIGHTS)
    await studio.reload()
    await expectUnderstands(studio)
  })
}
