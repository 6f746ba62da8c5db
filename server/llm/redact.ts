/** A shorter key is a placeholder ("ollama", "none"): hiding it would garble ordinary words. */
const SHORTEST_SECRET = 12

const REPLACEMENT = '[hidden]'

/**
 * Takes a secret out of a stream, wherever the chunks are cut, in case a provider echoes the
 * request's headers. Holds back only bytes that may be the beginning of the secret, so that the
 * rest streams on without delay.
 */
export function redactor(secret: string | undefined): TransformStream<Uint8Array, Uint8Array> {
  if (secret === undefined || secret.length < SHORTEST_SECRET) return new TransformStream()
  let held = ''
  return new TransformStream({
    transform(chunk, controller) {
      // One character a byte: the secret is ASCII, and UTF-8 around it must pass unharmed.
      const text = (held + Buffer.from(chunk).toString('latin1')).replaceAll(secret, REPLACEMENT)
      const kept = lengthOfBeginning(secret, text)
      held = text.slice(text.length - kept)
      if (text.length > kept) controller.enqueue(bytes(text.slice(0, text.length - kept)))
    },
    flush(controller) {
      if (held !== '') controller.enqueue(bytes(held))
    },
  })
}

/** How many characters at the end of `text` may be the beginning of `secret`. */
function lengthOfBeginning(secret: string, text: string): number {
  let length = Math.min(secret.length - 1, text.length)
  while (length > 0 && !text.endsWith(secret.slice(0, length))) length -= 1
  return length
}

function bytes(latin1: string): Uint8Array {
  return new Uint8Array(Buffer.from(latin1, 'latin1'))
}
