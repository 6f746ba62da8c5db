import { open, readFile, rename, writeFile } from 'node:fs/promises'

/** What keeping a conversation needs of a file system; a test gives one that breaks off. */
export interface Disk {
  /** `null` where there is no such file. */
  read(path: string): Promise<Uint8Array | null>
  append(path: string, text: string): Promise<void>
  write(path: string, bytes: Uint8Array): Promise<void>
  /** In one step: the name means the one file or the other. */
  rename(from: string, to: string): Promise<void>
}

export const nodeDisk: Disk = {
  async read(path) {
    try {
      return new Uint8Array(await readFile(path))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  },
  append: (path, text) => writeFile(path, text, { flag: 'a', flush: true }),
  async write(path, bytes) {
    const file = await open(path, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  },
  rename,
}
