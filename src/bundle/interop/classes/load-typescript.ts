import type * as typescript from 'typescript'

/**
 * TypeScript itself: nine megabytes of source, so it is a chunk of its own and loaded by whoever
 * is about to read. Parsing only; its checker is never used.
 */
export type TypeScript = typeof typescript

export async function loadTypeScript(): Promise<TypeScript> {
  const loaded: TypeScript & { readonly default?: TypeScript } = await import('typescript')
  // Node gives a CommonJS module as the default alone, a bundler gives its names too.
  return loaded.default ?? loaded
}
