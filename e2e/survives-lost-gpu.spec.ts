import type { Route } from '@playwright/test'
import { expect, test } from './studio-test.ts'

/** Stands before the worker's own code: the device goes away when the page says so. */
const LOSE_DEVICE = `{
  const requestDevice = GPUAdapter.prototype.requestDevice
  GPUAdapter.prototype.requestDevice = async function (...request) {
    const device = await requestDevice.apply(this, request)
    new BroadcastChannel('lose-gpu').onmessage = () => device.destroy()
    return device
  }
}
`

async function withLosableDevice(route: Route): Promise<void> {
  const response = await route.fetch()
  await route.fulfill({ response, body: LOSE_DEVICE + (await response.text()) })
}

test('a GPU that is lost in training is done without, and that is said', async ({
  studio,
  page,
}) => {
  test.setTimeout(180_000)
  await page.route('**/assets/learn.worker-*.js', withLosableDevice)
  await studio.openExample('Hello world')
  await studio.expectEncoderReady()
  await page.getByRole('combobox', { name: 'Encoder runs on' }).selectOption({ label: 'WebGPU' })
  await expect(page.getByText('WebGPU', { exact: true }).first()).toBeVisible({ timeout: 60_000 })

  await studio.button('Train').click()
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible()
  await page.evaluate(() => new BroadcastChannel('lose-gpu').postMessage('now'))
  await expect(page.getByText('WASM · 1 thread', { exact: true })).toBeVisible()
  await studio.showDrawer('Training report')
  await expect(page.getByRole('region', { name: 'Training report' })).toContainText(
    'The encoder began on webgpu and went on on wasm',
    { timeout: 60_000 },
  )
  await studio.showChat()
  await studio.chat.say('what is 4 plus 5')
  await studio.chat.expectReply('4 + 5 = 9')
})
