/** The words people use for the signs. `15% of 80` is a product too. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/\b(?:times|of)\b|×|(?<=[\d)\s])x(?=[\d($\s])/gi, '*'],
  [/\bdivided by\b|÷/gi, '/'],
]

/**
 * Works out sums with + - * / ^ %, brackets and the words for them; `null` when it is not one.
 * Reads the text itself: nothing a customer writes is ever run as a program.
 */
export function calculate(text: string): number | null {
  const plain = SIGNS.reduce((sum, [word, sign]) => sum.replace(word, sign), text)
  const bare = plain.replace(/\$|(?<=\d),(?=\d{3})|[=?\s]+$/g, '')
  const tokens = bare.match(/\d+(?:\.\d+)?|\.\d+|\S/g)
  if (!tokens) return null
  const reader = new SumReader(tokens)
  const result = reader.sum()
  return reader.atEnd && Number.isFinite(result) ? Number(result.toPrecision(12)) : null
}

/** Reads from the loosest sign to the tightest; what it cannot read becomes NaN. */
class SumReader {
  private readonly tokens: readonly string[]
  private at = 0

  constructor(tokens: readonly string[]) {
    this.tokens = tokens
  }

  get atEnd(): boolean {
    return this.at === this.tokens.length
  }

  sum(): number {
    let result = this.product()
    for (;;) {
      if (this.take('+')) result += this.product()
      else if (this.take('-')) result -= this.product()
      else return result
    }
  }

  private product(): number {
    let result = this.signed()
    for (;;) {
      if (this.take('*')) result *= this.signed()
      else if (this.take('/')) result /= this.signed()
      else return result
    }
  }

  private signed(): number {
    return this.take('-') ? -this.signed() : this.power()
  }

  private power(): number {
    const base = this.percent()
    return this.take('^') ? base ** this.signed() : base
  }

  private percent(): number {
    const number = this.atom()
    return this.take('%') ? number / 100 : number
  }

  private atom(): number {
    if (this.take('(')) {
      const inside = this.sum()
      return this.take(')') ? inside : Number.NaN
    }
    const token = this.tokens[this.at]
    if (token === undefined || !/^[\d.]/.test(token)) return Number.NaN
    this.at += 1
    return Number(token)
  }

  private take(sign: string): boolean {
    if (this.tokens[this.at] !== sign) return false
    this.at += 1
    return true
  }
}
