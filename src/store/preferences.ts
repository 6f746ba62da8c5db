import type { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { watch, type StudioDb } from './studio-db.ts'

export type PreferenceSchemas<P> = { readonly [Key in keyof P]: z.ZodType<P[Key]> }

/**
 * How a person likes the studio, in all tabs alike. It starts from the defaults at once, so that
 * nothing waits for the database, and takes over what is stored when that is read.
 */
export interface Preferences<P> {
  readonly state: StoreApi<P>
  /** In effect at once. What the database does not take lasts as long as the tab. */
  set<Key extends keyof P>(key: Key, value: P[Key]): void
  /** Resolves when what is stored was read, or could not be. */
  readonly ready: Promise<void>
  stop(): void
}

export function createPreferences<P extends object>(
  db: StudioDb,
  schemas: PreferenceSchemas<P>,
  defaults: P,
): Preferences<P> {
  const state = createStore<P>(() => defaults)
  /** Set here and not yet stored: what is read meanwhile is older. */
  const unsaved = new Map<string, number>()
  const { promise: ready, resolve: isReady } = deferred()

  const stop = watch(
    () => db.preferences.toArray(),
    (rows) => {
      const stored = rows.filter(({ key }) => key in schemas && !unsaved.has(key))
      const read: Partial<P> = {}
      for (const { key, value } of stored) {
        const parsed = schemas[key as keyof P].safeParse(value)
        if (parsed.success) read[key as keyof P] = parsed.data
      }
      state.setState(read)
      isReady()
    },
    // The defaults do; a database that cannot be read is told of where work would be lost.
    isReady,
  )

  function settled(key: string): void {
    const left = (unsaved.get(key) ?? 1) - 1
    if (left === 0) unsaved.delete(key)
    else unsaved.set(key, left)
  }

  return {
    state,
    set(key, value) {
      const name = String(key)
      const change: Partial<P> = {}
      change[key] = value
      state.setState(change)
      unsaved.set(name, (unsaved.get(name) ?? 0) + 1)
      db.preferences.put({ key: name, value }).then(
        () => {
          settled(name)
        },
        // Stays in `unsaved`, so that what is stored does not take the person's choice back.
        () => undefined,
      )
    },
    ready,
    stop,
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
