import type { Page } from '@playwright/test'
import { quantile } from '#learn/train/statistics.ts'
import { ENCODERS } from '#learn/encoders.ts'
import type { Backend } from '#learn/worker/contract.ts'
import { benchWorkflow } from '../bench-workflow.ts'
import { bundleBytes } from '../bundle-bytes.ts'
import { openChromiumPage } from '../chromium-page.ts'
import { dataFile } from '../data-folder.ts'
import { atMost, type Figure } from '../figure.ts'
import { drawShots, readRows, type LabelledRow } from '../rows.ts'
import { inScope, OOS, type Workbench } from '../workbench.ts'
// For the type of what the page offers.
import type {} from '../speed/page.ts'
import type { Section } from './section.ts'

const THREADS = [
  ['wasm-threads', '2 threads'],
  ['wasm', '1 thread'],
] as const satisfies readonly (readonly [Backend, string])[]
const TEXTS = 1000
const WARM_UP = 96
const MESSAGES = 340
const DIMENSION = 384

/** Times and sizes in Chromium, by the product's own worker. Run it on a machine that is idle. */
export const speedSection: Section = {
  title: 'Speed and size (Chromium)',
  async measure(bench): Promise<Figure[]> {
    const clinc = inScope(await readRows(dataFile('clinc150/train.jsonl')))
    const banking = await readRows(dataFile('banking77/train.jsonl'))
    const few = oneHundredAndSixty(clinc, banking)
    const { page, reopen, close } = await openChromiumPage('speed.html', 'speedBench')
    try {
      return [
        ...(await embedding(page, drawShots(clinc, 8, 3))),
        ...(await fitting(page, bench, few, banking)),
        ...(await talking(page, bench, few)),
        // What was measured before has left its own memory behind.
        ...(await reopen().then(() => remembering(page, bench, clinc))),
        ...(await ready(page)),
      ]
    } finally {
      await close()
    }
  },
}

/** 160 commands of 10 utterances each: all of CLINC150, and ten intents of BANKING77. */
function oneHundredAndSixty(
  clinc: readonly LabelledRow[],
  banking: readonly LabelledRow[],
): LabelledRow[] {
  const more = new Set([...new Set(banking.map(({ label }) => label))].sort().slice(0, 10))
  const rows = [...clinc, ...banking.filter(({ label }) => more.has(label))]
  return drawShots(rows, 10, 1)
}

const texts = (rows: readonly LabelledRow[]): string[] => rows.map(({ text }) => text)

async function embedding(page: Page, rows: readonly LabelledRow[]): Promise<Figure[]> {
  const all = [...new Set(texts(rows))]
  const warmUp = all.slice(0, WARM_UP)
  const asked = all.slice(WARM_UP, WARM_UP + TEXTS)
  const figures: Figure[] = []
  for (const [backend, name] of THREADS)
    for (const { id } of ENCODERS) {
      console.error(`Embedding ${asked.length} utterances: ${id}, ${name}`)
      const ms = await page.evaluate(
        ([encoder, on, first, then]) => window.speedBench.embed(encoder, on, first, then),
        [id, backend, warmUp, asked] as const,
      )
      figures.push({
        name: `${asked.length} utterances, nothing cached, ${name}: ${id}`,
        ours: ms / 1000,
        unit: 's',
        target: atMost(backend === 'wasm' ? 6 : 4),
      })
    }
  return figures
}

const base64 = (vectors: readonly Float32Array[]): string =>
  Buffer.concat(
    vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)),
  ).toString('base64')

async function fitting(
  page: Page,
  { learner }: Workbench,
  few: readonly LabelledRow[],
  banking: readonly LabelledRow[],
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, rows, most, plain] of [
    ['160 commands × 10', few, 0.5, true],
    ['BANKING77, all rows', banking, 1.5, false],
  ] as const) {
    console.error(`Fitting ${name}`)
    const names = [...new Set(rows.map(({ label }) => label))]
    const vectors = base64(await learner.embed(texts(rows)))
    const labels = rows.map(({ label }) => names.indexOf(label))
    const times = await page.evaluate(
      ([given, of, dimension, typed]) => window.speedBench.fit(given, of, dimension, typed),
      [vectors, labels, DIMENSION, plain] as const,
    )
    const { openMs, fitMs, refitMs, typedArraysMs } = times
    figures.push({
      name: `fit of ${name}`,
      ours: (openMs + fitMs) / 1000,
      unit: 's',
      target: atMost(most),
      note: `${Math.round(openMs)} ms of it to open the graph${
        typedArraysMs === null ? '' : `; typed arrays ${(typedArraysMs / 1000).toFixed(1)} s`
      }`,
    })
    if (plain)
      figures.push({
        name: 're-fit with one row more',
        ours: refitMs,
        unit: 'ms',
        target: atMost(100),
      })
  }
  return figures
}

async function talking(
  page: Page,
  { learner }: Workbench,
  few: readonly LabelledRow[],
): Promise<Figure[]> {
  console.error('Talking')
  const messages = texts(inScope(await readRows(dataFile('clinc150/val.jsonl')))).slice(0, MESSAGES)
  const { rows } = benchWorkflow(few, OOS)
  await keep(
    page,
    learner,
    rows.map(({ text }) => text),
  )
  const latencies: Figure[] = []
  for (const [backend, name] of THREADS)
    for (const { id } of ENCODERS) {
      const ms = await page.evaluate(
        ([encoder, on, taught, asked]) => window.speedBench.messages(encoder, on, taught, asked),
        [id, backend, [...few], messages] as const,
      )
      const of = `a message to its decision, ${name}: ${id}`
      latencies.push(
        { name: `${of}, median`, ours: quantile(ms, 0.5), unit: 'ms', target: atMost(8) },
        { name: `${of}, 95 %`, ours: quantile(ms, 0.95), unit: 'ms', target: atMost(20) },
      )
    }
  const trained = await learner.train({ rows, seed: 1 })
  const bytes = bundleBytes(trained.model)
  await trained.close()
  return [
    ...latencies,
    {
      name: 'model beside the encoder, 160 commands',
      ours: bytes / 1000,
      unit: 'kB',
      target: atMost(1000),
      references: 'fastWorkflow 275 MB a context',
      note: 'as in a bundle, zipped',
    },
  ]
}

/** Hands the page so many vectors at a time, lest what is only passed on counts as its memory. */
const HANDED = 1000

async function keep(page: Page, learner: Workbench['learner'], all: readonly string[]) {
  const { normalizeText } = await import('#learn/text.ts')
  const { BACKGROUND_MESSAGES } = await import('#learn/background.ts')
  const distinct = [...new Set([...all, ...BACKGROUND_MESSAGES].map(normalizeText))]
  const vectors = await learner.embed(distinct)
  for (let from = 0; from < distinct.length; from += HANDED)
    await page.evaluate(([encoder, given, of]) => window.speedBench.keep(encoder, given, of), [
      learner.encoder,
      distinct.slice(from, from + HANDED),
      base64(vectors.slice(from, from + HANDED)),
    ] as const)
}

async function remembering(
  page: Page,
  { learner }: Workbench,
  clinc: readonly LabelledRow[],
): Promise<Figure[]> {
  console.error('Training on all of CLINC150')
  const { rows } = benchWorkflow(clinc, OOS)
  await keep(
    page,
    learner,
    rows.map(({ text }) => text),
  )
  const training = page.evaluate(
    ([encoder, taught]) => window.speedBench.train(encoder, 'wasm', taught),
    [learner.encoder, [...clinc]] as const,
  )
  const samples = await memoryUntil(page, training)
  const { fitMs } = await training
  return [
    {
      name: 'memory of the page, training on all of CLINC150',
      ours: Math.max(...samples) / 1e6,
      unit: 'MB',
      target: atMost(350),
      note: `most of ${samples.length} looks`,
    },
    {
      name: 'training on all of CLINC150, 15,000 rows embedded',
      ours: fitMs / 1000,
      unit: 's',
      note: 'fit, three folds, calibration and report',
    },
  ]
}

async function memoryUntil(page: Page, end: Promise<unknown>): Promise<number[]> {
  const samples: number[] = []
  const state = { ended: false }
  const watched = end.finally(() => {
    state.ended = true
  })
  while (!state.ended) samples.push(await page.evaluate(() => window.speedBench.memory()))
  await watched
  return samples
}

const LOADS = 5

async function ready(page: Page): Promise<Figure[]> {
  console.error('Opening the encoders')
  const figures: Figure[] = []
  for (const { id } of ENCODERS) {
    const times: number[] = []
    for (let load = 0; load < LOADS; load++)
      times.push(await page.evaluate((of) => window.speedBench.ready(of, 'wasm'), id))
    figures.push({
      name: `encoder ready, files in the browser's cache: ${id}`,
      ours: quantile(times, 0.5) / 1000,
      unit: 's',
      target: atMost(1),
      note: `median of ${LOADS} workers`,
    })
  }
  return figures
}
