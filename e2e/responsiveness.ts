import type { Page } from '@playwright/test'

interface Heartbeat {
  /** Stops, and gives the longest time between two frames, ms. */
  espalierLongestPause?: () => number
}

/** Begins to measure for how long the page draws nothing. */
export async function watchPauses(page: Page): Promise<void> {
  await page.evaluate(() => {
    let last = performance.now()
    let longest = 0
    let isOver = false
    const beat = (): void => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      if (!isOver) requestAnimationFrame(beat)
    }
    requestAnimationFrame(beat)
    ;(window as Heartbeat).espalierLongestPause = () => {
      isOver = true
      return Math.max(longest, performance.now() - last)
    }
  })
}

/** The longest time in which the page drew nothing since `watchPauses`, in whole ms. */
export async function longestPause(page: Page): Promise<number> {
  const longest = await page.evaluate(() => (window as Heartbeat).espalierLongestPause?.())
  if (longest === undefined) throw new Error('Nobody watched')
  return Math.round(longest)
}
