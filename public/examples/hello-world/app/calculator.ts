/** The whole application: it adds, multiplies and remembers what came out. */
export class Calculator {
  /** What was calculated so far, oldest first: `2 + 3 = 5`. */
  history: string[] = []

  add({ first, second }: { first: number; second: number }): string {
    return this.remember(`${first} + ${second}`, first + second)
  }

  multiply({ first, second }: { first: number; second: number }): string {
    return this.remember(`${first} × ${second}`, first * second)
  }

  /** Forgets everything; returns how much that was. */
  clear(): number {
    const count = this.history.length
    this.history = []
    return count
  }

  private remember(sum: string, result: number): string {
    const line = `${sum} = ${Number(result.toPrecision(12))}`
    this.history.push(line)
    return line
  }
}
