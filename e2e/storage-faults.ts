import type { Page } from '@playwright/test'

/** What `addInitScript` leaves in the page, to be switched from the test. */
interface FaultSwitch {
  espalierDiskIsFull?: boolean
}

/** From the next load on, the browser can be told that its disk is full; see `setDiskFull`. */
export async function giveDiskALimit(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['put', 'add'] as const) {
      const write = IDBObjectStore.prototype[name]
      IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args) {
        if ((window as FaultSwitch).espalierDiskIsFull === true)
          throw new DOMException('The disk is full', 'QuotaExceededError')
        return write.apply(this, args)
      }
    }
  })
}

export async function setDiskFull(page: Page, isFull: boolean): Promise<void> {
  await page.evaluate((next) => {
    ;(window as FaultSwitch).espalierDiskIsFull = next
  }, isFull)
}

/** From the next load on, the page may not store anything, as where site data is blocked. */
export async function blockDatabase(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure', 'SecurityError')
    }
  })
}
