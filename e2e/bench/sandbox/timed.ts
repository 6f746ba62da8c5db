/** Milliseconds of one kind of work, over its rounds. */
export interface Timing {
  readonly median: number
  readonly p95: number
  /** Median of the processor's time, all threads of this process together. */
  readonly cpu: number
}

/** Measures `work`, not `before`. The first three rounds warm up and are not counted. */
export async function timed(
  rounds: number,
  work: () => unknown,
  before: () => unknown = () => undefined,
): Promise<Timing> {
  const wall: number[] = []
  const cpu: number[] = []
  for (let round = -3; round < rounds; round++) {
    await before()
    const used = process.cpuUsage()
    const started = performance.now()
    await work()
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(used)
    if (round < 0) continue
    wall.push(ms)
    cpu.push((user + system) / 1000)
  }
  return { median: at(wall, 0.5), p95: at(wall, 0.95), cpu: at(cpu, 0.5) }
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
