const QUOTED = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g
const PROPERTY = /\b(?:self|parent|root)(?:\??\.[A-Za-z_$][\w$]*)+/g

/**
 * The properties that an expression looks at, in order, each once: `self.status`. A call at the end
 * is left out: of `self.items.some(…)` it is `self.items` that counts.
 */
export function propertiesIn(expression: string): string[] {
  const code = expression.replaceAll(QUOTED, "''")
  const found = [...code.matchAll(PROPERTY)].map((match) => {
    const path = match[0].replaceAll('?.', '.')
    const isCall = /^\s*\(/.test(code.slice(match.index + match[0].length))
    const owner = path.slice(0, path.lastIndexOf('.'))
    return isCall && owner.includes('.') ? owner : path
  })
  return [...new Set(found)]
}
