import wasmUrl from 'quickjs-wasi/quickjs.wasm?url'
import { webHost } from '../web-host.ts'
import { serveSandbox } from './serve-sandbox.ts'

serveSandbox(async () => {
  const response = await fetch(wasmUrl)
  if (!response.ok) throw new Error(`${wasmUrl} answered ${response.status}`)
  return WebAssembly.compile(await response.arrayBuffer())
}, webHost)
