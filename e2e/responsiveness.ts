import type { Page } from '@playwright/test'

/**
 * How long the page's main thread computes while `work` is done, in ms of that thread's own
 * processor time: however busy the machine is, the figure is about the page.
 */
export async function mainThreadMs(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
  }
  const before = await spent()
  await work()
  const after = await spent()
  await session.detach()
  return Math.round(after - before)
}
