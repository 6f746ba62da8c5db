import type { Page } from '@playwright/test'
import { expect, test } from './studio-test.ts'

/** What a browser does to a tab that nobody sees, at its strictest: no frames, and timers by the minute. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { setTimeout: later, setInterval: every } = window
    window.requestAnimationFrame = () => 0
    window.setTimeout = ((run: () => void, ms = 0) =>
      later(run, Math.max(ms, 60_000))) as typeof window.setTimeout
    window.setInterval = ((run: () => void, ms = 0) =>
      every(run, Math.max(ms, 60_000))) as typeof window.setInterval
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

test('a training can be stopped, and goes on in a tab that nobody sees', async ({
  page,
  studio,
}) => {
  await studio.openExample('Project board')
  await studio.expectEncoderReady()
  const status = page.getByRole('status', { name: 'Training', exact: true })

  await studio.button('Train').click()
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible()
  await studio.button('Cancel').click()
  await expect(status).toContainText('Not trained')

  await studio.button('Train').click()
  await expect(status).toHaveAttribute('aria-busy', 'true')
  await hide(page)
  await expect(status).toContainText('Trained', { timeout: 80_000 })
})
