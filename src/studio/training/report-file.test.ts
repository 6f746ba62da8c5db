import { describe, expect, it } from 'vitest'
import { workflow } from '#testing/workflow-builder.ts'
import { reportFile } from './report-file.ts'
import { reportOf } from './testing.ts'

describe('reportFile', () => {
  it('is JSON that names what the ids of the report stand for', () => {
    const document = workflow('Desk').context('Order').command('Order/pay').build()
    const file = JSON.parse(reportFile(document, null, reportOf({ accuracy: 0.5 }))) as {
      readonly [key: string]: unknown
      readonly names: Readonly<Record<string, string>>
    }
    expect(file).toMatchObject({ format: 1, workflow: 'Desk', report: { accuracy: 0.5 } })
    expect(file.names['Order/pay']).toBe('Order/pay')
    expect(file.names['Order']).toBe('Order')
  })
})
