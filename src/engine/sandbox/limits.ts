/** What an application may use up. All of it is per workflow and per call. */
export interface Limits {
  /** All that the application holds at one time, in bytes. */
  readonly memoryBytes: number
  /** For one handler, lookup or look around, in milliseconds of its own running. */
  readonly timeMs: number
  /** For `start()`, and for taking and bringing back the whole state. */
  readonly startMs: number
  /** For all that one handler waits for the world, in milliseconds. */
  readonly waitMs: number
}

export const DEFAULT_LIMITS: Limits = {
  memoryBytes: 64 * 1024 * 1024,
  timeMs: 1000,
  startMs: 5000,
  waitMs: 30_000,
}
