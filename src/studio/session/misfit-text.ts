import type { Misfit } from '#learn/encoders.ts'

/** Why a trained workflow is not understood: what holds meanwhile, and what to do. */
export function misfitText(misfit: Misfit): string {
  switch (misfit) {
    case 'other-encoder':
      return 'This workflow was trained with another sentence encoder than the one chosen now, so only names of commands are understood. Train again, or undo the change of encoder.'
    case 'other-release':
      return 'This workflow was trained with another release of its sentence encoder, so only names of commands are understood. Train again: its utterances are all here.'
    case 'unknown-encoder':
      return 'This workflow was trained with a sentence encoder that this studio does not have, so only names of commands are understood. Choose another for the workflow in the inspector, then train again.'
  }
}
