import type { Page } from '@playwright/test'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

const DRAWER = ['Problems', 'Training report', 'Utterances', 'Corrections', 'Source', 'Trace']

/** Enough utterances to train with; small, so that it takes a moment. */
async function openTrained(studio: StudioPage): Promise<void> {
  await studio.openExample('Hello world')
  await studio.expectEncoderReady()
  await studio.train()
  await studio.showChat()
}

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

for (const theme of ['light', 'dark']) {
  test(`start page, outline, canvas, inspector and palette are accessible in ${theme}`, async ({
    studio,
    page,
  }) => {
    await studio.openExample('Retail desk')
    await page.getByRole('button', { name: 'All workflows' }).click()
    await expect(page.getByRole('link', { name: 'Retail desk' })).toBeVisible()
    await chooseTheme(page, theme)
    await studio.expectAccessible()

    await page.getByRole('link', { name: 'Retail desk' }).click()
    await expect(studio.canvas).toBeVisible()
    await studio.expectEncoderReady()
    await studio.expectAccessible()
    await studio.button('Show inherited commands').click()
    await studio.showInspector()
    await studio.treeItem('PendingOrder').click()
    await studio.expectAccessible()
    await studio.treeItem('Cancel order').click()
    await studio.inspector.getByRole('button', { name: /^Reason/ }).click()
    await studio.inspector.getByRole('textbox', { name: 'Utterance 1', exact: true }).focus()
    await studio.expectAccessible()

    await page.keyboard.press('ControlOrMeta+K')
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused()
    await studio.expectAccessible()
    await page.keyboard.press('Escape')
    await studio.button('Keyboard shortcuts').click()
    await studio.expectAccessible()
  })

  test(`drawer, chat and correction are accessible in ${theme}`, async ({ studio, page }) => {
    await openTrained(studio)
    await chooseTheme(page, theme)
    await studio.chat.say('add 2 and 3')
    await studio.chat.expectReply('5')
    await studio.chat.say('book me a flight to Rome')
    await studio.chat.lastAnswer.getByRole('button', { name: 'Why this answer' }).click()
    await studio.expectAccessible()

    await studio.chat.lastAnswer.getByRole('button', { name: 'Not what I meant' }).click()
    const dialog = page.getByRole('dialog', { name: 'What did you mean?' })
    await expect(dialog).toBeVisible()
    await studio.expectAccessible()
    await dialog.getByRole('option', { name: /Greet/ }).first().click()
    await expect(dialog).toBeHidden()

    for (const tab of DRAWER) {
      await studio.showDrawer(tab)
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
      if (tab === 'Source') await expect(page.getByRole('code').first()).toBeVisible()
      await studio.expectAccessible()
    }
  })
}

test('nothing moves for those who ask for less motion', async ({ studio, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await studio.openExample('Hello world')
  await studio.expectEncoderReady()
  await page.keyboard.press('ControlOrMeta+K')
  const longest = await page.evaluate(() => {
    const seconds = (list: string) => Math.max(...list.split(',').map((one) => parseFloat(one)))
    return [...document.querySelectorAll('*')]
      .map((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element)
        const animated = animationName === 'none' ? 0 : seconds(animationDuration)
        return Math.max(animated, seconds(transitionDuration))
      })
      .reduce((longest, duration) => Math.max(longest, duration), 0)
  })
  expect(longest).toBeLessThanOrEqual(0.01)
  await page.keyboard.press('Escape')

  // Going to what is out of sight is a jump, not a flight: it is there in the next frames.
  await page.keyboard.press('Shift+Digit1')
  const viewport = page.locator('.react-flow__viewport')
  const transforms = await viewport.evaluate(async (element: HTMLElement) => {
    const zoomIn = document.querySelector<HTMLElement>('[aria-label="Zoom in"]')
    zoomIn?.click()
    const seen = new Set<string>()
    for (let frame = 0; frame < 20; frame++) {
      await new Promise(requestAnimationFrame)
      seen.add(element.style.transform)
    }
    return seen.size
  })
  expect(transforms).toBeLessThanOrEqual(2)
})
