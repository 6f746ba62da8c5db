import type { EncoderStatus } from './contract.ts'

/** A back end as a report names it. */
export const backendName = ({ backend, threads }: EncoderStatus): string =>
  threads > 1 ? `${backend} (${threads})` : backend

/** What a person should know of a job whose encoder did not end on the back end it began on. */
export function retreat(before: EncoderStatus, after: EncoderStatus): string[] {
  if (before.backend === after.backend) return []
  const { because = 'it failed' } =
    after.passedOver.find(({ backend }) => backend === before.backend) ?? {}
  return [`The encoder began on ${before.backend} and went on on ${after.backend}: ${because}.`]
}
