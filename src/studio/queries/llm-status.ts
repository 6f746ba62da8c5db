import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { AppError } from '#shared/app-error.ts'

const statusSchema = z.object({ configured: z.boolean(), models: z.array(z.string()) })
export type LlmStatus = z.infer<typeof statusSchema>

/** Whether the studio's server has a language model to forward to, and which. Never a key. */
export const llmStatus = queryOptions({
  queryKey: ['llm', 'status'],
  queryFn: async ({ signal }): Promise<LlmStatus> => {
    try {
      const response = await fetch(`${import.meta.env.BASE_URL}api/llm/status`, { signal })
      if (!response.ok) throw new Error(`Status ${response.status}`)
      return statusSchema.parse(await response.json())
    } catch (cause) {
      throw new AppError('llm/unreachable', 'The server did not tell its models', { cause })
    }
  },
  staleTime: 30_000,
  retry: 1,
})
