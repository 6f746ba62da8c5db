import { describe, expect, it } from 'vitest'
import { EnvironmentError, readEnvironment } from './environment.ts'

const KEY = 'sk-very-secret-0123456789'

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readEnvironment({ PORT: '', LLM_API_KEY: '' })).toEqual({
      port: 4173,
      studioPort: 4173,
      providers: [],
      timeoutMs: 60_000,
      requestsPerMinute: 60,
    })
  })

  it('names one provider or several', () => {
    const { providers } = readEnvironment({
      LLM_BASE_URL: 'https://llm.test/v1',
      LLM_API_KEY: KEY,
      LLM_MODELS: 'small, large',
      LLM_PROVIDERS: '{"home":{"baseUrl":"http://127.0.0.1:11434/v1","models":["qwen"]}}',
    })
    expect(providers).toEqual([
      { name: '', baseUrl: 'https://llm.test/v1', apiKey: KEY, models: ['small', 'large'] },
      { name: 'home', baseUrl: 'http://127.0.0.1:11434/v1', apiKey: undefined, models: ['qwen'] },
    ])
  })

  it.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ LLM_BASE_URL: 'file:///etc/passwd', LLM_API_KEY: KEY }, 'LLM_BASE_URL'],
    [{ LLM_BASE_URL: `https://me:${KEY}@llm.test` }, 'LLM_BASE_URL'],
    [{ LLM_API_KEY: KEY }, 'LLM_BASE_URL'],
    [{ LLM_BASE_URL: 'https://llm.test', LLM_API_KEY: `${KEY}\nx: y` }, 'LLM_API_KEY'],
    [{ LLM_PROVIDERS: `{"home":{"apiKey":"${KEY}"` }, 'LLM_PROVIDERS'],
    [{ LLM_PROVIDERS: `{"home":{"apiKey":"${KEY}"}}` }, 'LLM_PROVIDERS.home.baseUrl'],
    [{ LLM_TIMEOUT_MS: '0' }, 'LLM_TIMEOUT_MS'],
  ])('says which variable of %o needs mending, without its value', (variables, name) => {
    const read = () => readEnvironment(variables)
    expect(read).toThrow(EnvironmentError)
    expect(read).toThrow(name)
    expect(read).not.toThrow(KEY)
  })
})
