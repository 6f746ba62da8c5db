import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'

// It reads every module: seconds, and many of them on a busy machine.
describe('architecture', { timeout: 60_000 }, () => {
  it('keeps the layers of .dependency-cruiser.cjs', async () => {
    const options = await extractOptions('./.dependency-cruiser.cjs')
    const { summary } = (await cruise(['src', 'server'], options)).output as ICruiseResult

    // Under a TypeScript it does not know, the cruiser reads no module and so finds no fault.
    expect(summary.totalCruised).toBeGreaterThan(50)
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
      [],
    )
  })

  it('installs one onnxruntime-web: transformers.js and our head share its instance', async () => {
    const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
      packages: Record<string, unknown>
    }
    const copies = Object.keys(lock.packages).filter((path) => path.endsWith('/onnxruntime-web'))
    expect(copies).toEqual(['node_modules/onnxruntime-web'])
  })
})
