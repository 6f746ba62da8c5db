/** Someone who answers OpenAI-compatible chat completions at `{baseUrl}/chat/completions`. */
export interface Provider {
  /** What its models are prefixed with in the studio; '' for the one that needs no prefix. */
  readonly name: string
  readonly baseUrl: string
  /** None for a model that runs on one's own machine. */
  readonly apiKey: string | undefined
  /** What the studio offers to choose from; any other name is passed on as well. */
  readonly models: readonly string[]
}

export interface Destination {
  readonly provider: Provider
  /** As the provider calls it, without our prefix. */
  readonly model: string
}

/**
 * Who answers for a model: `mistral/small` goes to the provider named `mistral` as `small`;
 * without such a prefix the first provider gets the name as it is, slashes and all. No name
 * at all means the first model of the first provider.
 */
export function destinationOf(
  providers: readonly Provider[],
  model: string | undefined,
): Destination | undefined {
  const [first] = providers
  if (first === undefined) return undefined
  if (model === undefined) {
    const [preferred] = first.models
    return preferred === undefined ? undefined : { provider: first, model: preferred }
  }
  const slash = model.indexOf('/')
  const prefix = model.slice(0, Math.max(0, slash))
  const named = prefix === '' ? undefined : providers.find(({ name }) => name === prefix)
  return named ? { provider: named, model: model.slice(slash + 1) } : { provider: first, model }
}

/** The models as the studio names them. */
export function modelNames(providers: readonly Provider[]): readonly string[] {
  return providers.flatMap(({ name, models }) =>
    models.map((model) => (name === '' ? model : `${name}/${model}`)),
  )
}
