import type { Document } from '#domain/document.ts'
import { commandTitle } from '../session/command-titles.ts'
import type { CorrectionEffects, Effect, Goal } from '../session/correction-effects.ts'
import { plural } from '../ui/format.ts'

export function goalText(document: Document, goal: Goal): string {
  switch (goal.kind) {
    case 'command':
      return commandTitle(document, goal.command)
    case 'asks':
      return 'a question'
    case 'nowhere':
      return 'nothing'
  }
}

export const SOURCE_TEXT: Record<Effect['message']['from'], string> = {
  conversation: 'said before',
  utterance: 'utterance',
  'held-out': 'held out',
}

export const VERDICT_TEXT: Record<Effect['verdict'], string> = {
  broken: 'was right',
  mended: 'right now',
  unknown: '',
}

/** What a correction does to other messages, in one sentence; `mood` is `would` before it is kept. */
export function effectsText({ effects, left }: CorrectionEffects, mood: 'would' | 'did'): string {
  const more = left > 0 ? ` ${plural(left, 'more message')} may be in its reach.` : ''
  if (effects.length === 0)
    return `${mood === 'would' ? 'No other stored message would go elsewhere.' : 'No other stored message goes elsewhere.'}${more}`
  const verb = mood === 'would' ? 'would go' : effects.length === 1 ? 'goes' : 'go'
  const mended = countOf(effects, 'mended')
  const broken = countOf(effects, 'broken')
  const verdicts = [
    broken > 0 ? `${String(broken)} of them ${broken === 1 ? 'was' : 'were'} right` : '',
    mended > 0 ? `${String(mended)} ${mended === 1 ? 'becomes' : 'become'} right` : '',
  ].filter((part) => part !== '')
  const judged = verdicts.length > 0 ? `: ${verdicts.join(', ')}` : ''
  return `${plural(effects.length, 'other stored message')} ${verb} elsewhere${judged}.${more}`
}

export const countOf = (effects: readonly Effect[], verdict: Effect['verdict']): number =>
  effects.filter((effect) => effect.verdict === verdict).length
