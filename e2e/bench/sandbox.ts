/**
 * Measures what running an application costs: a handler, keeping its state, taking it up again, and
 * looking through a large scope. `npm run bench:sandbox`; see `USAGE`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import { machine } from './machine.ts'
import { largeScope } from './sandbox/large-scope.ts'
import { callTo, shopDocument } from './sandbox/shop.ts'
import { timed, type Timing } from './sandbox/timed.ts'

const USAGE = `npm run bench:sandbox -- [options]
  --objects N     objects of the state (10000)
  --commands N    commands of the scope (2000)
  --rounds N      how often each is measured (30)
  --json OUT      writes the figures to a file
Milliseconds of the clock, and of the processor for this process alone: where they are far apart,
something else ran on the machine.`

interface Line extends Timing {
  readonly what: string
  /** Milliseconds that the median may take; \`null\` where nothing was promised. */
  readonly target: number | null
}

async function measure(objects: number, commands: number, rounds: number): Promise<Line[]> {
  const wasm = await WebAssembly.compile(await readFile('node_modules/quickjs-wasi/quickjs.wasm'))
  const spec = appSpec(shopDocument(objects))
  const open = (saved: Parameters<typeof Application.open>[0]['saved'] = null) =>
    Application.open({ wasm, spec, saved })
  const small = await Application.open({ wasm, spec: appSpec(shopDocument(0)), saved: null })
  const large = await open()
  const never = new AbortController().signal
  const lines: Line[] = []
  const add = async (
    what: string,
    target: number | null,
    work: () => unknown,
    before: () => unknown = () => undefined,
  ): Promise<void> => {
    lines.push({ what, target, ...(await timed(rounds, work, before)) })
  }

  await add('a trivial handler, hardly any state', 2, () =>
    small.execute(callTo('Shop/hello'), never),
  )
  await add(`a trivial handler, ${objects} objects`, 2, () =>
    large.execute(callTo('Shop/hello'), never),
  )
  await add('a handler that writes one object', null, () =>
    large.execute(callTo('Shop/touch_one'), never),
  )
  await add('a rehearsal', null, () => large.rehearse(callTo('Shop/touch_one'), never))
  await add('opened, and kept for the first time', null, async () => (await open()).save())
  await add(
    'the state kept after a trivial handler',
    50,
    () => large.snapshot(),
    () => large.execute(callTo('Shop/touch_one'), never),
  )
  await add(
    'the state kept after all objects changed',
    50,
    () => large.snapshot(),
    () => large.execute(callTo('Shop/touch_all'), never),
  )
  await add('the objects as text', null, () => large.inspect())
  await add(
    'both: memory and text',
    null,
    () => large.save(),
    () => large.execute(callTo('Shop/touch_one'), never),
  )
  const saved = await large.save()
  await add('taken up again from memory', null, () => open(saved))
  await add('taken up again from text', null, () => open({ ...saved, specHash: 'another' }))
  const scope = largeScope(commands)
  await add(`${commands} commands of a context resolved anew`, 5, scope.resolve, scope.forget)
  await add(`${commands} commands in scope, masked and listed`, 5, scope.mask)
  small.dispose()
  large.dispose()
  return lines
}

function print(lines: readonly Line[]): void {
  console.log(machine())
  console.log(
    `${''.padEnd(48)}${['median', 'p95', 'cpu', 'target', 'met'].map((one) => one.padStart(9)).join('')}`,
  )
  for (const { what, median, p95, cpu, target } of lines) {
    const figures = [median, p95, cpu].map((one) => one.toFixed(2).padStart(9)).join('')
    const met = median <= (target ?? Infinity) ? 'yes' : 'NO'
    const verdict = target === null ? '' : `${`≤ ${target}`.padStart(9)}${met.padStart(9)}`
    console.log(`${what.padEnd(48)}${figures}${verdict}`)
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      objects: { type: 'string', default: '10000' },
      commands: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '30' },
      json: { type: 'string' },
    },
  })
  const [objects, commands, rounds] = [values.objects, values.commands, values.rounds].map(Number)
  if (!objects || !commands || !rounds) throw new Error(USAGE)
  const lines = await measure(objects, commands, rounds)
  print(lines)
  if (values.json !== undefined)
    await writeFile(values.json, JSON.stringify({ machine: machine(), lines }, null, 2))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
