import { describe, expect, it } from 'vitest'
import { failure } from './failure.ts'
import type { KernelError } from './vm.ts'

const files = new Set(['app/order.ts'])
const thrown = (stack: string, more: Partial<KernelError> = {}): KernelError => ({
  kind: 'thrown',
  file: '',
  name: 'TypeError',
  message: 'No',
  stack,
  ...more,
})

describe('where an error of the application comes from', () => {
  it.each([
    ['    at cancel (app/order.ts:12:5)\n    at espalier:kernel:1:1', 12],
    ['    at app/order.ts:3:9', 3],
    ['    at elsewhere (app/gone.ts:1:1)\n    at app/order.ts:4:1', 4],
    ['    at cancel (native)', undefined],
    ['whatever the application made of it', undefined],
  ])('is the first line of its own files in %j', (stack, line) => {
    expect(failure(thrown(stack), { files, faults: new Map() }, 'Order/cancel').details.line).toBe(
      line,
    )
  })

  it('is the file that imports what is not there, by line where that is known', () => {
    const unknown = { kind: 'unknown-import', file: 'app/order.ts' } as const
    const known = failure(
      thrown('    at app/order.ts:2:1', unknown),
      { files, faults: new Map() },
      '',
    )
    expect(known.code).toBe('sandbox/does-not-compile')
    expect(known.details).toEqual({ file: 'app/order.ts', line: 2, column: 1 })
    const dark = failure(thrown('', unknown), { files, faults: new Map() }, '')
    expect(dark.details).toEqual({ file: 'app/order.ts' })
  })
})
