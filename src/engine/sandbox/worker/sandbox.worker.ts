import { expose } from 'comlink'
import wasmUrl from 'quickjs-wasi/quickjs.wasm?url'
import { webHost } from '../web-host.ts'
import { createSandboxApi } from './sandbox-api.ts'

expose(
  createSandboxApi(async () => {
    const response = await fetch(wasmUrl)
    if (!response.ok) throw new Error(`${wasmUrl} answered ${response.status}`)
    return WebAssembly.compile(await response.arrayBuffer())
  }, webHost),
)
