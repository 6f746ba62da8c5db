import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Cross-origin isolation: WASM threads need SharedArrayBuffer. */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export default defineConfig({
  plugins: [react()],
  // A missing model file must be a 404, not index.html with status 200.
  appType: 'mpa',
  server: {
    host: '127.0.0.1',
    headers: isolationHeaders,
    proxy: { '/api': 'http://127.0.0.1:4174' },
  },
  preview: { host: '127.0.0.1', headers: isolationHeaders },
  worker: { format: 'es' },
  build: { target: 'esnext', chunkSizeWarningLimit: 4000 },
  optimizeDeps: { exclude: ['@huggingface/transformers', 'onnxruntime-web', 'quickjs-wasi'] },
  test: { include: ['{src,server}/**/*.test.{ts,tsx}'], environment: 'node', testTimeout: 20_000 },
})
