/** Long enough to get on, short enough that no frame is missed. */
const SLICE_MS = 8

/**
 * Takes the steps of a long computation with pauses between, so that the page draws and listens
 * meanwhile. Rejects with the signal's reason when it is aborted.
 */
export async function inSlices<T>(
  steps: Iterator<unknown, T>,
  signal: AbortSignal,
  pause: () => Promise<void> = nextTask,
): Promise<T> {
  let until = performance.now() + SLICE_MS
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    if (performance.now() < until) continue
    await pause()
    signal.throwIfAborted()
    until = performance.now() + SLICE_MS
  }
}

/** By a message, not a timer: those of a hidden page wait a second each. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
