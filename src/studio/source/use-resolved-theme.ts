import { useSyncExternalStore } from 'react'
import { useUi } from '../session/hooks.ts'

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(onChange: () => void): () => void {
  prefersDark.addEventListener('change', onChange)
  return () => {
    prefersDark.removeEventListener('change', onChange)
  }
}

/** The look in force: Monaco takes its colours from a theme of its own, not from CSS. */
export function useResolvedTheme(): 'light' | 'dark' {
  const theme = useUi((state) => state.theme)
  const dark = useSyncExternalStore(subscribe, () => prefersDark.matches)
  if (theme !== 'system') return theme
  return dark ? 'dark' : 'light'
}
