import type { TaggedSpan } from '#domain/intent-model.ts'
import type { Parameter } from '#domain/parameter.ts'
import type { Json } from '#shared/json.ts'
import { assign } from './assign.ts'
import {
  candidatesFor,
  type CandidateContext,
  type ValueCandidate,
  type ValuePart,
} from './candidates.ts'
import { placed } from './fields.ts'
import { composed, leavesOf } from './leaves.ts'
import { itemOf, type Steps } from './paths.ts'
import type { Rejection } from './rejection.ts'
import { settledAt, isOpenText, contextAt } from './settle.ts'
import { taggedCandidates } from './tagged.ts'
import { isFunctionWord, tokensOf } from './words.ts'

/** A row of a list, in its own words. */
interface Row {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface ReadRow {
  readonly start: number
  readonly end: number
  readonly value: Json
  /** Places are within the row. */
  readonly parts: readonly ValuePart[]
  /** What was said of it and would not do. */
  readonly refused: readonly { readonly rejection: Rejection; readonly steps: Steps }[]
  /** Where the row begins in the text. */
  readonly offset: number
}

const BETWEEN_ROWS = /\s*(?:[;\n]|,(?!\d)|\band\b|\bplus\b|\balong with\b|\bas well as\b|&)\s*/giu

/**
 * A list of objects that a message enumerates: "2 pizzas and 3 colas". Each row is read by itself;
 * one that holds nothing but open words ends the list. The words after a number (or an article) are
 * the one free text that each object has. `spans` are places where a tagger sees fields of the list:
 * no row ends within one.
 */
export function rowCandidates(
  text: string,
  list: Parameter,
  context: CandidateContext,
  spans: readonly TaggedSpan[],
): ValueCandidate[] {
  const item = { ...itemOf(list), name: list.name }
  const fields = new Set(leavesOf([item]).map(({ parameter }) => parameter.id))
  const seen = spans.filter(({ parameter }) => fields.has(parameter))
  const best = longestRun(rowsOf(text, seen).map((row) => readRow(row, item, context, seen)))
  const [first, last] = [best[0], best.at(-1)]
  if (!first || !last) return []
  const values = context.valueContext(list)
  const settled = settledAt(
    best.map(({ value }) => value),
    list,
    values,
    [list.name],
  )
  const parts = best.flatMap((row, i) => partsOfRow(row, [list.name, i]))
  const refused = best.flatMap((row, i) => refusedInRow(row, [list.name, i]))
  const place = { start: first.start, end: last.end, source: 'typed' } as const
  const found = { parameter: list, ...place, parts }
  return [
    settled.ok
      ? { ...found, value: settled.value, strength: 50, rejection: null }
      : {
          ...found,
          value: settled.error.partial ?? [],
          strength: 50,
          rejection: saidOf(settled.error, refused),
        },
  ]
}

/** What is missing because it was said and would not do is refused with the reason for that. */
function saidOf(settled: Rejection, refused: readonly Rejection[]): Rejection {
  const said = refused.find(({ problem }) => problem.path === settled.problem.path)
  return said ? { ...settled, ...said } : settled
}

const refusedInRow = ({ refused }: ReadRow, steps: Steps): Rejection[] =>
  refused.map(({ rejection, steps: within }) => ({
    ...rejection,
    problem: placed(rejection.problem, [...steps, ...within.slice(1)]),
  }))

/** The most rows one after another; what could not be read (`null`) parts them. */
function longestRun(rows: readonly (ReadRow | null)[]): readonly ReadRow[] {
  const runs: ReadRow[][] = [[]]
  for (const row of rows)
    if (row) runs.at(-1)?.push(row)
    else runs.push([])
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest))
}

const partsOfRow = ({ parts, offset }: ReadRow, steps: Steps): ValuePart[] =>
  parts.map((part) => ({
    ...part,
    start: part.start + offset,
    end: part.end + offset,
    steps: [...steps, ...part.steps.slice(1)],
  }))

function rowsOf(text: string, seen: readonly TaggedSpan[]): Row[] {
  const rows: Row[] = []
  let from = 0
  for (const { 0: tie, index } of text.matchAll(BETWEEN_ROWS)) {
    if (seen.some(({ start, end }) => start < index + tie.length && end > index)) continue
    rows.push({ start: from, end: index, text: text.slice(from, index) })
    from = index + tie.length
  }
  rows.push({ start: from, end: text.length, text: text.slice(from) })
  return rows.filter((row) => row.text.trim() !== '')
}

function readRow(
  row: Row,
  item: Parameter,
  context: CandidateContext,
  spans: readonly TaggedSpan[],
): ReadRow | null {
  const leaves = leavesOf([item])
  const parts = leaves.map(({ parameter }) => parameter)
  const valuesOf = (part: Parameter): ReturnType<CandidateContext['valueContext']> => {
    const steps = leaves.flatMap((leaf) => (leaf.parameter.id === part.id ? leaf.steps : []))
    return contextAt(context.valueContext(item), steps)
  }
  const within: CandidateContext = { ...context, valueContext: valuesOf }
  const telling = parts
    .filter((part) => !isOpenText(part))
    .flatMap((part) => candidatesFor(row.text, part, within))
    .filter(({ rejection }) => rejection === null || rejection.problem.code !== 'type')
  const shown = parts
    .filter(isOpenText)
    .flatMap((part) => candidatesFor(row.text, part, within))
    .filter(({ source, rejection }) => rejection === null && source !== 'slot')
  const own = spans
    .filter(({ start, end }) => start >= row.start && end <= row.end)
    .map((span) => ({ ...span, start: span.start - row.start, end: span.end - row.start }))
  const seen = taggedCandidates(row.text, own, parts, within)
  const assigned = assign(row.text, [...seen, ...telling, ...shown], parts, [])
  const counted = articleCount(row.text, parts, assigned, context)
  const sure = [...assigned, ...counted]
  const named = nounOf(row.text, parts, sure, within)
  const found = [...sure, ...named]
  const made = composed(item, found, leaves, context.valueContext(item))
  if (!made) return null
  const { start, end, value } = made
  const offset = row.start
  const refused = found.flatMap(({ rejection, parameter }) =>
    leaves.flatMap(({ parameter: own, steps }) =>
      rejection && own.id === parameter.id ? [{ rejection, steps }] : [],
    ),
  )
  return { start: offset + start, end: offset + end, offset, value, parts: made.parts, refused }
}

const COUNTING = /(?:^|_)(?:quantity|qty|count|amount|number|pieces|units|servings)(?:_|$)/i

/** "a pizza": one of them, where something is counted. */
function articleCount(
  text: string,
  parts: readonly Parameter[],
  found: readonly ValueCandidate[],
  { patterns }: CandidateContext,
): ValueCandidate[] {
  const counter = parts.find(({ type, name }) => type === 'integer' && COUNTING.test(name))
  if (!counter || found.some(({ parameter }) => parameter.id === counter.id)) return []
  const article = [...text.matchAll(/\b(?:an?|one)\s+(?=(\p{L}+))/giu)].find(
    ([, next = '']) => !patterns.carriers.has(next.toLowerCase()),
  )
  if (!article) return []
  const place = { start: article.index, end: article.index + article[0].trimEnd().length }
  return [
    { ...place, parameter: counter, value: 1, source: 'typed', strength: 35, rejection: null },
  ]
}

/** What the number counts: the words after it, to the next small word or the end of the row. */
function nounOf(
  text: string,
  parts: readonly Parameter[],
  found: readonly ValueCandidate[],
  { valueContext }: CandidateContext,
): ValueCandidate[] {
  const open = parts.filter(
    (part) => isOpenText(part) && found.every(({ parameter }) => parameter.id !== part.id),
  )
  const required = open.filter((part) => part.required)
  const [noun, ...others] = required.length > 0 ? required : open
  const count = found.find(({ parameter }) => ['integer', 'number'].includes(parameter.type))
  if (!noun || others.length > 0 || !count) return []
  const isTaken = (at: number): boolean => found.some(({ start, end }) => at >= start && at < end)
  const words = tokensOf(text).filter(({ start }) => start >= count.end && !isTaken(start))
  while (words[0] && /^(?:x|of|the|times|×)$/iu.test(words[0].text)) words.shift()
  const stop = words.findIndex(({ text: word }) => isFunctionWord(word))
  const own = stop < 0 ? words : words.slice(0, stop)
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last) return []
  const value = own.map((word) => word.text).join(' ')
  const settled = settledAt(value, noun, valueContext(noun), [noun.name])
  return settled.ok
    ? [
        {
          start: first.start,
          end: last.end,
          parameter: noun,
          value: settled.value,
          source: 'pattern',
          strength: 36,
          rejection: null,
        },
      ]
    : []
}
