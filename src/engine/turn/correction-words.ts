/** One thing that is to be otherwise, as it was said. */
export interface Correction {
  /** What is to change: a name, or the value it has now; `null` where nothing says so. */
  readonly about: string | null
  /** The value that it is not to have. */
  readonly instead: string | null
  readonly value: string
}

const LEAD =
  /^(?:(?:no|nope|nah|actually|sorry|wait|oh|hmm|oops|rather|well|please|i (?:meant|mean|said))[,.!:]* )+/iu
const INSTEAD = / instead$/iu

interface Form {
  readonly expression: RegExp
  /** Counts only with a word such as "no" or "instead": "it is not Ben" is a message of its own. */
  readonly needsSign?: boolean
}

const FORMS: readonly Form[] = [
  {
    expression:
      /^(?:make|change|set|switch) (?:it|that|this) (?:(?:to|into|=) )?(?<value>.+?)(?:,? not (?<instead>.+))?$/iu,
  },
  {
    expression:
      /^(?:change|set|update|switch|correct|make) (?:(?:it|that|this)|(?<about>.+?)) (?:to|into|=) (?<value>.+)/iu,
  },
  { expression: /^(?:it['’]?s |it is )?not (?<instead>.+?)(?:,? but|,) (?<value>.+)/iu },
  { expression: /^(?<value>.+?),? (?:instead of|rather than) (?<instead>.+)/iu },
  { expression: /^(?:use |take )?(?<value>.+?),? not (?<instead>.+)/iu, needsSign: true },
  { expression: /^(?<value>[^,]+), ?not (?<instead>.+)/iu },
  { expression: /^(?:(?:it|that|this)|(?<about>.+?)) (?:should|must|has to) be (?<value>.+)/iu },
  { expression: /^(?<about>(?:the|my|its) .+?) (?:is|are) (?<value>.+)/iu, needsSign: true },
  { expression: /^(?:use |take )?(?<value>.+)/iu, needsSign: true },
]

/**
 * What a message corrects, in order: "no, make it Friday"; "not 3 but 5"; "change the city to
 * Austin and the zip to 78701". `[]` where it corrects nothing. `text` has single spaces only.
 */
export function correctionsIn(text: string): Correction[] {
  const said = text.replace(/[.!]+$/u, '')
  const rest = said.replace(LEAD, '')
  const several = severalIn(rest)
  if (several) return several
  const one = correctionIn(rest, rest !== said)
  return one ? [one] : []
}

/** Several at once: the verb is said once, "the zip to 78701" goes on with it. */
function severalIn(text: string): Correction[] | null {
  const pieces = text.split(/(?: ?; ?|, )(?:and )?| and /iu)
  if (pieces.length < 2) return null
  const found = pieces.map((piece, i) => {
    const own = correctionIn(piece, false)
    if (own && (own.about !== null || own.instead !== null)) return own
    const continued = i === 0 ? null : correctionIn(`change ${piece}`, false)
    return continued && continued.about !== null ? continued : null
  })
  return found.every((each) => each !== null) ? found : null
}

/** `hasLead`: it comes after a word that says that something was wrong. */
function correctionIn(text: string, hasLead: boolean): Correction | null {
  const said = text.replace(INSTEAD, '')
  const hasSign = hasLead || said !== text
  for (const { expression, needsSign = false } of FORMS) {
    const groups = needsSign && !hasSign ? undefined : expression.exec(said)?.groups
    const { value, about = null, instead = null } = groups ?? {}
    if (value !== undefined) return { about, instead, value }
  }
  return null
}
