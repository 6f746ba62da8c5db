import {
  ACCURATE_ENCODER,
  encoderBytes,
  ENCODERS,
  FAST_ENCODER,
  type Misfit,
} from '#learn/encoders.ts'
import type { FieldProblem } from '../ui/field.tsx'
import { byteSize } from '../ui/format.ts'

const NAMES: Readonly<Record<string, string>> = {
  [ACCURATE_ENCODER]: 'Accurate',
  [FAST_ENCODER]: 'Fast',
}

export interface EncoderChoices {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** What is wrong with the one that is chosen. */
  readonly problem: FieldProblem | null
}

/** The encoders to choose from; one that only the document knows stays in the list, so that it shows. */
export function encoderChoices(chosen: string, misfit: Misfit | null): EncoderChoices {
  const known = ENCODERS.map((spec) => ({
    value: spec.id,
    label: `${NAMES[spec.id] ?? 'Other'} (${spec.id}, ${byteSize(encoderBytes(spec))})`,
  }))
  if (known.some(({ value }) => value === chosen))
    return { options: known, problem: misfit && { severity: 'warning', text: RETRAIN[misfit] } }
  return {
    options: [{ value: chosen, label: `${chosen} (not in this studio)` }, ...known],
    problem: {
      severity: 'error',
      text: `This studio does not have the encoder “${chosen}”. Choose one of the others, then train again.`,
    },
  }
}

const RETRAIN: Record<Misfit, string> = {
  'other-encoder':
    'The workflow was trained with another one. Train again to be understood by this one.',
  'other-release':
    'The workflow was trained with another release of it. Train again to be understood.',
  'unknown-encoder':
    'The workflow was trained with one that is not here. Train again to be understood.',
}
