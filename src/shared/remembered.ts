/** The same function, which works out each result once; when it knows so many, it begins anew. */
export function remembered<Result>(
  work: (text: string) => Result,
  most: number,
): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    if (known.has(text)) return known.get(text) as Result
    if (known.size === most) known.clear()
    const result = work(text)
    known.set(text, result)
    return result
  }
}
