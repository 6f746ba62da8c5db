import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The sandbox's engine, from the package it comes in. */
export async function sandboxEngine(): Promise<WebAssembly.Module> {
  const path = createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')
  return WebAssembly.compile(await readFile(path))
}
