const STRETCH_MS = 20

/** To be awaited often: lets the screen move whenever work has gone on for a while. */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < STRETCH_MS) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    since = performance.now()
  }
}
