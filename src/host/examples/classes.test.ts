import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import { acceptOffer } from '#domain/classes/accept.ts'
import { commandRows, offerDiff, pendingChanges } from '#domain/classes/offer-diff.ts'
import { newDocument, type Document } from '#domain/document.ts'
import { addSourceFile } from '#domain/edits/source-files.ts'
import { newId, type SourceFileId, type WorkflowId } from '#domain/ids.ts'
import { problems } from '#domain/problems.ts'
import { contextsOf, recordById, recordsOf, sourceFilesOf } from '#domain/queries.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import type { Json } from '#shared/json.ts'
import { readExample } from './read-example.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

const SHOP = `
enum Level { Low, High }
interface Address { street: string; zipCode: string }

export class Item {
  constructor(readonly order: Order, readonly sku: string) {}
}

export abstract class Thing {
  constructor(readonly number: string) {}
  label() { return 'Thing ' + this.number }
}

export class Order extends Thing {
  status: 'open' | 'closed' = 'open'
  due = new Date('2025-01-01')
  level: Level = Level.Low
  items = new Map<string, Item>()
  to = ''
  constructor(readonly parent: Shop, number: string) { super(number) }
  close(reason: string, days = 3) { this.status = 'closed'; return this.number + ' closed: ' + reason + ' in ' + days }
  postpone(due: Date, ...tags: string[]) { this.due = due; return due.getUTCFullYear() + tags.join('+') }
  rate(level: Level | null) { this.level = level ?? Level.Low; return level === null ? 'no level' : 'level ' + level }
  send({ street, zipCode }: Address) { this.to = street + ' ' + zipCode; return this.to }
  async first(): Promise<Item | undefined> { return [...this.items.values()][0] }
  drop(item: Item) { for (const [key, each] of this.items) if (each === item) this.items.delete(key); return item.sku + ' dropped' }
}

export class Shop {
  orders: Order[] = []
  static motto(word: string) { return 'We say ' + word }
  order(number: string): Order | undefined { return this.orders.find((each) => each.number === number) }
}

export function start() {
  const shop = new Shop()
  const order = new Order(shop, 'W1')
  for (const sku of ['A', 'B']) order.items.set(sku, new Item(order, sku))
  shop.orders.push(order)
  return shop
}

export function double(amount: number) { return 'twice is ' + amount * 2 }
`

const modelOf = (document: Document) =>
  readClasses(
    sourceFilesOf(document).map(({ path, text }) => ({ path, text })),
    ts,
  )

/** Everything that is offered, suggested or not. */
function takingAll(document: Document): Document {
  const diff = offerDiff(document, modelOf(document))
  const rows = [...diff.contexts, ...commandRows(diff)]
  return acceptOffer(diff, new Set(rows.map(({ key }) => key)))(document)
}

async function open(document: Document) {
  const application = await Application.open({ wasm, spec: appSpec(document), saved: null })
  return async (name: string, values: Readonly<Record<string, Json>> = {}): Promise<string> => {
    const { levels } = await application.scope()
    for (const [level, { available }] of levels.entries()) {
      const command = available.find((id) => recordById(document, 'command', id)?.name === name)
      if (command === undefined) continue
      const { signal } = new AbortController()
      return (await application.execute({ command, values, level }, signal)).reply
    }
    throw new Error(`${name} is not offered here`)
  }
}

describe('commands made of classes', () => {
  it('run in the sandbox, whatever their methods take', async () => {
    const empty = newDocument('w' as WorkflowId, 'Shop')
    const written = addSourceFile(newId<SourceFileId>(), 'app/main.ts', SHOP)(empty)
    const document = takingAll(written)
    const wrong = problems(document).filter(
      ({ severity, code }) => severity === 'error' && code !== 'no-utterances',
    )
    expect(wrong).toEqual([])
    const run = await open(document)

    expect(await run('double', { amount: 4 })).toBe('twice is 8')
    expect(await run('motto_shop', { word: 'yes' })).toBe('We say yes')
    expect(await run('open_order', { number: 'W9' })).toBe('There is no such order.')
    expect(await run('open_order', { number: 'W1' })).toBe('Order W1')
    expect(await run('label')).toBe('Thing W1')
    expect(await run('close', { reason: 'late' })).toBe('W1 closed: late in 3')
    expect(await run('get_status')).toContain('closed')
    expect(await run('postpone', { due: '2026-02-03', tags: ['a', 'b'] })).toBe('2026a+b')
    expect(await run('rate', { level: 'High' })).toBe('level 1')
    expect(await run('rate')).toBe('no level')
    expect(await run('send', { street: 'Elm', zip_code: '1' })).toBe('Elm 1')
    await run('set_status', { status: 'open' })
    expect(await run('get_status')).toContain('open')
    expect(await run('drop', { item: 'Z' })).toBe('There is no Z.')
    expect(await run('drop', { item: 'A' })).toBe('A dropped')
    expect(await run('first')).toBe('Item B')
    // An item knows its order as `order`: one is inside it, and its commands are in reach.
    expect(await run('label')).toBe('Thing W1')
  })
})

describe('the examples', () => {
  it.each(['hello-world', 'chat-room', 'project-board', 'retail-desk'])(
    '%s: what its commands do already is seen, and all else could be taken',
    async (folder) => {
      const document = await readExample(folder)
      const diff = offerDiff(document, modelOf(document))
      expect(diff.model.broken).toEqual([])
      expect(diff.model.root).not.toBeNull()
      expect(diff.contexts.find(({ offered }) => offered?.isRoot)?.state).toBe('there')
      // Every command that calls a method of its class is found again.
      const covered = new Set(commandRows(diff).flatMap(({ by }) => by?.id ?? []))
      const calling = recordsOf(document, 'command').filter(
        ({ handler }) => handler.kind === 'method',
      )
      expect(calling.filter(({ id }) => !covered.has(id)).map(({ name }) => name)).toEqual([])

      const taken = takingAll(document)
      expect(pendingChanges(offerDiff(taken, modelOf(taken)))).toBe(0)
      const known = new Set(problems(document).map(({ code, record }) => `${code} ${record}`))
      const fresh = problems(taken).filter(
        ({ severity, code, record }) => severity === 'error' && !known.has(`${code} ${record}`),
      )
      expect(fresh.filter(({ code }) => code !== 'no-utterances')).toEqual([])
      expect(contextsOf(taken).length).toBeGreaterThanOrEqual(contextsOf(document).length)
      await open(taken)
    },
  )
})
