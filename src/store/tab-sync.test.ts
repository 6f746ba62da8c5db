import { describe, expect, it } from 'vitest'
import { newDocument, noteSchema, type Document } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { diffRecords } from '#domain/records.ts'
import { createDocumentStore } from './document-store.ts'
import type { ChannelPort, LockPort, TabPorts } from './tab-ports.ts'
import { createTabSync, type TabRole } from './tab-sync.ts'

const W = 'w' as WorkflowId
const start = newDocument(W, 'Desk')
const write =
  (id: string, text: string) =>
  (document: Document): Document => ({
    ...document,
    [id]: noteSchema.parse({ kind: 'note', id, text, position: { x: 0, y: 0 } }),
  })

interface Waiting {
  readonly grant: () => void
}

/** One lock, as Web Locks has it: first come first served, unless stolen. */
function fakeLocks(): LockPort {
  let holder: { readonly steal: () => void } | null = null
  const queue: Waiting[] = []
  const abortError = () => new DOMException('aborted', 'AbortError')

  return {
    request(_name, { mode, signal }, hold) {
      return new Promise<void>((resolve, reject) => {
        const grant = (): void => {
          const mine = {
            steal: () => {
              reject(abortError())
            },
          }
          holder = mine
          void hold(true).then(() => {
            resolve()
            if (holder !== mine) return
            holder = null
            queue.shift()?.grant()
          })
        }
        if (mode === 'steal') {
          holder?.steal()
          grant()
        } else if (!holder) grant()
        else if (mode === 'if-free') hold(false).then(resolve, reject)
        else {
          const waiting = { grant }
          queue.push(waiting)
          signal?.addEventListener('abort', () => {
            const at = queue.indexOf(waiting)
            if (at === -1) return
            queue.splice(at, 1)
            reject(abortError())
          })
        }
      })
    },
  }
}

/** Channels of one name hear each other, later and as clones. */
function fakeChannels(): { open: (name: string) => ChannelPort; lose: (type: string) => void } {
  const all = new Set<{ readonly name: string; hear: (message: unknown) => void }>()
  let lost: string | null = null
  return {
    lose: (type) => {
      lost = type
    },
    open(name) {
      const mine = { name, hear: (_: unknown): void => undefined }
      all.add(mine)
      return {
        post(message) {
          const clone: unknown = structuredClone(message)
          if ((clone as { type: string }).type === lost) {
            lost = null
            return
          }
          for (const other of all)
            if (other !== mine && other.name === name)
              queueMicrotask(() => {
                if (all.has(other)) other.hear(clone)
              })
        },
        listen: (listener) => {
          mine.hear = listener
        },
        close: () => all.delete(mine),
      }
    },
  }
}

/** A browser with a database of one document. */
function browser(hasLocks = true) {
  const channels = fakeChannels()
  const ports: TabPorts = { locks: hasLocks ? fakeLocks() : null, openChannel: channels.open }
  const disk = { document: start, canSave: true }

  function tab() {
    const document = createDocumentStore(disk.document)
    const memory = () => document.state.getState().document
    const persistence = {
      flush: () => {
        if (disk.canSave) disk.document = memory()
        return Promise.resolve(disk.canSave)
      },
      refresh: () => {
        document.replaceFromElsewhere(diffRecords(memory(), disk.document))
        return Promise.resolve()
      },
    }
    const sync = createTabSync({ workflow: W, document, persistence, ports, answerWithinMs: 20 })
    const role = () => sync.state.getState().role
    const isReadOnly = () => document.state.getState().readOnly
    return { sync, document, memory, persistence, role, isReadOnly }
  }
  return { tab, disk, channels }
}

type Tab = ReturnType<ReturnType<typeof browser>['tab']>

/** Resolves when the tab's role is this; the test's time limit is the only clock. */
function becomes(tab: Tab, role: TabRole): Promise<void> {
  return new Promise((resolve) => {
    if (tab.role() === role) {
      resolve()
      return
    }
    const stop = tab.sync.state.subscribe((state) => {
      if (state.role !== role) return
      stop()
      resolve()
    })
  })
}

/** Resolves when the tab's document has this note. */
function sees(tab: Tab, id: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const record = tab.memory()[id]
      return record?.kind === 'note' && record.text === text
    }
    if (check()) {
      resolve()
      return
    }
    const stop = tab.document.onChange(() => {
      if (!check()) return
      stop()
      resolve()
    })
  })
}

describe('several tabs on one workflow', () => {
  it('lets the first write and tells the second', async () => {
    const { tab } = browser()
    const [one, two] = [tab(), tab()]
    expect(await one.sync.start()).toBe('writer')
    expect(await two.sync.start()).toBe('follower')
    expect([one.isReadOnly(), two.isReadOnly()]).toEqual([false, true])

    two.document.edit('Add note', write('a', 'overwritten?'))
    expect(two.memory()).toEqual(start)
  })

  it('shows the second what the first does, undo included, and what it had not saved', async () => {
    const { tab } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    one.document.edit('Add note', write('a', 'unsaved'))
    await two.sync.start()
    await sees(two, 'a', 'unsaved')

    one.document.edit('Change note', write('a', 'live'))
    await sees(two, 'a', 'live')
    one.document.undo()
    await sees(two, 'a', 'unsaved')
    expect(two.memory()).toEqual(one.memory())
    expect(two.document.state.getState().undos).toEqual([])
  })

  it('asks for the whole when a change did not arrive', async () => {
    const { tab, channels } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    await two.sync.start()
    one.document.edit('Add note', write('a', 'first'))
    await sees(two, 'a', 'first')
    channels.lose('changed')
    one.document.edit('Add note', write('b', 'lost'))
    one.document.edit('Add note', write('c', 'third'))
    await sees(two, 'c', 'third')
    expect(two.memory()).toEqual(one.memory())
  })

  it('follows a change of thousands of records by asking for the whole', async () => {
    const { tab } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    await two.sync.start()
    const many = Array.from({ length: 1_000 }, (_, n) => write(`n${n}`, 'imported'))
    one.document.edit('Import', (document) => many.reduce((next, edit) => edit(next), document))
    await sees(two, 'n999', 'imported')
    one.document.edit('Add note', write('a', 'after'))
    await sees(two, 'a', 'after')
    expect(two.memory()).toEqual(one.memory())
  })

  it('lets the second write once the first is closed, from what is stored', async () => {
    const { tab, disk } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    await two.sync.start()
    disk.document = write('a', 'stored')(start)
    one.sync.close()

    await becomes(two, 'writer')
    expect(two.isReadOnly()).toBe(false)
    expect(two.memory()).toEqual(disk.document)
  })

  it('changes places on demand, after saving', async () => {
    const { tab, disk } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    await two.sync.start()
    one.document.edit('Add note', write('a', 'one'))

    expect(await two.sync.takeOver()).toEqual({ outcome: 'taken' })
    expect(disk.document).toEqual(write('a', 'one')(start))
    expect(two.role()).toBe('writer')
    await becomes(one, 'follower')
    expect(one.isReadOnly()).toBe(true)

    two.document.edit('Change note', write('a', 'two'))
    await sees(one, 'a', 'two')
    expect(await one.sync.takeOver()).toEqual({ outcome: 'taken' })
    await becomes(two, 'follower')
  })

  it('gives the pen to the tab that asked, whoever else waits', async () => {
    const { tab } = browser()
    const [one, two, three] = [tab(), tab(), tab()]
    for (const each of [one, two, three]) await each.sync.start()

    expect(await three.sync.takeOver()).toEqual({ outcome: 'taken' })
    await becomes(one, 'follower')
    await becomes(two, 'follower')
    expect(three.role()).toBe('writer')
    three.document.edit('Add note', write('a', 'three'))
    await sees(one, 'a', 'three')
    await sees(two, 'a', 'three')
  })

  it('does not change places while the first has work it cannot save', async () => {
    const { tab, disk } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    await two.sync.start()
    disk.canSave = false
    one.document.edit('Add note', write('a', 'one'))

    expect(await two.sync.takeOver()).toEqual({ outcome: 'refused', because: 'not-saved' })
    expect([one.role(), two.role()]).toEqual(['writer', 'follower'])
    expect(one.isReadOnly()).toBe(false)
  })

  it('says so when the first does not answer', async () => {
    const { tab, channels } = browser()
    const [one, two] = [tab(), tab()]
    await one.sync.start()
    await two.sync.start()
    channels.lose('hand-over-wanted')
    expect(await two.sync.takeOver()).toEqual({ outcome: 'refused', because: 'no-answer' })
    expect(await two.sync.takeOver()).toEqual({ outcome: 'taken' })
  })

  it('lets every tab write where there are no locks: autosave then merges', async () => {
    const { tab } = browser(false)
    const [one, two] = [tab(), tab()]
    expect([await one.sync.start(), await two.sync.start()]).toEqual(['writer', 'writer'])
  })
})
