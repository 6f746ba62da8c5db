import { describe, expect, it } from 'vitest'
import type { EffectLog } from '../ports.ts'
import type { HostPort } from './host-port.ts'
import { outside } from './outside.ts'

const log: EffectLog = { intend: () => Promise.resolve(undefined), done: () => Promise.resolve() }
const request = {
  number: 1,
  url: 'https://api.example.com/x',
  method: 'GET',
  headers: {},
  body: null,
}

const asking = (host: HostPort, signal: AbortSignal = new AbortController().signal) =>
  outside({
    host,
    allowed: new Set(['https://api.example.com']),
    effects: log,
    signal,
    waitMs: 1000,
  }).answer([request])

describe('what a handler asks of the world', () => {
  it('is called off at once where the call was called off before it was asked', async () => {
    const reason = new Error('Called off')
    const deaf: HostPort = { fetch: () => new Promise(() => {}) }
    await expect(asking(deaf, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  it('does not take a bug of the host for an answer', async () => {
    const buggy: HostPort = { fetch: () => Promise.reject(new TypeError('x is undefined')) }
    await expect(asking(buggy)).rejects.toThrow(TypeError)
  })
})
