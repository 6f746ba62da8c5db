import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandSchema, contextSchema, newDocument, sourceFileSchema } from '#domain/document.ts'
import { ROOT_CONTEXT, type ParameterId, type WorkflowId } from '#domain/ids.ts'
import { newParameter } from '#domain/parameter.ts'
import { workflowOf } from '#domain/queries.ts'
import { roundedRows } from '#shared/eight-bit-rows.ts'
import { contentsArbitrary, documentArbitrary, largeContents } from '#testing/bundle-contents.ts'
import { readBundle } from './read-bundle.ts'
import { sha256 } from './sha256.ts'
import { withWorkflowId } from './with-workflow-id.ts'
import { writeBundle } from './write-bundle.ts'
import { unzipBundle, zipBundle } from './zip.ts'

const textOf = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  new TextDecoder().decode(files.get(path))

const there = newDocument('w' as WorkflowId, 'Desk')

describe('a bundle', () => {
  it('comes back as it went out, whatever is in it', () => {
    fc.assert(
      fc.property(contentsArbitrary, (contents) => {
        const { warnings, ...read } = readBundle(unzipBundle(zipBundle(writeBundle(contents))))
        expect(read).toEqual(contents)
        expect(warnings).toEqual([])
      }),
    )
  })

  it('brings back the vectors bit for bit', () => {
    const contents = largeContents(20)
    const { model } = readBundle(unzipBundle(zipBundle(writeBundle(contents))))
    const bits = (floats: Float32Array | undefined) => floats && new Uint32Array(floats.buffer)
    expect(bits(model?.examples.vectors)).toEqual(bits(contents.model?.examples.vectors))
    expect(model?.head).toEqual(contents.model?.head)
  })

  it('takes a byte a number for vectors that were rounded as training rounds them', () => {
    const { model, ...rest } = largeContents(20)
    if (!model) throw new Error('These contents have a model')
    const { dimension } = model.encoder
    const vectors = roundedRows(model.examples.vectors, dimension)
    const contents = { ...rest, model: { ...model, examples: { ...model.examples, vectors } } }
    const files = writeBundle(contents)
    expect(files.get('model/examples.i8')?.length).toBe(
      (vectors.length / dimension) * (dimension + 1),
    )
    expect(files.has('model/examples.f32')).toBe(false)
    expect(readBundle(files).model?.examples.vectors).toEqual(vectors)
  })

  it('is the same bytes for equal contents, in whatever order they were made', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const turned = Object.fromEntries(Object.entries(document).reverse())
        const zip = (each: typeof document) =>
          zipBundle(writeBundle({ document: each, model: null, report: null }))
        expect(zip(turned)).toEqual(zip(document))
      }),
      { numRuns: 20 },
    )
  })

  it('has the files that its format says, the sources below app/', () => {
    const document = {
      ...there,
      f: sourceFileSchema.parse({ kind: 'source-file', id: 'f', path: 'app/desk.ts', text: '1' }),
      g: sourceFileSchema.parse({
        kind: 'source-file',
        id: 'g',
        path: 'app/../evil.ts',
        text: '2',
      }),
      h: sourceFileSchema.parse({ kind: 'source-file', id: 'h', path: 'APP/Desk.ts', text: '3' }),
    }
    const files = writeBundle({ document, model: null, report: null })
    expect([...files.keys()]).toEqual([
      'manifest.json',
      'app/desk.ts',
      'app/file-1.ts',
      'app/file-2.ts',
      'corrections.jsonl',
      'layout.json',
      'utterances.jsonl',
      'workflow.json',
    ])
    expect(readBundle(files).document).toEqual(document)
  })

  it('keeps what is drawn apart from what it means', () => {
    const moved = {
      ...there,
      [ROOT_CONTEXT]: { ...there[ROOT_CONTEXT], position: { x: 8, y: 4 }, collapsed: true },
    } as typeof there
    const [before, after] = [there, moved].map((document) =>
      writeBundle({ document, model: null, report: null }),
    )
    expect(after?.get('workflow.json')).toEqual(before?.get('workflow.json'))
    expect(after?.get('layout.json')).not.toEqual(before?.get('layout.json'))
  })

  it('becomes another workflow by its id alone', () => {
    const document = {
      ...there,
      c: commandSchema.parse({
        kind: 'command',
        id: 'c',
        context: ROOT_CONTEXT,
        name: 'greet',
        handler: { kind: 'reply', template: '' },
      }),
    }
    const other = withWorkflowId({ document, model: null, report: null }, 'w2' as WorkflowId)
    expect(workflowOf(other.document)).toEqual({ ...workflowOf(document), id: 'w2' })
    expect(Object.keys(other.document).sort()).toEqual(['c', 'root', 'w2'])
  })

  it('that was written before there were undo, fields, startup and hosts reads as without them', () => {
    const document = {
      ...there,
      o: contextSchema.parse({ kind: 'context', id: 'o', name: 'Order' }),
      c: commandSchema.parse({
        kind: 'command',
        id: 'c',
        context: 'o',
        name: 'cancel',
        handler: { kind: 'method', method: 'cancel' },
        parameters: [newParameter('p' as ParameterId, 'reason')],
      }),
    }
    const files = new Map(writeBundle({ document, model: null, report: null }))
    const workflow = textOf(files, 'workflow.json')
    const before = workflow.replaceAll(
      /,\s*"(?:startup|hosts|identity|parent|class|validation|undo|dryRun|positional|fields|unit)":\s*(?:""|null|false|\[\])/g,
      '',
    )
    expect(before.length).toBeLessThan(workflow.length - 150)
    const bytes = new TextEncoder().encode(before)
    const manifest = textOf(files, 'manifest.json').replace(
      sha256(files.get('workflow.json') ?? bytes),
      sha256(bytes),
    )
    files.set('workflow.json', bytes).set('manifest.json', new TextEncoder().encode(manifest))
    expect(readBundle(files).document).toEqual(document)
  })

  it('says when it was exported if it is told', () => {
    const files = writeBundle(
      { document: there, model: null, report: null },
      { exportedAt: Date.UTC(2024, 4, 1) },
    )
    const manifest = new TextDecoder().decode(files.get('manifest.json'))
    expect(JSON.parse(manifest)).toMatchObject({ exportedAt: '2024-05-01T00:00:00.000Z' })
  })
})
