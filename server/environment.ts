import { z } from 'zod'
import type { Provider } from './llm/provider.ts'

/** What the environment says, checked: the rest of the server never looks at `process.env`. */
export interface Settings {
  readonly port: number
  /** The port a person's browser shows: our own, or in development that of Vite in front of us. */
  readonly studioPort: number
  /** None is a good answer: the studio then works without language models. */
  readonly providers: readonly Provider[]
  /** How long a provider may stay silent, before the first byte or between two. */
  readonly timeoutMs: number
  readonly requestsPerMinute: number
}

/** The environment has something wrong. The message names the variables, never their values. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

const baseUrl = z.url({ protocol: /^https?$/ }).refine((url) => !new URL(url).username, {
  message: 'must not hold a user name or password',
})
/** Visible ASCII only: anything else would not survive as a header. */
const apiKey = z.string().regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without spaces')
const models = z.array(z.string().min(1))

const providersByName = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'names are lower-case letters, digits and dashes'),
  z.strictObject({ baseUrl, apiKey: apiKey.optional(), models: models.default([]) }),
)

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4173),
  LLM_BASE_URL: baseUrl.optional(),
  LLM_API_KEY: apiKey.optional(),
  LLM_MODELS: z.string().transform(commaSeparated).default([]),
  LLM_PROVIDERS: z.string().transform(parseJson).pipe(providersByName).default({}),
  LLM_TIMEOUT_MS: z.coerce.number().int().min(1).default(60_000),
  LLM_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
})

/** An empty variable counts as one that is not there, as in most shells' habits. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new EnvironmentError(`The environment needs mending. ${problems.join('; ')}`)
  }
  const env = parsed.data
  if (env.LLM_API_KEY !== undefined && env.LLM_BASE_URL === undefined) {
    throw new EnvironmentError('LLM_API_KEY is set, but not LLM_BASE_URL: whose key is it?')
  }
  return {
    port: env.PORT,
    studioPort: env.PORT,
    providers: [...defaultProvider(env), ...namedProviders(env.LLM_PROVIDERS)],
    timeoutMs: env.LLM_TIMEOUT_MS,
    requestsPerMinute: env.LLM_REQUESTS_PER_MINUTE,
  }
}

type Environment = z.infer<typeof environment>

function defaultProvider(env: Environment): readonly Provider[] {
  if (env.LLM_BASE_URL === undefined) return []
  return [{ name: '', baseUrl: env.LLM_BASE_URL, apiKey: env.LLM_API_KEY, models: env.LLM_MODELS }]
}

function namedProviders(byName: Environment['LLM_PROVIDERS']): readonly Provider[] {
  return Object.entries(byName).map(([name, { baseUrl, apiKey, models }]) => ({
    name,
    baseUrl,
    apiKey,
    models,
  }))
}

function commaSeparated(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
}
