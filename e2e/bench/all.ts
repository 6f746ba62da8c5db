/** Measures everything Espalier claims, in one table. `npm run bench`; see `USAGE`. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { isMet, tableOf, type Figure } from './figure.ts'
import { machine } from './machine.ts'
import { openNodeLearner } from './node-learner.ts'
import { correctionSection } from './sections/correction.ts'
import { determinismSection } from './sections/determinism.ts'
import { intentSection } from './sections/intent.ts'
import { ladderSection } from './sections/ladder.ts'
import { outOfScopeSection } from './sections/out-of-scope.ts'
import { scopeSection } from './sections/scope.ts'
import { speedSection } from './sections/speed.ts'
import { slotsSection } from './sections/slots.ts'
import type { Section } from './sections/section.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

const SECTIONS = {
  intent: intentSection,
  'out-of-scope': outOfScopeSection,
  scope: scopeSection,
  slots: slotsSection,
  ladder: ladderSection,
  correction: correctionSection,
  determinism: determinismSection,
  speed: speedSection,
} satisfies Record<string, Section>
type SectionName = keyof typeof SECTIONS

const USAGE = `npm run bench -- [options]
  --only NAMES     some of ${Object.keys(SECTIONS).join(', ')}; by commas
  --encoder ID     one of public/models (${DEFAULT_ENCODER})
  --seeds N        draws of a few-shot figure (5)
  --json OUT       writes the figures to a file
Reads the public evaluation data of ESPALIER_DATA, or of shared/data in a folder above. Embeddings
are kept in node_modules/.cache: the first run takes the longest.`

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: Object.keys(SECTIONS).join(',') },
      encoder: { type: 'string', default: DEFAULT_ENCODER },
      seeds: { type: 'string', default: '5' },
      json: { type: 'string' },
    },
  })
  const seeds = Number(values.seeds)
  const names = values.only.split(',').map((name) => name.trim())
  const only = names.filter((name): name is SectionName => name in SECTIONS)
  if (!Number.isInteger(seeds) || seeds < 1 || only.length < names.length) throw new Error(USAGE)
  return { only, seeds, encoder: values.encoder, json: values.json }
}

interface Measured {
  readonly section: SectionName
  readonly seconds: number
  readonly figures: readonly Figure[]
  /** Why there are none. */
  readonly failed: string | null
}

/** A section that cannot be measured must not take the hours of the others with it. */
async function measure(section: SectionName, bench: Workbench): Promise<Measured> {
  const from = performance.now()
  const timed = (figures: readonly Figure[], failed: string | null): Measured => {
    return { section, seconds: Math.round((performance.now() - from) / 1000), figures, failed }
  }
  try {
    return timed(await SECTIONS[section].measure(bench), null)
  } catch (error) {
    console.error(error)
    return timed([], error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<void> {
  const { only, seeds, encoder, json } = readOptions()
  const about = { encoder, seeds, runtime: 'onnxruntime-node', machine: machine() }
  const learner = await openNodeLearner(encoder)
  const measured: Measured[] = []
  try {
    const bench = openWorkbench(learner, seeds)
    for (const section of only) {
      const latest = await measure(section, bench)
      measured.push(latest)
      const { title } = SECTIONS[section]
      console.log(`\n${tableOf(title, latest.figures).join('\n')}`)
      if (latest.failed !== null) console.log(`not measured: ${latest.failed}`)
      if (json) await writeFile(json, `${JSON.stringify({ ...about, measured }, null, 2)}\n`)
    }
  } finally {
    await learner.close()
  }
  const judged = measured.flatMap(({ figures }) => figures.map(isMet)).filter((met) => met !== null)
  console.log(`\n${judged.filter(Boolean).length} of ${judged.length} targets met`)
  for (const [name, value] of Object.entries(about)) console.log(`${name}: ${value}`)
  if (measured.some(({ failed }) => failed !== null)) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
