import { cpus, platform, release, totalmem } from 'node:os'

/** What figures were measured on: without it a millisecond says nothing. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()}, Node ${process.version}`
