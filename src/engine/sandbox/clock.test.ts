import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { Application } from './application.ts'
import { appSpec } from './app-spec.ts'
import { appDocument, commandId } from './fixture.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { SavedState } from './saved-state.ts'

const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))

const NOON = Date.UTC(2026, 2, 28, 12)

const spec = appSpec(
  appDocument({
    files: { 'app/main.ts': 'export const start = () => ({ begun: new Date().toISOString() })' },
    commands: {
      ask: { code: `export default (_, { root }) => root.begun + ' ' + new Date().toISOString()` },
      show: {
        code: `
export default () => {
  const at = new Date()
  const [day, hour] = [[at.getFullYear(), at.getMonth() + 1, at.getDate()], [at.getHours(), at.getMinutes()]]
  return day.join('-') + ' ' + hour.join(':') + ' ' + at.getTimezoneOffset()
}`,
      },
      morning: {
        code: `
export default () => [28, 30].map((day) => new Date(2026, 2, day, 9).toISOString()).join(' ')`,
      },
      odd: {
        code: `
export default () => [
  new Date(NaN).getHours(), new Date(9e15).getHours(), new Date(8.64e15).getHours() < 24 ? 1 : 0,
  new Date(1e300, 0).getTime(),
].join(' ')`,
      },
      draw: { code: `export default () => '' + Math.random()` },
      fail: { code: `export default () => { throw new Error('no') }` },
      wait: { code: `export default () => { while (true); }` },
      lunch: {
        code: `export default () => 'Enjoy'`,
        availability: `new Date().getUTCHours() === 12`,
      },
    },
  }),
)

const open = (
  now?: () => number,
  saved: SavedState | null = null,
  timeZone?: string,
): Promise<Application> => Application.open({ wasm, spec, saved, now, timeZone })

const run = async (application: Application, command: string): Promise<string> => {
  const call = { command: commandId(command), values: {}, level: 0 }
  return (await application.execute(call, new AbortController().signal)).reply
}

describe('the clock of an application', () => {
  it('is the one it is given: for start(), handlers and expressions', async () => {
    const application = await open(() => NOON)
    expect(await run(application, 'ask')).toBe('2026-03-28T12:00:00.000Z 2026-03-28T12:00:00.000Z')
    const { levels } = await application.scope()
    expect(levels[0]?.available).toContain('lunch')
    application.dispose()
  })

  it('goes on as it does, after a failure and from a saved state too', async () => {
    let at = NOON
    const application = await open(() => at)
    await expect(run(application, 'fail')).rejects.toThrow()
    at += 3_600_000
    expect(await run(application, 'ask')).toBe('2026-03-28T12:00:00.000Z 2026-03-28T13:00:00.000Z')
    expect((await application.scope()).levels[0]?.available).not.toContain('lunch')
    const saved = await application.save()
    application.dispose()
    const next = await open(() => at + 60_000, saved)
    expect(await run(next, 'ask')).toBe('2026-03-28T12:00:00.000Z 2026-03-28T13:01:00.000Z')
    next.dispose()
  })

  it('decides on chance too, so that what stands still comes to the same again', async () => {
    const [first, second] = [await open(() => NOON), await open(() => NOON)]
    const drawn = await run(first, 'draw')
    expect(await run(second, 'draw')).toBe(drawn)
    expect(await run(second, 'draw')).not.toBe(drawn)
    for (const application of [first, second]) application.dispose()
  })

  it('is the machine’s where none is given', async () => {
    const before = Date.now()
    const application = await open()
    const [begun = ''] = (await run(application, 'ask')).split(' ')
    expect(Date.parse(begun)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(begun)).toBeLessThanOrEqual(Date.now())
    application.dispose()
  })

  it('has no say in how long code may run', async () => {
    const limits = { ...DEFAULT_LIMITS, timeMs: 100 }
    const application = await Application.open({ wasm, spec, saved: null, limits, now: () => NOON })
    await expect(run(application, 'wait')).rejects.toMatchObject({ code: 'sandbox/timed-out' })
    application.dispose()
  })

  it.each([
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 0, 59), '2026-3-29 1:59 -60'],
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 1, 0), '2026-3-29 3:0 -120'],
    ['Europe/Berlin', Date.UTC(2026, 9, 25, 0, 30), '2026-10-25 2:30 -120'],
    ['Europe/Berlin', Date.UTC(2026, 9, 25, 1, 30), '2026-10-25 2:30 -60'],
    ['America/New_York', Date.UTC(2026, 2, 28, 3, 0), '2026-3-27 23:0 240'],
    ['Asia/Kathmandu', Date.UTC(2026, 2, 28, 18, 15), '2026-3-29 0:0 -345'],
    ['Pacific/Kiritimati', Date.UTC(2026, 2, 28, 12, 0), '2026-3-29 2:0 -840'],
    ['UTC', Date.UTC(2026, 2, 28, 12, 0), '2026-3-28 12:0 0'],
  ])('tells the hour in %s', async (timeZone, moment, shown) => {
    const application = await open(() => moment, null, timeZone)
    expect(await run(application, 'show')).toBe(shown)
    application.dispose()
  })

  it('makes of a day and an hour the moment that they are in its zone, summer or winter', async () => {
    const application = await open(() => NOON, null, 'Europe/Berlin')
    const moments = ['2026-03-28T08:00:00.000Z', '2026-03-30T07:00:00.000Z']
    expect(await run(application, 'morning')).toBe(moments.join(' '))
    application.dispose()
  })

  it('is taken up in another zone with the same moments', async () => {
    const berlin = await open(() => NOON, null, 'Europe/Berlin')
    expect(await run(berlin, 'show')).toBe('2026-3-28 13:0 -60')
    const saved = await berlin.save()
    berlin.dispose()
    const tokyo = await open(() => NOON, saved, 'Asia/Tokyo')
    expect(await run(tokyo, 'show')).toBe('2026-3-28 21:0 -540')
    expect(await run(tokyo, 'ask')).toBe('2026-03-28T12:00:00.000Z 2026-03-28T12:00:00.000Z')
    tokyo.dispose()
  })

  it('tells no hour of a moment that is none, or further off than any can be', async () => {
    const application = await open(() => NOON, null, 'Europe/Berlin')
    expect(await run(application, 'odd')).toBe('NaN NaN 1 NaN')
    application.dispose()
  })
})
