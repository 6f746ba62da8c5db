import type { Json } from '#shared/json.ts'

/** A call as it is written in Python: `mv(source='a.txt', destination='b')`. */
export interface PythonCall {
  readonly name: string
  readonly positional: readonly Json[]
  readonly named: Readonly<Record<string, Json>>
}

/** Reads a call whose arguments are literals. Throws for anything else. */
export function readPythonCall(text: string): PythonCall {
  const reader = new LiteralReader(text)
  const name = reader.take(/[A-Za-z_]\w*/y)
  reader.take(/\(/y)
  const positional: Json[] = []
  const named: Record<string, Json> = {}
  while (!reader.skip(/\)/y)) {
    const key = reader.skip(/([A-Za-z_]\w*)\s*=(?!=)/y)?.[1]
    if (key === undefined) positional.push(reader.value())
    else named[key] = reader.value()
    reader.skip(/,/y)
  }
  return { name, positional, named }
}

const WORDS: Readonly<Record<string, Json>> = { True: true, False: false, None: null }
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

class LiteralReader {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** What stands here, after spaces, if it is this; `null` otherwise. The expression is sticky. */
  skip(expression: RegExp): RegExpExecArray | null {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
    expression.lastIndex = this.#at
    const match = expression.exec(this.#text)
    if (match) this.#at = expression.lastIndex
    return match
  }

  take(expression: RegExp): string {
    const match = this.skip(expression)
    if (!match) throw new Error(`Not a call of literals at ${this.#at}: ${this.#text}`)
    return match[0]
  }

  value(): Json {
    const quoted = this.skip(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy)
    if (quoted) return unescaped(quoted[1] ?? quoted[2] ?? '')
    const number = this.skip(/-?\d+(?:\.\d*)?(?:e[+-]?\d+)?|-?\.\d+/iy)
    if (number) return Number(number[0])
    if (this.skip(/\[/y)) return this.#items(/\]/y)
    if (this.skip(/\(/y)) return this.#items(/\)/y)
    if (this.skip(/\{/y)) return this.#entries()
    return WORDS[this.take(/True|False|None/y)] ?? null
  }

  #items(end: RegExp): Json[] {
    const items: Json[] = []
    while (!this.skip(end)) {
      items.push(this.value())
      this.skip(/,/y)
    }
    return items
  }

  #entries(): Json {
    const entries: [string, Json][] = []
    while (!this.skip(/\}/y)) {
      const key = this.value()
      this.take(/:/y)
      entries.push([typeof key === 'string' ? key : JSON.stringify(key), this.value()])
      this.skip(/,/y)
    }
    return Object.fromEntries(entries)
  }
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter)
