/** One thing that is to be otherwise, as it was said. */
export interface Correction {
  /** What is to change: a name, or the value it has now; `null` where nothing says so. */
  readonly about: string | null
  /** The value that it is not to have. */
  readonly instead: string | null
  readonly value: string
  /** Said as a correction, so that no value has to be named for it to be one. */
  readonly isCertain: boolean
}

const LEAD =
  /^(?:(?:no|nope|nah|actually|sorry|wait|oh|hmm|oops|rather|well|please|i\s+(?:meant|mean|said))\b[,.!:]*\s+)+/iu

interface Form {
  readonly expression: RegExp
  /** Counts only after a word such as "no": "it is not Ben" is a message of its own. */
  readonly needsLead?: boolean
}

const FORMS: readonly Form[] = [
  {
    expression:
      /^(?:change|set|update|switch|correct|make)\s+(?<about>.{1,60}?)\s+(?:to|into|=)\s+(?<value>.+)$/iu,
  },
  { expression: /^(?:it'?s\s+|it\s+is\s+)?not\s+(?<instead>.+?),?\s+but\s+(?<value>.+)$/iu },
  {
    expression:
      /^(?:make|change|set|switch)\s+(?:it|that|this)\s+(?:to\s+)?(?<value>.+?)(?:,?\s+not\s+(?<instead>.+))?$/iu,
  },
  { expression: /^(?<value>.+?),?\s+(?:instead\s+of|rather\s+than)\s+(?<instead>.+)$/iu },
  { expression: /^(?:use\s+|take\s+)?(?<value>.+?),?\s+not\s+(?<instead>.+)$/iu, needsLead: true },
  { expression: /^(?<value>[^,]+),\s*not\s+(?<instead>.+)$/iu },
  { expression: /^(?<about>.{1,60}?)\s+(?:should|must|has to)\s+be\s+(?<value>.+)$/iu },
  { expression: /^(?:use\s+|take\s+)?(?<value>.+?)\s+instead$/iu },
  {
    expression: /^(?<about>(?:the|my|its)\s+.{1,60}?)\s+(?:is|are)\s+(?<value>.+)$/iu,
    needsLead: true,
  },
  { expression: /^(?<value>.+)$/iu, needsLead: true },
]

/**
 * What a message corrects, in order: "no, make it Friday"; "not 3 but 5"; "change the city to
 * Austin and the zip to 78701". `[]` where it corrects nothing.
 */
export function correctionsIn(text: string): Correction[] {
  const said = text.trim().replace(/[.!]+$/u, '')
  const rest = said.replace(LEAD, '')
  const hasLead = rest !== said
  return severalIn(rest) ?? formOf(rest, hasLead) ?? []
}

/** Several at once: the verb is said once, "the zip to 78701" goes on with it. */
function severalIn(text: string): Correction[] | null {
  const pieces = text.split(/\s*;\s*|,\s+(?:and\s+)?|\s+and\s+/iu).filter((piece) => piece !== '')
  if (pieces.length < 2) return null
  const found = pieces.map((piece, i) => {
    const [own] = formOf(piece, false) ?? []
    const isNamed = own !== undefined && (own.about !== null || own.instead !== null)
    if (isNamed || i === 0) return isNamed ? own : undefined
    return formOf(`change ${piece}`, false)?.find(({ about }) => about !== null)
  })
  const all = found.filter((each) => each !== undefined)
  return all.length === pieces.length ? all : null
}

function formOf(text: string, hasLead: boolean): Correction[] | null {
  for (const { expression, needsLead = false } of FORMS) {
    const groups = needsLead && !hasLead ? undefined : expression.exec(text)?.groups
    const { value, about, instead } = groups ?? {}
    if (value === undefined) continue
    const isIt = about === undefined || /^(?:it|that|this)$/iu.test(about)
    return [
      {
        about: isIt ? null : about,
        instead: instead ?? null,
        value: value.replace(/\s+instead$/iu, ''),
        isCertain: hasLead || /\binstead\b|^(?:make|change|set|switch)\b/iu.test(text),
      },
    ]
  }
  return null
}
