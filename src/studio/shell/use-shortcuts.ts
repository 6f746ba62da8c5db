import { useEffect } from 'react'
import { runAction } from '../actions/action.ts'
import { studioActions, type ActionContext } from '../actions/studio-actions.ts'
import { keysBelongToText, matchesShortcut } from '../ui/shortcut.ts'

/** These reach the studio from inside a text field too: nobody means text by them. */
const GLOBAL = new Set(['command-palette', 'train', 'export-bundle', 'toggle-drawer'])

/** The one listener for shortcuts. A widget that handles a key itself marks it `defaultPrevented`. */
export function useShortcuts(context: ActionContext): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      // Saved already, and the browser's own dialog would save the page.
      if (matchesShortcut(event, 'Mod+S')) return event.preventDefault()
      const inText = keysBelongToText(event)
      const action = studioActions.find(
        ({ id, shortcut }) =>
          shortcut !== undefined &&
          (!inText || GLOBAL.has(id)) &&
          (matchesShortcut(event, shortcut) ||
            (id === 'redo' && matchesShortcut(event, 'Mod+Y')) ||
            (id === 'delete-selection' && matchesShortcut(event, 'Backspace'))),
      )
      if (!action) return
      event.preventDefault()
      void runAction(action, context, 'keyboard', context.studio.report)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [context])
}
