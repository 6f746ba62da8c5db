/** Does something at once, or, while a button of the pointer is held, as soon as it is let go. */
export function afterPress(work: () => void): void {
  if (document.querySelector(':active') === null) {
    work()
    return
  }
  const done = new AbortController()
  for (const event of ['pointerup', 'pointercancel', 'keydown'])
    addEventListener(
      event,
      () => {
        done.abort()
        // The click comes right after.
        setTimeout(work, 0)
      },
      { capture: true, signal: done.signal },
    )
}
