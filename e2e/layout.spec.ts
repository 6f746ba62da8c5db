import type { Page } from '@playwright/test'
import { ReportPanel } from './pages/report-panel.ts'
import { StartPage } from './pages/start-page.ts'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

/**
 * What does not fit, in words: the page scrolls sideways, a control is cut off by the window or by a
 * part that does not scroll, or a text runs out of its button or card. A text that ends in an
 * ellipsis must be told whole on hover.
 */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const { innerWidth } = window
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    const nameOf = (element: Element) =>
      `${element.localName} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}”`
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.getBoundingClientRect().width > 1
    const isElsewhere = (element: Element) =>
      element.closest('.react-flow__viewport, .monaco-editor, .visually-hidden') !== null

    /** The nearest part around that hides what does not fit in it, and cannot be scrolled. */
    const clipOf = (element: Element): DOMRect | null => {
      for (let around = element.parentElement; around; around = around.parentElement) {
        const { overflowX, position } = getComputedStyle(around)
        if (overflowX === 'auto' || overflowX === 'scroll') return null
        if (overflowX !== 'visible') return around.getBoundingClientRect()
        if (position === 'fixed') return null
      }
      return null
    }

    const controls = document.querySelectorAll('button, input, select, textarea, [role="tab"]')
    for (const control of controls) {
      if (!isSeen(control) || isElsewhere(control)) continue
      const { left, right } = control.getBoundingClientRect()
      const clip = clipOf(control)
      if (left < -1 || right > innerWidth + 1) found.push(`${nameOf(control)} is cut by the window`)
      else if (clip && (left < clip.left - 1 || right > clip.right + 1))
        found.push(`${nameOf(control)} is cut by what is around it`)
    }

    const boxes = document.querySelectorAll(
      'button, [role="tab"], [role="treeitem"], [role="option"], header',
    )
    for (const box of boxes) {
      if (!isSeen(box) || box.closest('.monaco-editor, .visually-hidden')) continue
      for (const part of [box, ...box.querySelectorAll('span, strong, p, h3')]) {
        if (part.scrollWidth <= part.clientWidth + 1 || part.clientWidth === 0) continue
        const { overflowX, textOverflow, display } = getComputedStyle(part)
        if (display === 'inline' || part.matches('.visually-hidden')) continue
        const isTold = part.closest('[title]') !== null || part.querySelector('[title]') !== null
        if (textOverflow === 'ellipsis' && overflowX !== 'visible') {
          if (!isTold) found.push(`${nameOf(part)} is shortened and nowhere told whole`)
        } else if (overflowX === 'visible') found.push(`${nameOf(part)} runs out of its box`)
      }
    }
    return [...new Set(found)]
  })
}

/** Soft: one walk tells of all that does not fit. */
const each = expect.configure({ soft: true, timeout: 4_000 })

async function expectFits(page: Page, what: string): Promise<void> {
  await each.poll(() => misfits(page), what).toEqual([])
}

async function walk(studio: StudioPage, page: Page): Promise<void> {
  const start = new StartPage(page)
  await studio.openExample('Chat room')
  await expectFits(page, 'an opened example')
  await start.goHome()
  await expect(start.workflow('Chat room')).toBeVisible()
  await expectFits(page, 'the start page')

  await start.workflow('Chat room').click()
  await expect(studio.canvas).toBeVisible()
  await studio.showChat()
  await studio.chat.say('become_user Ada')
  await studio.chat.say('send_priority_message')
  await studio.chat.lastAnswer.getByRole('button', { name: 'Why this answer' }).click()
  await expectFits(page, 'the chat')
  await studio.showInspector()
  await studio.treeItem('PremiumUser').click()
  await expectFits(page, 'the inspector on a context')
  await studio.treeItem('Send priority message').click()
  await studio.inspector.getByRole('button', { name: /^Recipient/ }).click()
  await expectFits(page, 'the inspector on a command')
  await studio.button('Show both').click()
  await expectFits(page, 'inspector and chat beside each other')
  await studio.showInspector()

  for (const tab of ['Problems', 'Utterances', 'Corrections', 'Source', 'Trace']) {
    await studio.showDrawer(tab)
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
    await expectFits(page, tab)
  }
}

for (const theme of ['light', 'dark'] as const)
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const)
    test(`everything fits at ${width} by ${height} in ${theme}`, async ({ studio, page }) => {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: theme })
      await walk(studio, page)
    })

test('the training report fits in a narrow window', async ({ studio, page }) => {
  await studio.openExample('Hello world')
  await studio.expectEncoderReady()
  await page.setViewportSize({ width: 1024, height: 700 })
  await studio.train()
  await expectFits(page, 'the training report')
  const report = new ReportPanel(page)
  for (const view of ['Confusions', 'Commands', 'Thresholds', 'Learning', 'Versions']) {
    await report.show(view)
    await expectFits(page, view)
  }
})
