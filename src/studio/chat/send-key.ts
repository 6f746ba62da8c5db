interface KeyPress {
  readonly key: string
  readonly keyCode: number
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
}

/**
 * Whether this key sends the message. Enter that ends the composition of a word (Chinese, Japanese,
 * Korean) must not: Chromium says so by `isComposing`, others by key code 229, and Safari not at
 * all, because its key event comes just after the composition; `justComposed` covers that tick.
 */
export function sendsMessage(press: KeyPress, justComposed: boolean): boolean {
  if (press.key !== 'Enter' || press.shiftKey || press.altKey) return false
  return !press.isComposing && press.keyCode !== 229 && !justComposed
}
