export interface SilenceWatch {
  /** Aborts once nothing was heard for the time allowed. */
  readonly signal: AbortSignal
  readonly heard: () => void
  readonly stop: () => void
}

/**
 * Ends what has gone quiet. A limit on the whole answer would cut a long one that still flows;
 * a limit on silence ends only what has stopped.
 */
export function watchForSilence(timeoutMs: number): SilenceWatch {
  const controller = new AbortController()
  const arm = () =>
    setTimeout(() => {
      controller.abort(new DOMException('The provider went silent', 'TimeoutError'))
    }, timeoutMs).unref() // A client that left early must not keep the process from ending.
  let timer = arm()
  const stop = () => {
    clearTimeout(timer)
  }
  return {
    signal: controller.signal,
    heard() {
      stop()
      timer = arm()
    },
    stop,
  }
}

/** Passes a stream through while telling the watch of each chunk, and of the end. */
export function heardBy(watch: SilenceWatch): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      watch.heard()
      controller.enqueue(chunk)
    },
    flush: watch.stop,
  })
}
