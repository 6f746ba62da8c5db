const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** `Mod+Shift+Z` as people read it on this platform: `⇧⌘Z` or `Ctrl+Shift+Z`. */
export function shortcutText(shortcut: string): string {
  if (!isMac) return shortcut.replace('Mod', 'Ctrl')
  return shortcut
    .split('+')
    .map((key) => ({ Mod: '⌘', Shift: '⇧', Alt: '⌥' })[key] ?? key)
    .sort((a, b) => '⌥⇧⌘'.indexOf(b) - '⌥⇧⌘'.indexOf(a))
    .join('')
}

/** True while an input method composes a character: Enter and Escape are its own then. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** True while keys belong to text: a field, an editor, an open dialog, or a composition (IME). */
export function keysBelongToText(event: KeyboardEvent): boolean {
  if (isComposing(event)) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return (
    target.closest('input, textarea, select, [contenteditable], [role=dialog], .monaco-editor') !==
    null
  )
}

/** Whether the event is this shortcut; letters by meaning or place, so other layouts work too. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier)
  const mod = isMac ? event.metaKey : event.ctrlKey
  if (mod !== wants('Mod') || event.altKey !== wants('Alt')) return false
  // A printed sign such as `?` needs Shift on some layouts and not on others.
  if (key.length > 1 || /[a-z]/i.test(key)) if (event.shiftKey !== wants('Shift')) return false
  return event.key.toLowerCase() === key.toLowerCase() || event.code === `Key${key.toUpperCase()}`
}
