import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_BYTES, readBenchmark } from './benchmark.ts'

const routing = { context: '*', utterance: 'where is it', expected_label: 'track' }

/** Why a text is refused; '' where it is read. */
function fault(text: string): string {
  const read = readBenchmark(text)
  return read.ok ? '' : String(read.error.details['because'])
}

describe('readBenchmark', () => {
  it('reads the three kinds of case, routing where none is said', () => {
    const cases = [
      routing,
      { ...routing, kind: 'routing' },
      { context: 'Order', utterance: 'go', kind: 'escalation', expected_ancestor_command: 'list' },
      { context: 'Order', utterance: 'what is love', kind: 'out_of_scope', note: 'never mind' },
    ]
    expect(readBenchmark(JSON.stringify({ schema_version: 1, cases }))).toEqual({
      ok: true,
      value: {
        cases: [
          { context: '*', utterance: 'where is it', kind: 'routing', expected: 'track' },
          { context: '*', utterance: 'where is it', kind: 'routing', expected: 'track' },
          { context: 'Order', utterance: 'go', kind: 'escalation', expected: 'list' },
          { context: 'Order', utterance: 'what is love', kind: 'out_of_scope' },
        ],
      },
    })
  })

  it('reads a bare list, and a file that begins with a byte order mark', () => {
    expect(readBenchmark(`\ufeff${JSON.stringify([routing])}`)).toMatchObject({
      value: { cases: [{ expected: 'track' }] },
    })
  })

  it.each([
    ['no JSON at all', '{', 'it is not JSON'],
    ['something else', '{"workflow":1}', 'it is no list of cases, and has none'],
    ['another version', '{"schema_version":2,"cases":[]}', 'it is no list of cases, and has none'],
    ['nothing', '[]', 'it has no case'],
    ['no object', '["hello"]', 'case 1 is not an object'],
    ['no utterance', '[{"context":"*","expected_label":"a"}]', 'case 1 has no utterance'],
    [
      'an escalation without its command',
      '[{"context":"*","utterance":"a","kind":"escalation","expected_label":"b"}]',
      'case 1 has no expected_ancestor_command',
    ],
    [
      'an unknown kind',
      '[{"context":"*","utterance":"a","kind":"constructor"}]',
      'case 1 is of a kind that is not known',
    ],
    [
      'a text without end',
      JSON.stringify([routing, { ...routing, utterance: 'a'.repeat(20_000) }]),
      'case 2 has a value that is too long',
    ],
    ['more than a file can be', ' '.repeat(MOST_BYTES + 1), 'it is larger than a benchmark can be'],
    ['too many cases', JSON.stringify(Array(50_001).fill(1)), 'it has more than 50000 cases'],
  ])('says what is wrong with %s', (_, text, because) => {
    expect(fault(text)).toBe(because)
  })

  it('reads or refuses whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readBenchmark(text)
        expect(read.ok || read.error.code === 'benchmark/not-readable').toBe(true)
      }),
    )
  })
})
