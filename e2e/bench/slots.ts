/** Measures how values are found in messages, by parts. `npm run bench:slots`; see `USAGE`. */
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { tableOf } from './figure.ts'
import { machine } from './machine.ts'
import { measureSlots, SLOT_PARTS, slotsSection } from './sections/slots.ts'

const USAGE = `npm run bench:slots -- [options]
  --only PARTS     some of ${SLOT_PARTS.join(', ')}; by commas
  --encoder ID     one of public/models (${DEFAULT_ENCODER})
  --seeds N        draws of the few-shot figure (5)`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: SLOT_PARTS.join(',') },
      encoder: { type: 'string', default: DEFAULT_ENCODER },
      seeds: { type: 'string', default: '5' },
    },
  })
  const names = values.only.split(',').map((name) => name.trim())
  const parts = SLOT_PARTS.filter((part) => names.includes(part))
  const seeds = Number(values.seeds)
  if (parts.length < names.length || !Number.isInteger(seeds) || seeds < 1) throw new Error(USAGE)
  console.log(`${values.encoder}, seeds 1–${seeds}, ${machine()}`)
  const figures = await measureSlots(values.encoder, seeds, parts)
  console.log(tableOf(slotsSection.title, figures).join('\n'))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
