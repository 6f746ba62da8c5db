/** How often something came out as it had to, and where it did not. */
export interface Score {
  readonly total: number
  readonly right: number
  readonly failures: readonly Failure[]
}

export interface Failure {
  /** The task or call, and where in it. */
  readonly where: string
  readonly expected: string
  readonly got: string
}

/** A check of one thing: `null` where it is as it must be. */
export type Check = Failure | null

export const scoreOf = (checks: readonly Check[]): Score => {
  const failures = checks.filter((check) => check !== null)
  return { total: checks.length, right: checks.length - failures.length, failures }
}

/** 0–1; `null` where nothing was to be checked. */
export const shareOf = ({ total, right }: Score): number | null =>
  total === 0 ? null : right / total

export const compared = (where: string, expected: string, got: string): Check =>
  expected === got ? null : { where, expected: shortened(expected), got: shortened(got) }

export const shortened = (text: string): string =>
  text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text

export const bothOf = (...scores: readonly Score[]): Score => ({
  total: scores.reduce((sum, { total }) => sum + total, 0),
  right: scores.reduce((sum, { right }) => sum + right, 0),
  failures: scores.flatMap(({ failures }) => failures),
})
